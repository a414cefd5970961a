/// How many single-character edits lie between two short words.
enum EditDistance {
    /// The Levenshtein distance, or nil when it is more than `limit`.
    static func between(_ left: some StringProtocol, _ right: some StringProtocol, atMost limit: Int) -> Int? {
        let a = Array(left)
        let b = Array(right)
        guard abs(a.count - b.count) <= limit else { return nil }
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count] <= limit ? row[b.count] : nil
    }
}
