import Attribution
import AttributionTesting
import EventStore
import Testing

/// What the file answers, held against the plainest store there can be.
@Suite("The data file answers as the plain store does")
struct OracleTests {
    /// The same data in both, of which links and customers were deleted.
    private func both(_ random: inout SeededRandom) async throws -> (plain: MemoryStore, file: EventStore) {
        let plain = try MemoryStore.random(&random)
        let file = try EventStore(at: .ephemeral)
        try await file.write { file in
            for link in plain.links.values { try file.insert(link) }
            for customer in plain.customers { try file.insert(customer) }
            for click in plain.clicks.values.sorted(by: { $0.id < $1.id }) { try file.insert(click) }
            for lead in plain.leads { try file.insert(lead) }
            for sale in plain.sales { try file.insert(sale) }
        }
        return (plain, file)
    }

    @Test("Numbers: every grouping of many selections", arguments: 1...3 as ClosedRange<UInt64>)
    func numbers(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let (plain, file) = try await both(&random)
        var found = 0
        for _ in 0..<12 {
            let selection = EventSelection.random(&random)
            for grouping in Grouping.every {
                let expected = plain.tally(selection, by: grouping, most: nil)
                let tally = try await file.read { try $0.tally(selection, by: grouping, most: nil) }
                #expect(tally.sorted(by: byKeys) == expected.sorted(by: byKeys), "\(grouping) \(selection)")
                found += expected.count

                let most = Int.random(in: 1...4, using: &random)
                let largest = try await file.read { try $0.tally(selection, by: grouping, most: most) }
                #expect(
                    numbers(largest, grouping) == numbers(Array(expected.prefix(most)), grouping),
                    "\(most) \(grouping) \(selection)")
            }
        }
        #expect(found > 200)
        try await file.close()
    }

    private func byKeys(_ one: Tally, _ other: Tally) -> Bool { one.keys.lexicographicallyPrecedes(other.keys) }

    /// The tallies in order.
    ///
    /// Which of the addresses that only one click has are among the largest is not said.
    private func numbers(_ tallies: [Tally], _ grouping: Grouping) -> [Tally] {
        guard grouping == .dimensions([.url]) else { return tallies.sorted(by: byKeys) }
        return tallies.map { Tally([], count: $0.count, amount: $0.amount) }
            .sorted { ($0.count, $0.amount) < ($1.count, $1.amount) }
    }

    @Test("Lists of events: many selections in both directions", arguments: 1...3 as ClosedRange<UInt64>)
    func events(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let (plain, file) = try await both(&random)
        var found = 0
        for _ in 0..<60 {
            let selection = EventSelection.random(&random)
            let (isAscending, limit, offset) = (
                random.happens(50), random.pick([1, 10, 1_000]), random.pick([0, 0, 5])
            )
            let expected = plain.events(selection, isAscending: isAscending, limit: limit, offset: offset)
            let rows = try await file.read {
                try $0.events(selection, isAscending: isAscending, limit: limit, offset: offset)
            }
            #expect(rows == expected, "\(selection)")
            found += expected.count
        }
        #expect(found > 100)
        try await file.close()
    }

    @Test("Links: many selections, listed and counted", arguments: 1...3 as ClosedRange<UInt64>)
    func links(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let (plain, file) = try await both(&random)
        var found = 0
        for _ in 0..<60 {
            let selection = LinkSelection.random(&random)
            let expected = plain.links(selection)
            #expect(try await file.read { try $0.links(selection) } == expected, "\(selection)")
            #expect(try await file.read { try $0.countLinks(selection) } == plain.countLinks(selection))
            for grouping in LinkGrouping.allCases {
                let groups = try await file.read { try $0.countLinks(selection, by: grouping) }
                #expect(groups == plain.countLinks(selection, by: grouping), "\(grouping) \(selection)")
            }
            found += expected.count
        }
        for link in plain.links.values {
            let found = try await file.read { try $0.link(url: link.url, workspaceID: link.workspaceID) }
            #expect(found == plain.link(url: link.url, workspaceID: link.workspaceID))
        }
        #expect(found > 50)
        try await file.close()
    }

    @Test("Customers: many selections, listed and counted", arguments: 1...3 as ClosedRange<UInt64>)
    func customers(seed: UInt64) async throws {
        var random = SeededRandom(seed: seed)
        let (plain, file) = try await both(&random)
        var found = 0
        for _ in 0..<30 {
            let selection = CustomerSelection.random(&random)
            let expected = plain.customers(selection)
            #expect(try await file.read { try $0.customers(selection) } == expected, "\(selection)")
            #expect(try await file.read { try $0.countCustomers(selection) } == plain.countCustomers(selection))
            for grouping in CustomerGrouping.allCases {
                let groups = try await file.read { try $0.countCustomers(selection, by: grouping) }
                #expect(groups == plain.countCustomers(selection, by: grouping), "\(grouping) \(selection)")
            }
            for name in [nil, "Trial"] {
                for customer in expected {
                    let lead = try await file.read { try $0.latestLead(of: customer.id, named: name) }
                    #expect(lead == plain.latestLead(of: customer.id, named: name))
                }
            }
            found += expected.count
        }
        #expect(found > 50)
        try await file.close()
    }
}
