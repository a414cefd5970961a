internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/customers…` (`dub-api.md`, 16).
struct CustomerRoutes: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    private var rules: CustomerRules { CustomerRules(now: api.service.clock.now, ids: api.service.ids) }

    var routes: RouteCollection<Context> {
        api.routes(.secret)
            .get("/customers") { request, _ in
                let (rules, query) = (rules, try CustomerQuery(request.queryFields))
                return try await api.read({ try rules.list(query, in: $0) }) { $0.answer($1) }
            }
            .post("/customers") { request, _ in
                let (rules, customer) = (rules, try CustomerRequest(try await request.fields()))
                return try await api.write(status: .created, { try rules.create(customer, in: &$0) }) {
                    $0.answer($1)
                }
            }
            .get("/customers/count") { request, _ in
                let (rules, query) = (rules, try CustomerCountQuery(request.queryFields))
                return try await api.read({ try rules.count(query, in: $0) }) { $0.answer($1) }
            }
            .get("/customers/{id}") { request, context in
                let (rules, id) = (rules, context.part("id"))
                let isExpanded = try request.queryFields.isExpanded
                return try await api.read({ try rules.find(id, isExpanded: isExpanded, in: $0) }) { $0.answer($1) }
            }
            .patch("/customers/{id}") { request, context in
                let (rules, id) = (rules, context.part("id"))
                let isExpanded = try request.queryFields.isExpanded
                let change = try CustomerChange(try await request.fields())
                return try await api.write({
                    try rules.update(id, change, isExpanded: isExpanded, in: &$0)
                }) { $0.answer($1) }
            }
            .delete("/customers/{id}") { _, context in
                let (rules, id) = (rules, context.part("id"))
                return try await api.write({ try rules.delete(id, in: &$0) }) { AnswerForm.deleted($1.id) }
            }
            .get("/customers/{id}/activity") { _, context in
                let (service, rules, id) = (api.service, rules, context.part("id"))
                return try await api.read({ store in
                    switch try rules.find(id, isExpanded: false, in: store).result {
                    case .success(let found):
                        try service.analyticsRules(folders: []).activity(of: found.customer, in: store)
                    case .failure(let error): Outcome<JSONValue>(.failure(error))
                    }
                }) { $1 }
            }
    }
}
