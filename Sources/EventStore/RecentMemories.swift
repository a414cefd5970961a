import Attribution

/// What was remembered last, on its way to where everything is found by its digest.
///
/// Digests are as good as random: filed at once, each would change another page of the table, and every page that changes
/// is written twice. So some thousands wait in a table in the order of their coming, and now and then those of one part
/// of all digests are filed, which share pages. A little at a time, since nobody can write meanwhile.
struct RecentMemories {
    /// What is filed now.
    struct Filing {
        /// What is filed, in the order of the digests.
        var memories: [(digest: MemoryDigest, memory: Memory)]
        /// Rows up to this number are all filed, and can go.
        var lastFiledRow: Int64?
    }

    /// So many parts the digests are divided into, and after so many more one of them is filed: thus their square waits.
    static let parts = 64

    private var waiting: [MemoryDigest: Memory]
    private var added = 0
    private var nextPart = 0
    /// The last row when part 0 was filed; nil before that.
    private var roundStart: Int64?

    /// What waited in the table, when it was read.
    init(_ waiting: [MemoryDigest: Memory]) {
        self.waiting = waiting
    }

    subscript(digest: MemoryDigest) -> Memory? { waiting[digest] }

    /// Adds what is in the newest row.
    ///
    /// - Returns: what is to be filed now; nil for nothing.
    mutating func add(_ memory: Memory, under digest: MemoryDigest, row: Int64) -> Filing? {
        waiting[digest] = memory
        added += 1
        guard added % Self.parts == 0 else { return nil }
        var filing = Filing(memories: takePart(nextPart))
        if nextPart == 0 {
            // All parts have been filed since then.
            filing.lastFiledRow = roundStart
            roundStart = row
        }
        nextPart = (nextPart + 1) % Self.parts
        return filing
    }

    private mutating func takePart(_ part: Int) -> [(digest: MemoryDigest, memory: Memory)] {
        let digests = waiting.keys.filter { $0.part(of: Self.parts) == part }.sorted {
            ($0.high, $0.low) < ($1.high, $1.low)
        }
        return digests.compactMap { digest in waiting.removeValue(forKey: digest).map { (digest, $0) } }
    }
}

extension MemoryDigest {
    /// In which of so many parts of all digests it is.
    fileprivate func part(of parts: Int) -> Int { Int(high.multipliedFullWidth(by: UInt64(parts)).high) }
}
