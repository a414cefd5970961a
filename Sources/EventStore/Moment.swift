import Attribution

/// The key of an event's row: its time, and a number that tells events of one millisecond apart.
///
/// Rows are kept in the order of their keys, so a span of time is a span of rows, and the newest are at the end.
struct Moment: Sendable, Hashable {
    /// A million events fit into one millisecond.
    private static let bits: Int64 = 20

    let key: Int64

    init(key: Int64) {
        self.key = key
    }

    /// The first key of a millisecond.
    ///
    /// Times before 1970 and after the year 200,000 have none of their own.
    init(firstOf time: Timestamp) {
        let milliseconds = min(max(time.milliseconds, 0), Int64.max >> Self.bits)
        key = milliseconds << Self.bits
    }

    /// The event's time.
    var time: Timestamp { Timestamp(milliseconds: key >> Self.bits) }

    /// The range of keys of its millisecond.
    var lastOfMillisecond: Moment { Moment(key: key | (1 << Self.bits - 1)) }
}

extension StoreTransaction {
    /// The first free key of a millisecond.
    func freeMoment(_ kind: JournalKind, at time: Timestamp) throws -> Moment {
        let start = Moment(firstOf: time)
        let largest = try cache?.lastKey(of: kind) ?? lastKey(of: kind, upTo: .max)
        let before =
            largest > start.lastOfMillisecond.key
            ? try lastKey(of: kind, upTo: start.lastOfMillisecond.key) : largest
        let free = Moment(key: max(start.key, before + 1))
        cache?.setLastKey(max(largest, free.key), of: kind)
        return free
    }

    /// The largest key up to one; before all others where there is none.
    private func lastKey(of kind: JournalKind, upTo key: Int64) throws -> Int64 {
        let last: Int64?? = try firstBesideLinks(kind.lastKeyQuery, [key]) { $0[0] }
        return (last ?? nil) ?? -1
    }
}

extension JournalKind {
    /// The largest key of its events up to one.
    var lastKeyQuery: String {
        switch self {
        case .clicks: "SELECT max(moment) FROM click WHERE moment <= ?"
        case .leads: "SELECT max(moment) FROM lead WHERE moment <= ?"
        case .sales: "SELECT max(moment) FROM sale WHERE moment <= ?"
        }
    }
}
