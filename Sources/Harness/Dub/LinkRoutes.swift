internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON

/// `/links…` (`dub-api.md`, 8).
struct LinkRoutes: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    private var rules: LinkRules { api.service.linkRules }

    var routes: RouteCollection<Context> {
        addBulk(to: api.routes(.secret, tellsLimits: true))
            .get("/links") { request, _ in
                let (rules, query) = (rules, try LinkQuery(request.queryFields))
                return try await api.read({ try rules.list(query, in: $0) }) { $0.answer($1) }
            }
            .post("/links") { request, _ in
                let (rules, link) = (rules, try LinkRequest(try await request.fields()))
                if let error = ForcedError.error(forKey: link.key) { throw error }
                let dispatch = api.service.dispatch
                return try await api.write({ store in
                    try rules.create(link, in: &store).telling(dispatch, in: &store) { .linkCreated($0) }
                }) { $0.answer($1) }
            }
            .get("/links/info") { request, _ in
                try await find(try LinkReference(request.queryFields))
            }
            .get("/links/count") { request, _ in
                let (rules, query) = (rules, try LinkCountQuery(request.queryFields))
                return try await api.read({ try rules.count(query, in: $0) }) { $0.answer($1) }
            }
            .put("/links/upsert") { request, _ in
                let (rules, link) = (rules, try LinkRequest(try await request.fields()))
                let dispatch = api.service.dispatch
                return try await api.write({ store in
                    try rules.upsert(link, in: &store).telling(dispatch, in: &store) { upserted in
                        upserted.isNew ? .linkCreated(upserted.link) : .change(of: upserted.link, at: rules.now)
                    }
                }) { $0.answer($1.link) }
            }
            .get("/links/{linkId}") { _, context in try await find(LinkReference(path: context.part("linkId"))) }
            .patch("/links/{linkId}") { request, context in try await update(request, context) }
            .put("/links/{linkId}") { request, context in try await update(request, context) }
            .delete("/links/{linkId}") { _, context in
                let (rules, reference) = (rules, LinkReference(path: context.part("linkId")))
                let dispatch = api.service.dispatch
                return try await api.write({ store in
                    try rules.delete(reference, in: &store).telling(dispatch, in: &store) { .linkDeleted($0) }
                }) { AnswerForm.deleted($1.id) }
            }
    }

    private func addBulk(to routes: RouteCollection<Context>) -> RouteCollection<Context> {
        routes
            .post("/links/bulk") { request, _ in
                let (rules, bulk) = (rules, try BulkCreation(try await request.json()))
                return try await api.write({ try rules.create(bulk, in: &$0) }) { $0.answer($1) }
            }
            .patch("/links/bulk") { request, _ in
                let (rules, bulk) = (rules, try BulkChange(try await request.fields()))
                return try await api.write({ try rules.update(bulk, in: &$0) }) { $0.answer($1) }
            }
            .delete("/links/bulk") { request, _ in
                let (rules, bulk) = (rules, try BulkDeletion(request.queryFields))
                return try await api.write({ try rules.delete(bulk, in: &$0) }) { AnswerForm.deleted($1) }
            }
    }

    private func find(_ reference: LinkReference) async throws -> APIReply {
        let rules = rules
        return try await api.read({ try rules.find(reference, in: $0) }) { $0.answer($1) }
    }

    private func update(_ request: Request, _ context: Context) async throws -> APIReply {
        let reference = LinkReference(path: context.part("linkId"))
        let (rules, change) = (rules, try LinkChange(try await request.fields()))
        let dispatch = api.service.dispatch
        return try await api.write({ store in
            try rules.update(reference, change, in: &store).telling(dispatch, in: &store) {
                .change(of: $0, at: rules.now)
            }
        }) { $0.answer($1) }
    }
}
