import Attribution
import Synchronization

/// What the writer need not ask the file for again: nobody else changes it.
///
/// When a write is undone, all of it is forgotten, and read anew where it is wanted.
final class WriterCache: Sendable {
    /// The numbers of words.
    let words = WordBook()

    private let state = Mutex(State())

    private struct State {
        /// The links that were clicked.
        var links: [Link] = []
        /// Where each of them is, by what it is asked for and by its id.
        var byKey: [LinkKeyOnDomain: Int] = [:]
        var byID: [String: Int] = [:]
        /// What was counted of links in this transaction and is not in their rows yet, by their numbers.
        var counts: [Int64: Link.Counters] = [:]
        /// No event of a kind has a larger key; those that are deleted may have had it.
        var lastKeys: [JournalKind: Int64] = [:]
        /// What was remembered last; nil where that is not known.
        var recent: RecentMemories?

        mutating func forgetLinks() {
            guard !links.isEmpty else { return }
            (links, byKey, byID) = ([], [:], [:])
        }
    }

    private struct LinkKeyOnDomain: Hashable {
        var domain: String
        var key: String
    }

    /// So many links are kept; a full cache begins anew.
    private static let mostLinks = 1_000

    /// Forgets everything.
    func forget() {
        words.forget()
        state.withLock { $0 = State() }
    }

    /// The link of a key, whose letter case does not count.
    func link(domain: String, key: String, orFind find: () throws -> Link?) rethrows -> Link? {
        let wanted = LinkKeyOnDomain(domain: domain, key: key)
        if let known = state.withLock({ state in state.byKey[wanted].map { state.links[$0] } }) { return known }
        guard let link = try find() else { return nil }
        state.withLock { state in
            if state.links.count >= Self.mostLinks { state.forgetLinks() }
            state.byKey[wanted] = state.links.count
            state.byID[link.id] = state.links.count
            state.links.append(link)
        }
        return link
    }

    /// Adds to what is counted of a link.
    func add(_ counts: Link.Counters, toLink number: Int64, id: String) {
        state.withLock { state in
            state.counts[number, default: Link.Counters()] += counts
            if let place = state.byID[id] { state.links[place].counters += counts }
        }
    }

    /// Hands over what is not in the links' rows yet; nil for nothing.
    func takeCounts() -> [Int64: Link.Counters]? {
        state.withLock { state in
            if state.counts.isEmpty { return nil }
            defer { state.counts = [:] }
            return state.counts
        }
    }

    /// Forgets the links: one of them may have been changed.
    func forgetLinks() { state.withLock { $0.forgetLinks() } }

    /// The largest key that the events of a kind have, where that is known.
    func lastKey(of kind: JournalKind) -> Int64? { state.withLock { $0.lastKeys[kind] } }

    /// Notes the largest key of a kind.
    func setLastKey(_ key: Int64, of kind: JournalKind) { state.withLock { $0.lastKeys[kind] = key } }

    /// Sees to it that what was remembered last is known.
    ///
    /// - Parameter read: reads all of it.
    func knowRecent(orRead read: () throws -> [MemoryDigest: Memory]) rethrows {
        guard state.withLock({ $0.recent == nil }) else { return }
        let all = try read()
        state.withLock { $0.recent = RecentMemories(all) }
    }

    /// What was remembered last under a key, if anything was and it is known.
    func recent(_ digest: MemoryDigest) -> Memory? { state.withLock { $0.recent?[digest] } }

    /// Notes what is remembered now, in a row of a number.
    ///
    /// - Returns: what is to be filed now; nil for nothing.
    func addRecent(_ memory: Memory, under digest: MemoryDigest, row: Int64) -> RecentMemories.Filing? {
        state.withLock { $0.recent?.add(memory, under: digest, row: row) }
    }

    /// Forgets what was remembered last: some of it may have been changed.
    func forgetRecent() { state.withLock { $0.recent = nil } }
}
