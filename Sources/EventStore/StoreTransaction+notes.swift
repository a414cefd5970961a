public import Attribution

/// Something that was noted about a click or a customer, to be shown with them later.
public struct KeptNote: Sendable, Hashable {
    /// When it was noted.
    public var time: Timestamp
    /// What was noted.
    public var text: String
    /// The click that it is about, if it is about one.
    public var clickID: String?
    /// The user's own id of the customer that it is about, if it is about one.
    public var customer: String?

    /// A note about a click, a customer, or both.
    public init(time: Timestamp, text: String, clickID: String? = nil, customer: String? = nil) {
        self.time = time
        self.text = text
        self.clickID = clickID
        self.customer = customer
    }
}

extension StoreTransaction {
    /// How many notes are kept: the newest.
    private static let mostNotes: Int64 = 20_000

    /// Keeps a note; the oldest gives way to it where there are 20,000.
    public mutating func keep(_ note: KeptNote) throws {
        let insert = "INSERT INTO note (time, text, clickID, customer) VALUES (?, ?, ?, ?) RETURNING number"
        let number = try first(insert, [note.time.milliseconds, note.text, note.clickID, note.customer]) {
            $0[0] as Int64
        }
        try runBesideLinks("DELETE FROM note WHERE number <= ?", [(number ?? 0) - Self.mostNotes])
    }

    /// What was noted about a click, in the order in which it came in.
    public func notes(clickID: String) throws -> [KeptNote] {
        try notes(where: "clickID", is: clickID)
    }

    /// What was noted about a customer, by the user's own id, in the order in which it came in.
    public func notes(customer: String) throws -> [KeptNote] {
        try notes(where: "customer", is: customer)
    }

    private func notes(where column: String, is value: String) throws -> [KeptNote] {
        try all("SELECT time, text, clickID, customer FROM note WHERE \(column) = ? ORDER BY number", [value]) {
            KeptNote(time: Timestamp(milliseconds: $0[0]), text: $0[1], clickID: $0[2], customer: $0[3])
        }
    }
}
