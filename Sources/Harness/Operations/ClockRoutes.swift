internal import Attribution
internal import Hummingbird
internal import JSON

/// `/_dubcheck/clock`: the time as the rules see it, which tests may move.
struct ClockRoutes: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService

    func add(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/clock") { _, _ in answer() }
            .put("/_dubcheck/clock") { request, _ in
                let change = try ClockChange(try await request.json())
                switch change {
                case .to(let time): service.clock.set(to: time)
                case .by(let duration): service.clock.advance(by: duration)
                }
                service.posts.fire()
                return answer()
            }
            .delete("/_dubcheck/clock") { _, _ in
                service.clock.reset()
                service.posts.fire()
                return answer()
            }
    }

    private func answer() -> APIReply {
        let ahead = service.clock.ahead.components
        return APIReply([
            "now": .string(service.clock.now.text),
            "aheadSeconds": .number(Double(ahead.seconds) + Double(ahead.attoseconds) / 1e18),
        ])
    }
}
