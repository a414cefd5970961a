internal import Attribution
internal import Hummingbird
internal import JSON

/// What is below `/_dubcheck/` and needs the secret key or the dashboard's session (`cli.md`, 4.1).
struct OperationRoutes: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService
    let segment: SegmentService
    let session: Session
    let chaos: ChaosBoard
    let webhooks: WebhookSender
    let seed: Seed
    let verifier: Verifier?

    var routes: RouteCollection<Context> {
        let routes = RouteCollection(context: Context.self)
            .add(middleware: OperatorCheck(service: service, session: session))
        ClockRoutes(service: service).add(to: routes)
        WaitRoute(service: service).add(to: routes)
        WebhookRoutes(service: service, sender: webhooks).add(to: routes)
        StreamRoute(service: service).add(to: routes)
        ExportRoute(service: service).add(to: routes)
        SegmentRoutes(service: segment).add(to: routes)
        DeliveryRoutes(service: segment).add(to: routes)
        KeyRoutes(service: service, segment: segment).add(to: routes)
        VerifyRoutes(verifier: verifier).add(to: routes)
        addChaos(to: routes)
        return
            routes
            .get("/_dubcheck/metrics") { _, _ in try await MetricsText(service: service).response() }
            .get("/_dubcheck/chain") { _, _ in APIReply(try await service.chain()) }
            .get("/_dubcheck/explain") { request, _ in
                let fields = request.queryFields
                let clickID = try fields.optionalText("clickId")
                let customer = try fields.optionalText("customerExternalId")
                guard clickID != nil || customer != nil else {
                    throw Refusal.badRequest("Say what to explain: clickId=… or customerExternalId=…")
                }
                return APIReply(try await service.story(clickID: clickID, customer: customer))
            }
            .post("/_dubcheck/reset") { _, _ in
                try await service.reset(to: seed)
                try await segment.plant()
                chaos.rules = []
                return APIReply(["status": "reset"])
            }
    }

    private func addChaos(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/chaos") { _, _ in shown }
            .put("/_dubcheck/chaos") { request, _ in
                guard let list = try await request.json()["rules"].array else {
                    throw Refusal.badRequest(#"The body needs "rules", a list."#)
                }
                do {
                    chaos.rules = try list.map { try ChaosRule($0) }
                } catch let problem as ChaosRule.Problem {
                    throw Refusal.badRequest("A chaos rule is wrong: \(problem).")
                }
                return shown
            }
            .delete("/_dubcheck/chaos") { _, _ in
                chaos.rules = []
                return shown
            }
    }

    private var shown: APIReply { APIReply(["rules": .array(chaos.rules.map(\.json))]) }
}
