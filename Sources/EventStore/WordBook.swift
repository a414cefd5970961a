import Synchronization

/// The numbers of words, remembered so that most need not be looked up.
///
/// Only the writer uses it. What a write that was undone has added is forgotten with everything else.
final class WordBook: Sendable {
    /// So many are remembered; one that is full begins anew.
    private static let capacity = 20_000

    private let numbers = Mutex<[String: Int64]>([:])

    /// The number of a word, which gets one if it has none.
    func number(of text: String, in store: StoreTransaction) throws -> Int64 {
        if text.isEmpty { return 0 }
        if let known = numbers.withLock({ $0[text] }) { return known }
        let number =
            try store.number("SELECT number FROM word WHERE text = ?", text)
            ?? store.number("INSERT INTO word (text) VALUES (?) RETURNING number", text) ?? 0
        numbers.withLock { known in
            if known.count >= Self.capacity { known = [:] }
            known[text] = number
        }
        return number
    }

    /// Forgets everything: some of it may have been undone.
    func forget() {
        numbers.withLock { $0 = [:] }
    }
}
