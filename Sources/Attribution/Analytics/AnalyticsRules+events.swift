public import JSON

extension AnalyticsRules {
    /// Answers a request for events with a list of rows (`dub-api.md`, 14.2).
    ///
    /// A page is shorter where links were deleted: their rows are dropped from what was found.
    ///
    /// - Throws: only what the store throws; an error that the API documents is an outcome.
    public func answer(
        _ request: EventsRequest, in store: some AnalyticsTransaction
    ) throws -> Outcome<JSONValue> {
        do {
            let filter = try filter(of: request.query, in: store)
            let events = EventSelection(request.kind, in: request.query.time.window(at: now).span, where: filter)
            let (offset, isTooFar) = (request.page - 1).multipliedReportingOverflow(by: request.limit)
            let rows =
                isTooFar
                ? []
                : try store.events(events, isAscending: request.isAscending, limit: request.limit, offset: offset)
            return Outcome(
                .success(.array(form.eventRows(rows).map(JSONValue.object))), request.query.notes)
        } catch let error as APIError {
            return Outcome(.failure(error), request.query.notes)
        }
    }
}
