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
    /// The first free key of a millisecond, by a query for the last one between two keys.
    func freeMoment(at time: Timestamp, _ lastBetween: String) throws -> Moment {
        let start = Moment(firstOf: time)
        let last: Int64?? = try first(lastBetween, [start.key, start.lastOfMillisecond.key]) { $0[0] }
        return (last ?? nil).map { Moment(key: $0 + 1) } ?? start
    }
}
