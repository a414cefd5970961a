public import Attribution
import GRDB

extension StoreTransaction {
    /// What is remembered under a key, also when its time is over.
    public func recall(_ key: MemoryKey) throws -> Memory? {
        try cache?.knowRecent { try recentMemories() }
        let recent =
            if let cache {
                cache.recent(key.digest)
            } else {
                try firstBesideLinks(
                    "SELECT value, until FROM recentMemory WHERE digest = ? ORDER BY number DESC LIMIT 1",
                    [key.digest], Memory.init(row:))
            }
        return try recent
            ?? firstBesideLinks("SELECT value, until FROM memory WHERE digest = ?", [key.digest], Memory.init(row:))
    }

    /// Remembers something under a key, in place of what was there.
    public mutating func remember(_ key: MemoryKey, _ memory: Memory) throws {
        try cache?.knowRecent { try recentMemories() }
        try runBesideLinks(
            "INSERT INTO recentMemory (digest, value, until) VALUES (?, ?, ?)",
            [key.digest, memory.value, memory.until.milliseconds])
        if let filing = cache?.addRecent(memory, under: key.digest, row: database.lastInsertedRowID) {
            try file(filing)
        }
    }

    /// Forgets what does not count any more.
    ///
    /// - Parameter part: of how many parts which one is looked through, since each takes a time in which nobody can write;
    ///   what was remembered last belongs to the first.
    public mutating func forgetMemories(endedBy now: Timestamp, part: (number: Int, of: Int) = (0, 1)) throws {
        let bound = { (number: Int) in MemoryDigest(high: UInt64.max / UInt64(part.of) * UInt64(number), low: 0) }
        let isLast = part.number + 1 == part.of
        if part.number == 0 {
            try runBesideLinks("DELETE FROM recentMemory WHERE until <= ?", [now.milliseconds])
            cache?.forgetRecent()
        }
        try runBesideLinks(
            Self.forgetQuery(isLastPart: isLast),
            [now.milliseconds, bound(part.number)] + (isLast ? [] : [bound(part.number + 1)]))
    }

    static func forgetQuery(isLastPart: Bool) -> String {
        "DELETE FROM memory WHERE until <= ? AND digest >= ?\(isLastPart ? "" : " AND digest < ?")"
    }

    private func recentMemories() throws -> [MemoryDigest: Memory] {
        let rows = try all("SELECT value, until, digest FROM recentMemory ORDER BY number", []) { row in
            (row[2] as MemoryDigest, Memory(row: row))
        }
        return Dictionary(rows) { _, later in later }
    }

    private func file(_ filing: RecentMemories.Filing) throws {
        for (digest, memory) in filing.memories {
            try runBesideLinks(
                "INSERT OR REPLACE INTO memory (digest, value, until) VALUES (?, ?, ?)",
                [digest, memory.value, memory.until.milliseconds])
        }
        guard let last = filing.lastFiledRow else { return }
        try runBesideLinks("DELETE FROM recentMemory WHERE number <= ?", [last])
    }
}

extension Memory {
    fileprivate init(row: Columns) {
        self.init(row[0], until: Timestamp(milliseconds: row[1]))
    }
}
