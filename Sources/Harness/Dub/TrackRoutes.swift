internal import Attribution
internal import EventStore
internal import HTTPTypes
internal import Hummingbird
internal import PageURL

/// `/track/…`: leads and sales from servers and pages, and clicks from pages (`dub-api.md`, 10 to 12).
struct TrackRoutes: Sendable {
    typealias Context = HarnessContext

    let api: APIEndpoints

    private var service: WorkspaceService { api.service }

    /// What servers call, with the secret key.
    var forServers: RouteCollection<Context> {
        api.routes(.secret, keepsRefusals: true)
            .post("/track/lead") { request, _ in try await lead(request, from: .server) }
            .post("/track/sale") { request, _ in try await sale(request, from: .server) }
    }

    /// What pages call with the publishable key.
    var forPages: RouteCollection<Context> {
        api.routes(.publishable, keepsRefusals: true)
            .on("/track/lead/client", method: .options) { _, _ in Response(status: .noContent) }
            .on("/track/sale/client", method: .options) { _, _ in Response(status: .noContent) }
            .post("/track/lead/client") { request, _ in
                try refuseStrangers(request)
                return try await lead(request, from: .page)
            }
            .post("/track/sale/client") { request, _ in
                try refuseStrangers(request)
                return try await sale(request, from: .page)
            }
    }

    /// What the analytics script calls, without a key.
    var forVisitors: RouteCollection<Context> {
        api.routes(.none)
            .on("/track/click", method: .options) { _, _ in Response(status: .noContent) }
            .on("/track/visit", method: .options) { _, _ in Response(status: .noContent) }
            .on("/track/open", method: .options) { _, _ in Response(status: .noContent) }
            .post("/track/click") { request, context in
                let click = try ClickTrackingRequest(try await request.fields())
                let (rules, visitor) = (service.pageTracking, visitor(request, context))
                return try await tracked { try rules.track(click, by: visitor, in: &$0) }
            }
            .post("/track/visit") { request, context in
                let visit = try VisitTrackingRequest(try await request.fields())
                let (rules, visitor) = (service.pageTracking, visitor(request, context))
                return try await tracked { try rules.track(visit, by: visitor, in: &$0) }
            }
            .post("/track/open") { request, context in
                let open = try OpenTrackingRequest(try await request.fields())
                let (rules, visitor) = (service.pageTracking, visitor(request, context))
                let outcome = try await service.perform { store in
                    let outcome = try rules.track(open, by: visitor, in: &store)
                    return Deed(outcome, clickID: try? outcome.result.get().clickID)
                }
                return APIReply(Outcome(outcome.result.map(AnswerForm.answer), outcome.notes))
            }
    }

    private func tracked(
        _ body: @escaping @Sendable (inout StoreTransaction) throws -> Outcome<String>
    ) async throws -> APIReply {
        let outcome = try await service.perform { store in
            let outcome = try body(&store)
            return Deed(outcome, clickID: try? outcome.result.get())
        }
        return APIReply(Outcome(outcome.result.map(AnswerForm.tracked), outcome.notes))
    }

    private func lead(_ request: Request, from caller: Caller) async throws -> APIReply {
        await service.saw(.call, "/track/lead")
        let lead = try LeadRequest(try await request.fields(), from: caller)
        if let error = ForcedError.error(forClickID: lead.clickID) { throw error }
        let rules = service.conversionRules
        let outcome = try await service.perform { store in
            Deed(
                try rules.track(lead, in: &store), clickID: lead.clickID.isEmpty ? nil : lead.clickID,
                customer: lead.person.externalID)
        }
        note(outcome, of: request, clickID: lead.clickID.isEmpty ? nil : lead.clickID)
        return APIReply(Outcome(outcome.result.map(service.form.answer), outcome.notes))
    }

    private func sale(_ request: Request, from caller: Caller) async throws -> APIReply {
        await service.saw(.call, "/track/sale")
        let sale = try SaleRequest(try await request.fields(), from: caller)
        let forced = ForcedError.error(forClickID: sale.clickID) ?? ForcedError.error(forAmount: sale.price.amount)
        if let forced { throw forced }
        let rules = service.conversionRules
        let outcome = try await service.perform { store in
            Deed(try rules.track(sale, in: &store), clickID: sale.clickID, customer: sale.person.externalID)
        }
        note(outcome, of: request, clickID: sale.clickID)
        return APIReply(Outcome(outcome.result.map(service.form.answer), outcome.notes))
    }

    private func note(_ outcome: Outcome<some Sendable>, of request: Request, clickID: String?) {
        guard case .failure(let error) = outcome.result else { return }
        service.refused.add(error, to: request, clickID: clickID, at: service.clock.now)
    }

    private func refuseStrangers(_ request: Request) throws(APIError) {
        try AllowedHostnames(service.workspace.allowedHostnames)
            .permits(referer: request.headers[.referer], origin: request.headers[.origin]).get()
    }

    private func visitor(_ request: Request, _ context: Context) -> PageVisitor {
        var visitor = PageVisitor()
        visitor.userAgent = request.headers[.userAgent] ?? ""
        visitor.address = request.visitorAddress(context)
        visitor.referer = request.headers[.referer]
        visitor.origin = request.headers[.origin]
        visitor.place = request.place
        visitor.isUntracked =
            request.headers[.dubNoTrack] != nil || request.queryItems.contains { $0.name == "dub-no-track" }
        return visitor
    }
}
