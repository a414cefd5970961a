import Attribution
import Synchronization

/// The numbers of words, remembered so that most need not be looked up.
///
/// Only the writer uses it. What a write that was undone has added is forgotten with everything else.
final class WordBook: Sendable {
    /// So many are remembered; one that is full begins anew.
    private static let capacity = 20_000

    private let numbers = Mutex<[String: Int64]>([:])
    private let parts = Mutex<[ClickPart: [Int64]]>([:])

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
        var all: [Int64] = []
        all.reserveCapacity(Dimension.allCases.count)
        for part in click.parts.dropLast() { all += try numbers(of: part, in: store) }
        let address = ClickColumn.address(of: click)
        if let shared = address.shared { return all + (try numbers(of: shared, in: store)) }
        let further = ClickPart.url(click.url).values.dropFirst()
        return try all + [number(of: address.word, in: store)] + further.map { try number(of: $0, in: store) }
    }

    private func numbers(of part: ClickPart, in store: StoreTransaction) throws -> [Int64] {
        if let known = parts.withLock({ $0[part] }) { return known }
        let numbers = try part.values.map { try number(of: $0, in: store) }
        parts.withLock { known in
            if known.count >= Self.capacity { known = [:] }
            known[part] = numbers
        }
        return numbers
    }

    /// Forgets everything: some of it may have been undone.
    func forget() {
        numbers.withLock { $0 = [:] }
        parts.withLock { $0 = [:] }
    }
}

extension StoreTransaction {
    /// The number of a word, which gets one if it has none.
    func number(ofWord text: String) throws -> Int64 { try writer().words.number(of: text, in: self) }

    /// The numbers of a click's words, in the order of the dimensions.
    func wordNumbers(of click: Click) throws -> [Int64] { try writer().words.numbers(of: click, in: self) }

    private func writer() throws -> WriterCache {
        guard let cache else { throw Self.readOnly }
        return cache
    }
}
