import Attribution
import Synchronization

/// The numbers of words, remembered so that most need not be looked up.
///
/// Only the writer uses it. What a write that was undone has added is forgotten with everything else.
final class WordBook: Sendable {
    /// So many are remembered; one that is full begins anew.
    private static let capacity = 20_000

    private let numbers = Mutex<[String: Int64]>([:])
    private let clicks = Mutex<[ClickColumn.Source: [Int64]]>([:])

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

    /// The numbers of a click's words, in the order of the dimensions.
    func numbers(of click: Click, in store: StoreTransaction) throws -> [Int64] {
        let sources = ClickColumn.sources(of: click)
        if let sources, let known = clicks.withLock({ $0.joined(sources) }) { return known }
        let all = try ClickColumn.words(of: click).map { try number(of: $0, in: store) }
        clicks.withLock { known in
            if known.count >= Self.capacity { known = [:] }
            for source in sources ?? [] { known[source] = Array(all[source.places]) }
        }
        return all
    }

    /// Forgets everything: some of it may have been undone.
    func forget() {
        numbers.withLock { $0 = [:] }
        clicks.withLock { $0 = [:] }
    }
}

extension [ClickColumn.Source: [Int64]] {
    /// The numbers of several sources, one after the other, if all of them are there.
    fileprivate func joined(_ sources: [ClickColumn.Source]) -> [Int64]? {
        var all: [Int64] = []
        all.reserveCapacity(Dimension.allCases.count)
        for source in sources {
            guard let numbers = self[source] else { return nil }
            all += numbers
        }
        return all
    }
}
