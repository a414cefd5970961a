import Attribution
import EventStore
import Testing

@Suite("The journal, notes and what came of a click")
struct JournalTests {
    /// A store with two clicks, a lead of each and a sale of the first.
    private func store() async throws -> EventStore {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            try store.insert(try Sample.link("link_2", key: "other"))
            try store.insert(Sample.click("late"))
            var early = Sample.click("early", on: "link_2")
            early.timestamp = Sample.now + .seconds(-60)
            try store.insert(early)
            for (click, customer, name) in [("late", "u_1", "Sign up"), ("early", "u_2", "Trial")] {
                _ = try Sample.rules().track(Sample.lead(name, click: click, customer: customer), in: &store)
            }
            let sale = SaleRequest(person: Person(externalID: "u_1"), price: Money(4_900))
            _ = try Sample.rules(after: .seconds(1)).track(sale, in: &store)
        }
        return store
    }

    @Test("Events are told in the order in which they came in, whatever their times, in parts")
    func order() async throws {
        let store = try await store()
        let all = try await store.read { try $0.journal(after: 0, limit: 100) }
        #expect(all.entries.map(\.kind) == [.clicks, .clicks, .leads, .leads, .sales])
        #expect(all.entries.prefix(4).map(\.row.click.id) == ["late", "early", "late", "early"])
        #expect(all.last == 5)
        let part = try await store.read { try $0.journal(after: 1, limit: 2) }
        #expect(part.entries == Array(all.entries[1...2]) && part.last == 3)
        let end = try await store.read { try $0.journal(after: 5, limit: 2) }
        #expect(end.entries.isEmpty && end.last == 5)
        #expect(try await store.read { try $0.lastJournalNumber() } == 5)
        try await store.close()
    }

    @Test("After a reset the numbers go on, so that whoever follows misses nothing")
    func reset() async throws {
        let store = try await store()
        try await store.write { store in
            try store.deleteEverything()
            try store.insert(try Sample.link())
            try store.insert(Sample.click("new"))
        }
        for last in [Int64(0), 5] {
            let page = try await store.read { try $0.journal(after: last, limit: 100) }
            #expect(page.entries.map(\.row.click.id) == ["new"])
            #expect(page.entries.map(\.number) == [6] && page.last == 6)
        }
        #expect(try await store.read { try $0.totals() } == totals(links: 1, clicks: 1))
        try await store.close()
    }

    @Test("Totals count what came in, and not what was undone")
    func totals() async throws {
        let store = try await store()
        _ = try? await store.write { store in
            try store.insert(Sample.click("undone"))
            throw APIError(.badRequest, "no")
        }
        var expected = totals(links: 2, clicks: 2)
        (expected.leads, expected.sales, expected.customers) = (2, 1, 2)
        #expect(try await store.read { try $0.totals() } == expected)
        try await store.write { try $0.deleteLink(id: "link_2") }
        expected.links = 1
        #expect(try await store.read { try $0.totals() } == expected)
        try await store.close()
    }

    private func totals(links: Int, clicks: Int) -> StoreTotals {
        var totals = StoreTotals()
        (totals.links, totals.clicks) = (links, clicks)
        return totals
    }

    @Test("What came of a click is found by it")
    func story() async throws {
        let store = try await store()
        #expect(try await store.read { try $0.leads(ofClick: "late").map(\.eventName) } == ["Sign up"])
        #expect(try await store.read { try $0.sales(ofClick: "late").map(\.price) } == [Money(4_900)])
        #expect(try await store.read { try $0.sales(ofClick: "early") } == [])
        #expect(try await store.read { try $0.leads(ofClick: "none") } == [])
        try await store.close()
    }

    struct Wanted: CustomTestStringConvertible {
        var kind: EventKind
        var click, customer, link, name: String?
        var found: String?
        var testDescription: String { "\(kind), \([click, customer, link, name]) is of \(found ?? "nothing")" }
    }

    @Test(
        "The newest event that fits is found by any of its conditions",
        arguments: [
            Wanted(kind: .clicks, found: "late"), Wanted(kind: .clicks, click: "early", found: "early"),
            Wanted(kind: .clicks, customer: "u_2", found: "early"),
            Wanted(kind: .clicks, link: "link_2", found: "early"),
            Wanted(kind: .clicks, name: "Trial"), Wanted(kind: .leads, found: "early"),
            Wanted(kind: .leads, name: "Sign up", found: "late"), Wanted(kind: .leads, customer: "u_1", found: "late"),
            Wanted(kind: .leads, customer: "u_1", name: "Trial"), Wanted(kind: .leads, name: "Never"),
            Wanted(kind: .sales, link: "link_1", found: "late"), Wanted(kind: .sales, click: "early"),
            Wanted(kind: .sales, customer: "nobody"), Wanted(kind: .sales, link: "link_none"),
        ])
    func firstEvent(_ wanted: Wanted) async throws {
        let store = try await store()
        let row = try await store.read {
            try $0.firstEvent(
                wanted.kind, clickID: wanted.click, customerExternalID: wanted.customer, linkID: wanted.link,
                eventName: wanted.name)
        }
        #expect(row?.click.id == wanted.found)
        try await store.close()
    }

    @Test("Notes are found by their click and by their customer; the oldest go when there are too many")
    func notes() async throws {
        let store = try EventStore(at: .ephemeral)
        let notes = [
            KeptNote(time: Sample.now, text: "of both", clickID: "click1", customer: "u_1"),
            KeptNote(time: Sample.now, text: "of the click", clickID: "click1"),
            KeptNote(time: Sample.now, text: "of the customer", customer: "u_1"),
        ]
        try await store.write { store in for note in notes { try store.keep(note) } }
        #expect(try await store.read { try $0.notes(clickID: "click1") } == Array(notes[...1]))
        #expect(try await store.read { try $0.notes(customer: "u_1") } == [notes[0], notes[2]])
        try await store.write { store in
            for _ in 0..<19_998 { try store.keep(KeptNote(time: Sample.now, text: "", clickID: "other")) }
        }
        #expect(try await store.read { try $0.notes(clickID: "click1") } == [notes[1]])
        try await store.close()
    }

    @Test("Everything is read in pages, each row once")
    func export() async throws {
        let store = try await store()
        #expect(try await store.read { try $0.everyLink().map(\.id) } == ["link_1", "link_2"])
        #expect(try await store.read { try $0.everyCustomer().map(\.externalID) } == ["u_1", "u_2"])
        let first = try await store.read { try $0.everyClick(after: nil, limit: 1) }
        let second = try await store.read { try $0.everyClick(after: first.next, limit: 2) }
        #expect((first.rows + second.rows).map(\.id) == ["early", "late"])
        #expect(first.next != nil && second.next == nil)
        #expect(try await store.read { try $0.everyLead(after: nil, limit: 9).rows.count } == 2)
        #expect(try await store.read { try $0.everySale(after: nil, limit: 9).rows.count } == 1)
        try await store.close()
    }
}
