import Attribution
import EventStore
import Testing

@Suite("Words that clicks share")
struct SharedWordsTests {
    @Test(
        "Of two clicks alike but for their ids, each keeps its own address and campaign tags",
        arguments: [
            "https://acme.test/?utm_source=a&dub_id=ID", "https://acme.test/ID?utm_source=a",
            "https://acme.test/?utm_source=ID", "https://acme.test/?utm_source=ID&dub_id=ID", "https://acme.test/#ID",
            "https://acme.test/dub_id=ID", "https://acme.test/&dub_id=ID",
        ])
    func ownIDs(address: String) async throws {
        let store = try EventStore(at: .ephemeral)
        let clicks = ["click1", "click2"].map { id in
            var click = Sample.click(id)
            click.url = address.replacing("ID", with: id)
            return click
        }
        try await store.write { store in for click in clicks { try store.insert(click) } }
        let kept = try await store.read { try $0.everyClick(after: nil, limit: 9).rows }
        #expect(kept.map(\.url) == clicks.map(\.url))
        let selection = EventSelection(.clicks, in: Sample.now..<(Sample.now + .seconds(1)))
        for dimension in [Dimension.url, .baseURL, .utmSource] {
            let tallies = try await store.read { try $0.tally(selection, by: .dimensions([dimension]), most: nil) }
            let expected = Dictionary(grouping: clicks) { $0.dimensions[dimension] ?? "" }
                .filter { !$0.key.isEmpty }.mapValues(\.count)
            let found = Dictionary(uniqueKeysWithValues: tallies.map { ($0.keys.joined(), $0.count) })
            #expect(found == expected, "\(dimension)")
        }
        try await store.close()
    }
}
