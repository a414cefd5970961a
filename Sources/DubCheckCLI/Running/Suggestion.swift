/// Finds what somebody probably meant to type.
enum Suggestion {
    /// At most three candidates that are the word with a few letters wrong, or contain it, the nearest first.
    static func nearest(to word: String, in candidates: [String]) -> [String] {
        let limit = max(2, word.count / 3)
        let scored = candidates.enumerated().compactMap { index, candidate -> (distance: Int, index: Int)? in
            let distance = distance(word, candidate)
            if distance <= limit { return (distance, index) }
            return word.count >= 3 && candidate.contains(word) ? (limit + 1, index) : nil
        }
        return scored.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(3).map {
            candidates[$0.index]
        }
    }

    /// The letters to insert, delete or replace to get from one word to the other (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (letter == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
