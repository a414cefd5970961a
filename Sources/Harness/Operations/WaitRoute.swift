internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/_dubcheck/wait`: answers with the first event that fits, as soon as it is there, or says why it is not.
struct WaitRoute: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService

    func add(to routes: RouteCollection<Context>) {
        routes.get("/_dubcheck/wait") { request, _ in
            try await wait(for: EventWish(RequestFields(query: request.queryItems)))
        }
    }

    private func wait(for wish: EventWish) async throws -> APIReply {
        let found = await withTaskGroup(of: Result<JSONValue?, any Error>.self) { group in
            group.addTask { await outcome(of: wish) }
            group.addTask {
                try? await Task.sleep(for: wish.timeout)
                return .success(nil)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .success(nil)
        }
        if let event = try found.get() { return APIReply(event) }
        let story = try await service.story(clickID: wish.clickID, customer: wish.customer)
        return APIReply(
            [
                "error": [
                    "code": "timeout",
                    "message": "No \(wish.kind.singular) that fits came in within \(wish.timeout.inSeconds) s.",
                ], "explanation": story,
            ], status: .requestTimeout)
    }

    private func outcome(of wish: EventWish) async -> Result<JSONValue?, any Error> {
        do {
            return .success(try await watch(for: wish))
        } catch {
            return .failure(error)
        }
    }

    private func watch(for wish: EventWish) async throws -> JSONValue? {
        while !Task.isCancelled {
            let round = service.events.round
            if let event = try await service.first(wish) { return event }
            await service.events.wait(after: round)
        }
        return nil
    }
}
