public import Attribution

/// Something of the way from a script to a lead that was seen, though it is no event.
public struct Sighting: Sendable, Hashable {
    /// What was seen.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A file of the analytics script that was served; the subject is its name.
        case script
        /// A click id that a browser sent in its `dub_id` cookie; the subject is the id.
        case cookie
        /// A call that reports a conversion, whatever came of it; the subject is the endpoint.
        case call
    }

    /// What was seen.
    public var kind: Kind
    /// Which one of its kind.
    public var subject: String
    /// When it was seen first.
    public var firstAt: Timestamp
    /// When it was seen last.
    public var lastAt: Timestamp

    /// Something that is seen for the first time.
    public init(_ kind: Kind, _ subject: String, at time: Timestamp) {
        self.kind = kind
        self.subject = subject
        firstAt = time
        lastAt = time
    }
}

extension StoreTransaction {
    /// How many of a kind are kept: those seen last.
    private static let most = 20_000

    /// Keeps what was seen; of what was seen before, the time of this one as the last.
    public mutating func keep(_ sighting: Sighting) throws {
        let insert = """
            INSERT INTO sighting (kind, subject, firstAt, lastAt) VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, subject) DO UPDATE SET lastAt = excluded.lastAt RETURNING firstAt
            """
        let kind = sighting.kind.rawValue
        let firstAt: Int64? = try first(
            insert, [kind, sighting.subject, sighting.firstAt.milliseconds, sighting.lastAt.milliseconds]
        ) { $0[0] }
        let forget = """
            DELETE FROM sighting WHERE kind = ? AND subject IN (
                SELECT subject FROM sighting WHERE kind = ? ORDER BY lastAt DESC LIMIT -1 OFFSET ?)
            """
        // Only clicks are without number, and only one that was not there makes them more.
        guard sighting.kind == .cookie, firstAt == sighting.firstAt.milliseconds else { return }
        try runBesideLinks(forget, [kind, kind, Self.most])
    }

    /// Something that was seen; nil where it was not.
    public func sighting(_ kind: Sighting.Kind, of subject: String) throws -> Sighting? {
        try first(
            "SELECT subject, firstAt, lastAt FROM sighting WHERE kind = ? AND subject = ?", [kind.rawValue, subject]
        ) { Sighting(kind, row: $0) }
    }

    /// What was seen last of a kind.
    public func lastSighting(_ kind: Sighting.Kind) throws -> Sighting? {
        try first(
            "SELECT subject, firstAt, lastAt FROM sighting WHERE kind = ? ORDER BY lastAt DESC LIMIT 1",
            [kind.rawValue]
        ) { Sighting(kind, row: $0) }
    }
}

extension Sighting {
    fileprivate init(_ kind: Kind, row: Columns) {
        self.init(kind, row[0], at: Timestamp(milliseconds: row[1]))
        lastAt = Timestamp(milliseconds: row[2])
    }
}
