import Attribution
import Foundation
import Testing

@testable import EventStore

@Suite("When the data file fails")
struct FailureTests {
    /// A store whose file cannot grow by more than some pages.
    private func crowded(_ pages: Int) async throws -> EventStore {
        let store = try EventStore(at: .ephemeral)
        try await store.write { try $0.insert(try Sample.link()) }
        let count = try await store.read { try $0.first("PRAGMA page_count", []) { $0[0] as Int } } ?? 0
        try await store.control("PRAGMA max_page_count = \(count + pages)")
        return store
    }

    @Test("A full disk is told to every write that meets it; nothing of them is half done, and later writes work again")
    func full() async throws {
        let store = try await crowded(100)
        let outcomes = await withTaskGroup(of: (index: Int, failure: EventStoreError?).self) { group in
            for index in 0..<1_000 {
                group.addTask {
                    do {
                        try await store.write { store in
                            var click = Sample.click("click\(index)")
                            click.address = String(repeating: "1", count: 1_000)
                            try store.insert(click)
                            try store.add(Link.Counters(clicks: 1), to: "link_1")
                        }
                        return (index, nil)
                    } catch {
                        return (index, error as? EventStoreError ?? .failed(path: "", detail: "\(error)"))
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let failed = outcomes.filter { $0.failure != nil }
        #expect(!failed.isEmpty && failed.count < 1_000)
        #expect(Set(failed.compactMap(\.failure)) == [.full(path: store.path)])
        let (link, totals, kept) = try await store.read { store in
            (try store.link(id: "link_1"), try store.totals(), try store.everyClick(after: nil, limit: 1_000).rows)
        }
        #expect(Set(kept.map(\.id)) == Set(outcomes.filter { $0.failure == nil }.map { "click\($0.index)" }))
        #expect(link?.counters.clicks == kept.count)
        #expect(totals.clicks == kept.count)

        try await store.control("PRAGMA max_page_count = 1000000")
        try await store.write { try $0.insert(Sample.click("later")) }
        #expect(try await store.read { try $0.click(id: "later") } == Sample.click("later"))
        try await store.close()
    }

    @Test("A write that goes on after the disk was full writes nothing")
    func fullAndIgnored() async throws {
        let store = try await crowded(2)
        await #expect(throws: EventStoreError.self) {
            try await store.write { store in
                var click = Sample.click("large")
                click.address = String(repeating: "1", count: 100_000)
                try? store.insert(click)
                try store.insert(Sample.click("small"))
            }
        }
        #expect(try await store.read { try $0.click(id: "small") } == nil)
        try await store.write { try $0.add(Link.Counters(clicks: 1), to: "link_1") }
        #expect(try await store.read { try $0.link(id: "link_1")?.counters.clicks } == 1)
        try await store.close()
    }

    @Test("A file that may not be written is read, and says so to those who write")
    func readOnly() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { try $0.insert(try Sample.link()) }
        try await store.control("PRAGMA query_only = 1")
        await #expect(throws: EventStoreError.readOnly(path: store.path)) {
            try await store.write { try $0.deleteLink(id: "link_1") }
        }
        #expect(try await store.read { try $0.link(id: "link_1") } != nil)
        try await store.close()
    }

    @Test("A folder that may not be written is said, to root too")
    func readOnlyFolder() throws {
        // The kernel lets nobody make files there.
        let path = "/sys/dubcheck.sqlite"
        #expect(throws: EventStoreError.readOnly(path: path)) { try EventStore(at: .file(path)) }
    }

    @Test("A damaged file is said to be damaged")
    func damaged() async throws {
        try await TestFile.with { file in
            let store = try EventStore(at: .file(file.path))
            try await store.write { store in
                for index in 0..<500 { try store.insert(Sample.click("click\(index)")) }
            }
            try await store.close()
            var bytes = try Data(contentsOf: URL(filePath: file.path))
            bytes.replaceSubrange(
                (bytes.count / 2)..., with: Data(repeating: 0xFF, count: bytes.count - bytes.count / 2))
            try bytes.write(to: URL(filePath: file.path))
            await #expect {
                let store = try EventStore(at: .file(file.path))
                _ = try await store.read { try $0.everyClick(after: nil, limit: 1_000) }
            } throws: { error in
                if case .broken(file.path, _) = error as? EventStoreError { true } else { false }
            }
        }
    }

    @Test("Each error names the file")
    func descriptions() {
        let path = "/data/dubcheck.sqlite"
        let errors: [EventStoreError] = [
            .inUse(path: path), .newer(path: path), .unusable(path: path, detail: "d"), .full(path: path),
            .readOnly(path: path), .broken(path: path, detail: "d"), .failed(path: path, detail: "d"),
        ]
        #expect(errors.allSatisfy { "\($0)".hasPrefix("\(path): ") })
        #expect(Set(errors.map { "\($0)" }).count == errors.count)
    }
}
