import Attribution
import EventStore
import Foundation
import Testing

@Suite("The data file")
struct EventStoreTests {
    @Test("Links and clicks come back as they were stored, also after the file was closed")
    func roundTrip() async throws {
        try await TestFile.with { file in
            let link = try Sample.link()
            let click = Sample.click("Bd0Kh8oOOL8dKLzd")
            let first = try EventStore(at: .file(file.path))
            try await first.write { store in
                try store.insert(link)
                try store.insert(click)
                try store.add(Link.Counters(clicks: 1, lastClicked: click.timestamp), to: link.id)
            }
            try await first.close()

            let second = try EventStore(at: .file(file.path))
            let (kept, counted) = try await second.read { store in
                (try store.click(id: click.id), try store.link(domain: "go.acme.test", key: LinkKey("SPRING")))
            }
            try await second.close()
            #expect(kept == click)
            var expected = link
            expected.counters.clicks = 1
            expected.counters.lastClicked = click.timestamp
            #expect(counted == expected)
        }
    }

    @Test("A key is taken whatever its letter case, and so is an external id")
    func uniqueness() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            var link = try Sample.link()
            link.externalID = "a"
            try store.insert(link)
        }
        await #expect(throws: APIError(.conflict, "Duplicate key: This short link already exists.")) {
            try await store.write { try $0.insert(try Sample.link("link_2", key: "Spring")) }
        }
        await #expect(throws: APIError(.conflict, "A link with this externalId already exists in this workspace.")) {
            try await store.write { store in
                var link = try Sample.link("link_2", key: "other")
                link.externalID = "a"
                try store.insert(link)
            }
        }
        try await store.close()
    }

    @Test("Leads and sales follow the rules over the file: duplicates, direct sales, invoices, counters")
    func rules() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            try store.insert(Sample.click("click1"))
        }
        let lead = Sample.lead(click: "click1", customer: "u_1")
        let first = try await store.write { try Sample.rules().track(lead, in: &$0) }
        let again = try await store.write { try Sample.rules(after: .seconds(5)).track(lead, in: &$0) }
        #expect(try first.result.get().link != nil)
        #expect(try again.result.get().link == nil)

        var sale = SaleRequest(person: Person(externalID: "u_1"), price: Money(4_900))
        sale.invoiceID = "in_77"
        sale.metadata = #"{"productId":"prod_9"}"#
        let request = sale
        let sold = try await store.write { try Sample.rules().track(request, in: &$0) }
        let repeated = try await store.write { try Sample.rules(after: .seconds(9)).track(request, in: &$0) }
        #expect(try sold.result.get() == repeated.result.get())
        #expect(repeated.notes == [.repeatedInvoice("in_77")])

        let (link, customer) = try await store.read { (try $0.link(id: "link_1"), try $0.customer(externalID: "u_1")) }
        let counters = try #require(link?.counters)
        #expect((counters.leads, counters.sales, counters.conversions) == (1, 1, 1))
        #expect(customer?.saleAmount == 4_900 && customer?.firstSaleAt == Sample.now)
        #expect(customer?.country == "DE")
        try await store.close()
    }

    @Test("A visitor is known for an hour, also after the file was closed; what is over can be forgotten")
    func memory() async throws {
        try await TestFile.with { file in
            var visit = ShortLinkRequest(domain: "go.acme.test", path: "/spring")
            visit.address = "127.0.0.1"
            let request = visit
            var notes: [[Note]] = []
            for seconds in [0, 3_000, 3_600] {
                let store = try EventStore(at: .file(file.path))
                notes.append(
                    try await store.write { store in
                        if seconds == 0 {
                            var link = try Sample.link()
                            link.expiresAt = nil
                            try store.insert(link)
                        }
                        return try ClickRules(now: Sample.now + .seconds(seconds)).answer(request, in: &store).notes
                    })
                try await store.close()
            }
            #expect(notes.map(\.isEmpty) == [true, false, true])

            let store = try EventStore(at: .file(file.path))
            let visitor = VisitorIdentity(address: "127.0.0.1", userAgent: "")
            let key = MemoryKey.visit(domain: "go.acme.test", key: try LinkKey("spring"), visitor: visitor)
            #expect(try await store.read { try $0.recall(key) } != nil)
            try await store.write { try $0.forgetMemories(endedBy: Sample.now + .seconds(7_200)) }
            #expect(try await store.read { try $0.recall(key) } == nil)
            try await store.close()
        }
    }

    @Test("The latest lead is that of the latest time, and of two at one time the one that came last")
    func latestLead() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            try store.insert(Sample.click("click1"))
            for (name, seconds) in [("Late", 60), ("Early", 0), ("Last", 60)] {
                _ = try Sample.rules(after: .seconds(seconds)).track(
                    Sample.lead(name, click: "click1", customer: "u_1"), in: &store)
            }
        }
        let names = try await store.read { store in
            let id = try store.customer(externalID: "u_1")?.id ?? ""
            return [nil, "Early", "early"].map { try? store.latestLead(of: id, named: $0)?.eventName }
        }
        #expect(names == ["Last", "Early", nil])
        try await store.close()
    }

    @Test("A write that fails undoes itself and nothing else, though many are committed together")
    func savepoints() async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { try $0.insert(try Sample.link()) }
        let failures = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<200 {
                group.addTask {
                    do {
                        try await store.write { store in
                            try store.insert(Sample.click("click\(index)"))
                            try store.add(Link.Counters(clicks: 1), to: "link_1")
                            if index.isMultiple(of: 5) { throw APIError(.badRequest, "no") }
                        }
                        return false
                    } catch {
                        return error as? APIError == APIError(.badRequest, "no")
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(failures == 40)
        let (link, undone, kept) = try await store.read { store in
            (try store.link(id: "link_1"), try store.click(id: "click5"), try store.click(id: "click6"))
        }
        #expect(link?.counters.clicks == 160)
        #expect(undone == nil && kept != nil)
        try await store.close()
    }

    @Test("A second server on the file is told so; after the first has closed it, it may")
    func secondServer() async throws {
        try await TestFile.with { file in
            let first = try EventStore(at: .file(file.path))
            #expect(throws: EventStoreError.inUse(path: file.path)) { try EventStore(at: .file(file.path)) }
            try await first.close()
            try await EventStore(at: .file(file.path)).close()
        }
    }

    @Test("What is no data file, or lies in no folder, is said and left as it is")
    func unusable() async throws {
        try await TestFile.with { file in
            try Data("Dear diary".utf8).write(to: URL(filePath: file.path))
            for path in [file.path, file.folder.appending(path: "none/data.sqlite").path] {
                #expect {
                    try EventStore(at: .file(path))
                } throws: {
                    if case .unusable(path, _) = $0 as? EventStoreError { true } else { false }
                }
            }
            #expect(try String(contentsOfFile: file.path, encoding: .utf8) == "Dear diary")
        }
    }

    @Test("An ephemeral file is gone at the end")
    func ephemeral() async throws {
        let store = try EventStore(at: .ephemeral)
        let path = store.path
        #expect(FileManager.default.fileExists(atPath: path))
        try await store.close()
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
