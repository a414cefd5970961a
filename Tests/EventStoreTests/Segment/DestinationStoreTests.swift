import EventStore
import JSON
import Segment
import Testing

@Suite("Destinations in the data file")
struct DestinationStoreTests {
    private func record(_ id: String, key: String? = "dub_1") -> DestinationRecord {
        DestinationRecord(
            id: id, DubDestination(name: "of \(id)", settings: DestinationSettings(apiKey: key)),
            subscriptions: [
                SegmentSample.subscription("sub_1"), SegmentSample.subscription("sub_2", .trackSale),
                Subscription(
                    id: "sub_3", name: "", action: .trackSale, trigger: "",
                    mapping: ["metadata": ["@template": "\"{{properties.ä}}\""], "amount": 1.5, "none": nil]),
            ])
    }

    @Test("Destinations come back as they were stored, in the order in which they were made")
    func roundTrip() async throws {
        let store = try EventStore(at: .ephemeral)
        var records = [record("dst_b"), record("dst_a", key: nil), record("dst_c", key: "")]
        records[1].subscriptions = []
        try await store.write { [records] store in for record in records { try store.save(record) } }
        #expect(try await store.read { try $0.destinations() } == records)
        #expect(try await store.read { try $0.destinations() }.first?.subscriptions.last?.mapping["none"] == .some(nil))

        records[0].destination.isEnabled = false
        records[0].destination.settings = DestinationSettings(apiKey: "dub_2")
        records[0].destination.name = "other"
        records[0].subscriptions = [records[0].subscriptions[2], records[0].subscriptions[0]]
        records[0].subscriptions[1].isEnabled = false
        try await store.write { [changed = records[0]] in try $0.save(changed) }
        #expect(try await store.read { try $0.destinations() } == records)
        try await store.close()
    }

    @Test("A destination goes with its subscriptions, and its deliveries stay as they were")
    func deletion() async throws {
        let store = try EventStore(at: .ephemeral)
        let (first, second) = (record("dst_1"), record("dst_2"))
        let numbers = try await store.write { store in
            try store.save(first)
            try store.save(second)
            return [try store.add(SegmentSample.delivery(ofEvent: 1, .success))]
        }
        try await store.write { try $0.deleteDestination(id: "dst_1") }
        #expect(try await store.read { try $0.destinations() } == [second])
        let delivery = try await store.read { try $0.delivery(number: numbers[0]) as Delivery? }
        #expect(delivery?.destinationID == "dst_1")
        #expect(delivery?.subscription == SegmentSample.subscription("sub_1"))
        var bare = first
        bare.subscriptions = []
        try await store.write { [bare] in try $0.save(bare) }
        #expect(try await store.read { try $0.destinations() } == [second, bare])
        try await store.close()
    }
}
