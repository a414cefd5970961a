public import Attribution

// The newest of everything, for whoever asks whether anything comes in at all.
extension StoreTransaction {
    /// When the newest event of a kind was; nil where there is none.
    public func lastTime(of kind: EventKind) throws -> Timestamp? {
        try first("SELECT moment FROM \(JournalKind(kind).table) ORDER BY moment DESC LIMIT 1", []) {
            Moment(key: $0[0]).time
        }
    }

    /// What was noted last, the newest first.
    public func latestNotes(limit: Int) throws -> [KeptNote] {
        try all("SELECT time, text, clickID, customer FROM note ORDER BY number DESC LIMIT ?", [limit]) {
            KeptNote(time: Timestamp(milliseconds: $0[0]), text: $0[1], clickID: $0[2], customer: $0[3])
        }
    }
}
