public import Attribution

/// An event, and which of all it was to come in.
public struct JournalEntry: Sendable, Hashable {
    /// Its number: larger for those that came in later, whatever the times of the events.
    public var number: Int64
    /// What kind of event it is.
    public var kind: EventKind
    /// The event with what belongs to it now.
    public var row: EventRow
}

/// Some entries of the journal that follow each other.
public struct JournalPage: Sendable, Hashable {
    /// The entries whose events still exist.
    public var entries: [JournalEntry]
    /// The last number that was looked at, after which to go on.
    public var last: Int64
}

extension StoreTransaction {
    /// The events that came in after the entry of a number, in their order.
    ///
    /// - Parameters:
    ///   - number: 0 for the first ones.
    ///   - limit: how many entries are looked at.
    public func journal(after number: Int64, limit: Int) throws -> JournalPage {
        let rows = try all(
            "SELECT number, kind, moment FROM journal WHERE number > ? ORDER BY number LIMIT ?", [number, limit]
        ) { (number: $0[0] as Int64, kind: JournalKind(rawValue: $0[1]), moment: Moment(key: $0[2])) }
        let entries = try rows.compactMap { row -> JournalEntry? in
            guard let kind = row.kind?.eventKind, let event = try event(kind, at: row.moment) else { return nil }
            return JournalEntry(number: row.number, kind: kind, row: event)
        }
        return JournalPage(entries: entries, last: rows.last?.number ?? number)
    }

    /// The number of the last entry; 0 where there is none.
    public func lastJournalNumber() throws -> Int64 {
        try first("SELECT max(number) FROM journal", []) { $0[0] } ?? 0
    }

    /// Notes that an event has come in.
    func note(_ kind: JournalKind, at moment: Moment) throws {
        try runBesideLinks("INSERT INTO journal (kind, moment) VALUES (?, ?)", [kind.rawValue, moment.key])
    }
}

/// The kinds of events, as the journal keeps them.
enum JournalKind: Int64, CaseIterable {
    case clicks = 1, leads, sales

    init(_ kind: EventKind) {
        self =
            switch kind {
            case .clicks: .clicks
            case .leads: .leads
            case .sales: .sales
            }
    }

    /// The table of its events.
    var table: String {
        switch self {
        case .clicks: "click"
        case .leads: "lead"
        case .sales: "sale"
        }
    }

    var eventKind: EventKind {
        switch self {
        case .clicks: .clicks
        case .leads: .leads
        case .sales: .sales
        }
    }
}
