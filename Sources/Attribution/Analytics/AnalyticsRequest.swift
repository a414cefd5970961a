/// A request for numbers, read and validated (`dub-api.md`, 15.1).
public struct AnalyticsRequest: Sendable, Hashable {
    /// What is counted.
    public enum Event: String, Sendable, Hashable, CaseIterable {
        case clicks, leads, sales, composite

        /// The kinds of events whose numbers are filled in.
        var kinds: [EventKind] {
            switch self {
            case .clicks: [.clicks]
            case .leads: [.leads]
            case .sales: [.sales]
            case .composite: EventKind.allCases
            }
        }
    }

    /// What is counted.
    public var event = Event.clicks
    /// What the rows are.
    public var groupBy = AnalyticsGrouping.count
    /// Which events, and when.
    public var query = EventQuery()
    /// Whether a count is answered as a number in place of an object, as old paths have it.
    public var isBareNumber = false

    /// The clicks of the last 30 days.
    public init() {}

    /// A query.
    ///
    /// - Parameter path: what follows `/analytics/` in the old paths: an event, a grouping, or one after the other. They
    ///   win over the parameters.
    /// - Throws: 422 for the first parameter that cannot be read.
    public init(_ fields: RequestFields, path: [String] = []) throws(APIError) {
        let first = path.first.flatMap(Event.init)
        let isEventFirst = first != nil || path.count > 1
        let oldEvent = isEventFirst ? path.first : nil
        let oldGrouping = isEventFirst ? path.dropFirst().first : path.first
        let (eventName, groupName) = (try fields.text("event"), try fields.text("groupBy"))
        if let name = oldEvent ?? eventName {
            guard let event = Event(rawValue: name) else {
                throw .invalid(
                    .invalidValue, "event", "Invalid event type. Valid event types are: clicks, leads, sales")
            }
            self.event = event
        }
        if let name = oldGrouping ?? groupName {
            guard let groupBy = AnalyticsGrouping(rawValue: name) else {
                let names = AnalyticsGrouping.allCases.map(\.rawValue).joined(separator: ", ")
                throw .invalid(.invalidValue, "groupBy", "Invalid type value. Valid values are: \(names)")
            }
            self.groupBy = groupBy
        }
        isBareNumber = groupBy == .count && (oldEvent == "clicks" || oldGrouping == "count")
        query = try EventQuery(fields, readsTagIDs: true)
    }
}
