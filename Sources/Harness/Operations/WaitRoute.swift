internal import Attribution
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
        let end = ContinuousClock.now + wish.timeout
        while true {
            let round = service.events.round
            if let event = try await service.first(wish) { return APIReply(event) }
            let left = end - .now
            guard left > .zero, !service.isStopping, await service.events.wait(after: round, atMost: left) else {
                break
            }
        }
        let story = try await service.story(clickID: wish.clickID, customer: wish.customer)
        return APIReply(
            [
                "error": [
                    "code": "timeout",
                    "message": "No \(wish.kind.singular) that fits came in within \(wish.timeout.inSeconds) s.",
                ], "explanation": story,
            ], status: .requestTimeout)
    }
}
