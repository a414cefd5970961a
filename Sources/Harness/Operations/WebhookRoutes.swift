internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/_dubcheck/webhooks`: who is told of events, and what became of it.
struct WebhookRoutes: Sendable {
    typealias Context = HarnessContext

    let service: WorkspaceService
    let sender: WebhookSender

    /// How many deliveries are listed at most, and without a wish.
    private static let limits = (most: 1_000, usual: 100)

    func add(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/webhooks") { _, _ in
                let rules = service.webhookRules
                let outcome = try await service.store.read { try rules.list(in: $0) }
                return reply(outcome) { .array($0.map(\.json)) }
            }
            .post("/_dubcheck/webhooks") { request, _ in
                let webhook = try WebhookRequest(try await request.fields(), isAllowed: sender.allows)
                let rules = service.webhookRules
                let outcome = try await service.configure { try rules.create(webhook, in: &$0) }
                return reply(outcome, .created, \.json)
            }
            .delete("/_dubcheck/webhooks/{webhookId}") { _, context in
                let (rules, id) = (service.webhookRules, context.part("webhookId"))
                let outcome = try await service.configure { try rules.delete(id, in: &$0) }
                return reply(outcome) { AnswerForm.deleted($0.id) }
            }
        addDeliveries(to: routes)
    }

    private func addDeliveries(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/webhooks/{webhookId}/deliveries") { request, context in
                let (rules, id) = (service.webhookRules, context.part("webhookId"))
                let limit = try request.queryFields.wholeNumber("limit", 1...Self.limits.most) ?? Self.limits.usual
                let outcome = try await service.store.read { try rules.deliveries(to: id, limit: limit, in: $0) }
                return reply(outcome) { .array($0.map(\.json)) }
            }
            .post("/_dubcheck/webhooks/deliveries/{deliveryId}/retry") { _, context in
                let (rules, id) = (service.webhookRules, context.part("deliveryId"))
                guard let number = Int64(id) else {
                    throw APIError(.notFound, "Delivery \(id.prefix(40)) not found.")
                }
                let outcome = try await service.write { try rules.sendAgain(number, in: &$0) }
                service.posts.fire()
                return reply(outcome, .ok, \.json)
            }
    }

    private func reply<Answer>(
        _ outcome: Outcome<Answer>, _ status: HTTPResponse.Status = .ok, _ show: (Answer) -> JSONValue
    ) -> APIReply {
        APIReply(Outcome(outcome.result.map(show), outcome.notes), status: status)
    }
}
