public import JSON

/// What there is to tell of a workspace's events: numbers (`dub-api.md`, 15), and the events themselves (14).
public struct AnalyticsRules: Sendable {
    /// The workspace that the API key belongs to.
    public var workspaceID: String
    /// When the workspace was made.
    public var workspaceCreatedAt: Timestamp
    /// The time of the request.
    public var now: Timestamp
    /// How links and tags are shown.
    public var form: AnswerForm
    /// The names of the workspace's folders, by id.
    public var folders: [String: String]

    /// More rows are never answered.
    static let mostRows = 5_000

    /// Rules for one request.
    public init(
        workspaceID: String, workspaceCreatedAt: Timestamp, now: Timestamp, form: AnswerForm,
        folders: [String: String] = [:]
    ) {
        self.workspaceID = workspaceID
        self.workspaceCreatedAt = workspaceCreatedAt
        self.now = now
        self.form = form
        self.folders = folders
    }

    /// Answers a request for numbers: an object for `count`, or a number for an old path, and a list of rows otherwise.
    ///
    /// - Throws: only what the store throws; an error that the API documents is an outcome.
    public func answer(
        _ request: AnalyticsRequest, in store: some AnalyticsTransaction
    ) throws -> Outcome<JSONValue> {
        do {
            let filter = try filter(of: request.query, in: store)
            let answer =
                switch request.groupBy {
                case .count: try count(request, filter, in: store)
                case .timeseries: try timeseries(request, filter, in: store)
                default: try rows(request, filter, in: store)
                }
            return Outcome(.success(answer), request.query.notes)
        } catch let error as APIError {
            return Outcome(.failure(error), request.query.notes)
        }
    }

    /// The filter of a query, with the links that it names.
    ///
    /// Where a link is named, what describes links does not count (`dub-api.md`, 15.3).
    func filter(of query: EventQuery, in store: some AnalyticsTransaction) throws -> EventFilter {
        var filter = query.filter
        if let link = query.link { filter.links = .ids(try link.ids(in: store, of: workspaceID)) }
        return filter
    }

    private func count(
        _ request: AnalyticsRequest, _ filter: EventFilter, in store: some AnalyticsTransaction
    ) throws -> JSONValue {
        let span = request.query.time.window(at: now).span
        var numbers = EventNumbers()
        for kind in request.event.kinds {
            let tallies = try store.tally(EventSelection(kind, in: span, where: filter), by: .total, most: nil)
            for tally in tallies { numbers.add(tally, of: kind) }
        }
        return request.isBareNumber ? .integer(numbers.count(of: request.event)) : .object(numbers.json)
    }

    private func timeseries(
        _ request: AnalyticsRequest, _ filter: EventFilter, in store: some AnalyticsTransaction
    ) throws -> JSONValue {
        let window = request.query.time.window(at: now, since: workspaceCreatedAt)
        let buckets = window.buckets
        var numbers = Array(repeating: EventNumbers(), count: buckets.count)
        for kind in request.event.kinds {
            let events = EventSelection(kind, in: window.span, where: filter)
            for tally in try store.tally(events, by: .buckets(buckets), most: nil) {
                guard let index = tally.keys.first.flatMap(Int.init), numbers.indices.contains(index) else { continue }
                numbers[index].add(tally, of: kind)
            }
        }
        return .array(
            zip(buckets, numbers).map { bucket, numbers in
                .object(numbers.json(after: ["start": .string(window.label(of: bucket))]))
            })
    }
}

/// The four numbers that every answer has (`dub-api.md`, 15.4).
struct EventNumbers {
    var clicks = 0
    var leads = 0
    var sales = 0
    /// In cents.
    var saleAmount = 0

    mutating func add(_ tally: Tally, of kind: EventKind) {
        switch kind {
        case .clicks: clicks += tally.count
        case .leads: leads += tally.count
        case .sales:
            sales += tally.count
            saleAmount += tally.amount
        }
    }

    /// How many events there are of those that were asked for; clicks, if it was for all.
    func count(of event: AnalyticsRequest.Event) -> Int {
        switch event {
        case .clicks, .composite: clicks
        case .leads: leads
        case .sales: sales
        }
    }

    var json: JSONObject {
        [
            "clicks": .integer(clicks), "leads": .integer(leads), "sales": .integer(sales),
            "saleAmount": .integer(saleAmount),
        ]
    }

    /// The numbers behind what they are of.
    func json(after fields: JSONObject) -> JSONObject {
        var object = fields
        object.merge(json)
        return object
    }
}
