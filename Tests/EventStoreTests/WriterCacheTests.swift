import Attribution
import Testing

@testable import EventStore

/// What the writer keeps in mind must never be other than what is in the file.
@Suite("The writer's cache")
struct WriterCacheTests {
    private static let rules = ClickRules(now: Sample.now)

    private static func visit(_ agent: String, path: String = "/spring") -> ShortLinkRequest {
        var visit = ShortLinkRequest(domain: "go.acme.test", path: path)
        visit.userAgent = agent
        return visit
    }

    private static func location(_ answer: ShortLinkAnswer) -> String? {
        if case .redirect(_, let location, _) = answer { location } else { nil }
    }

    private static func store() async throws -> EventStore {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            var link = try Sample.link()
            link.expiresAt = nil
            try store.insert(link)
        }
        return store
    }

    @Test("A link that was clicked leads on as it is after each change, and is gone when it is deleted")
    func changedLink() async throws {
        let store = try await Self.store()
        var locations: [String?] = []
        for step in ["as it was", "changed", "undone", "deleted"] {
            struct Undo: Error {}
            _ = try? await store.write { store in
                guard var link = try store.link(domain: "go.acme.test", key: LinkKey("spring")) else { return }
                link.url = "https://acme.test/\(step.count)"
                if step == "changed" || step == "undone" { try store.update(link) }
                if step == "deleted" { try store.deleteLink(id: link.id) }
                if step == "undone" {
                    // Sees its own change, which is then undone.
                    #expect(try store.link(domain: "go.acme.test", key: LinkKey("spring"))?.url == link.url)
                    throw Undo()
                }
            }
            locations.append(
                Self.location(try await store.write { try Self.rules.answer(Self.visit(step), in: &$0).answer }))
        }
        let paths = locations.map { $0?.split(separator: "?").first.map(String.init) }
        #expect(paths == [try Sample.link().url, "https://acme.test/7", "https://acme.test/7", nil])
        try await store.close()
    }

    @Test("What is counted of a link is seen at once, by the transaction that counts and by those after it")
    func counters() async throws {
        let store = try await Self.store()
        let id = try Sample.link().id
        let counted = try await store.write { store in
            for number in 1...3 { _ = try Self.rules.answer(Self.visit("agent \(number)"), in: &store) }
            let byKey = try store.link(domain: "go.acme.test", key: LinkKey("spring"))?.counters
            let byID = try store.link(id: id)?.counters
            _ = try Self.rules.answer(Self.visit("agent 4"), in: &store)
            return [byKey, byID, try store.link(domain: "go.acme.test", key: LinkKey("spring"))?.counters]
        }
        #expect(counted.map { $0?.clicks } == [3, 3, 4])
        #expect(counted.allSatisfy { $0?.lastClicked == Sample.now })
        #expect(try await store.read { try $0.link(id: id)?.counters.clicks } == 4)
        try await store.close()
    }

    @Test("A write that fails takes back what it counted, and nothing of its neighbours'")
    func undoneCounters() async throws {
        struct Undo: Error {}
        let store = try await Self.store()
        let id = try Sample.link().id
        await withTaskGroup(of: Void.self) { tasks in
            for number in 0..<200 {
                tasks.addTask {
                    _ = try? await store.write { store in
                        _ = try Self.rules.answer(Self.visit("agent \(number)"), in: &store)
                        if number % 7 == 0 { throw Undo() }
                    }
                }
            }
        }
        let wanted = (0..<200).filter { $0 % 7 != 0 }.count
        let (counted, totals) = try await store.read { (try $0.link(id: id)?.counters.clicks, try $0.totals()) }
        #expect(counted == wanted)
        #expect(totals.clicks == wanted)
        // And who was taken back is a new visitor.
        let notes = try await store.write { try Self.rules.answer(Self.visit("agent 7"), in: &$0).notes }
        #expect(notes.isEmpty)
        try await store.close()
    }

    @Test("Clicks of any times have keys of their own, also when the clock is set back", arguments: [0, -5, 5])
    func moments(step: Int) async throws {
        let store = try await Self.store()
        for round in 0..<40 {
            let rules = ClickRules(now: Sample.now + .milliseconds(round % 4 * step))
            _ = try await store.write { try rules.answer(Self.visit("agent \(round)"), in: &$0) }
        }
        #expect(try await store.read { try $0.totals() }.clicks == 40)
        try await store.close()
    }

    @Test("Visitors are known before and after they are brought to the others, by the writer and by readers")
    func manyVisitors() async throws {
        try await TestFile.with { file in
            let store = try EventStore(at: .file(file.path))
            // Twice round all parts, and some more.
            let count = 2 * RecentMemories.parts * RecentMemories.parts + 100
            let key = { @Sendable (number: Int) in
                MemoryKey.installation(domain: "go.acme.test", address: "\(number)")
            }
            try await store.write { store in
                for number in 0..<count {
                    try store.remember(key(number), Memory("first \(number)", until: Sample.now))
                }
                for number in [0, count - 1] {
                    try store.remember(key(number), Memory("then \(number)", until: Sample.now + .seconds(number)))
                }
            }
            let read = { @Sendable (store: StoreTransaction) in
                try [0, 1, count / 2, count - 1].map { try store.recall(key($0))?.value }
            }
            let wanted = ["then 0", "first 1", "first \(count / 2)", "then \(count - 1)"]
            #expect(try await store.read(read) == wanted)
            #expect(try await store.write { try read($0) } == wanted)
            let waiting = try await store.read { store in
                try store.first("SELECT count(*) FROM recentMemory", []) { $0[0] as Int } ?? 0
            }
            #expect(waiting < 2 * RecentMemories.parts * RecentMemories.parts)
            try await store.close()

            let again = try EventStore(at: .file(file.path))
            #expect(try await again.write { try read($0) } == wanted)
            for part in 0..<8 {
                try await again.write { try $0.forgetMemories(endedBy: Sample.now, part: (part, 8)) }
            }
            let left = try await again.read { store in try (0..<count).filter { try store.recall(key($0)) != nil } }
            #expect(left == [count - 1])
            try await again.close()
        }
    }
}
