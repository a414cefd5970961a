import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Exports")
struct ExportTests {
    @Test("What was exported is the same after it was planted", arguments: 1...40)
    func roundTrip(_ seed: UInt64) throws {
        var random = RandomEntities(seed: seed)
        let store = try random.store()
        let lines = store.exported()
        #expect(Set(lines.map(\.kind)) == Set(ExportLine.Kind.allCases))
        let planted = try MemoryStore.planted(lines.text)
        let again = planted.exported()
        for (line, planted) in zip(lines, again) { #expect(line == planted) }
        #expect(again.text == lines.text)
    }

    @Test("What happened by the rules is the same after it was planted, and counted once")
    func history() throws {
        var store = MemoryStore.furnished()
        store.domainList.removeAll { $0.slug == "other.test" }
        let link = try store.create(#"{"url":"acme.test","key":"spring","trackConversion":true,"tagNames":["mail"]}"#)
        try store.create(#"{"url":"https://acme.test/2","prefix":"a b","externalId":"ext_ext_2"}"#)
        let click = Click(id: "click1", timestamp: MemoryStore.start, linkID: link.id, url: link.url)
        store.insert(click)
        store.add(Link.Counters(clicks: 1, lastClicked: click.timestamp), to: link.id)
        let person = Person(externalID: "u_1", email: "kim@acme.test")
        let rules = ConversionRules.after(.seconds(1))
        _ = try rules.track(LeadRequest(clickID: click.id, eventName: "Sign up", person: person), in: &store)
            .result.get()
        var sale = SaleRequest(person: person, price: Money(1_000, "eur"))
        sale.invoiceID = "in_1"
        let answer = try rules.track(sale, in: &store).result.get()

        var planted = try MemoryStore.planted(store.exported().text)
        #expect(planted.exported().text == store.exported().text)
        #expect(planted.links[link.id]?.counters.sales == 1)
        #expect(planted.customers.first?.sales == 1)
        #expect(try rules.track(sale, in: &planted).result.get() == answer)
        #expect(planted.sales.count == 1)
    }

    @Test("A line begins with its type and has the API's names")
    func names() throws {
        let click = Click(
            id: "c", timestamp: MemoryStore.start, linkID: "link_1", url: "https://acme.test/?dub_id=c",
            address: "::1", userAgent: "x")
        #expect(
            ExportLine.click(click).json.compact == #"""
                {"type":"click","id":"c","timestamp":"2026-03-02T09:15:04.123Z","linkId":"link_1",\#
                "url":"https://acme.test/?dub_id=c","trigger":"link","continent":"NA","country":"US","region":"CA",\#
                "city":"San Francisco","ip":"::1","ua":"x","refererUrl":"(direct)"}
                """#)
        let lead = Lead(
            id: "l", eventName: "Sign up", customerID: "cus_1", clickID: "c", linkID: "link_1",
            metadata: #"{"plan":"pro"}"#, timestamp: MemoryStore.start)
        let line = ExportLine.lead(lead).json
        #expect(line.object?.keys.first == "type" && line["metadata"] == ["plan": "pro"])
        #expect(line["customerId"] == "cus_1" && line["clickId"] == "c")
    }

    @Test("A link's line has every field that its answer has, but for those that follow from others")
    func linkFields() throws {
        var store = MemoryStore.furnished()
        var link = try store.create(
            #"""
            {"url":"https://acme.test","externalId":"7","tenantId":"t","programId":"p","partnerId":"q",
             "folderId":"fold_1","expiresAt":"2026-03-02","expiredUrl":"https://acme.test","password":"p",
             "title":"t","description":"d","image":"i","video":"v","ios":"https://acme.test",
             "android":"https://acme.test","geo":{"DE":"https://acme.test"},"comments":"c","trackConversion":true,
             "testVariants":[{"url":"https://acme.test/1","percentage":50},{"url":"https://acme.test","percentage":50}],
             "testStartedAt":"2026-03-02","testCompletedAt":"2026-03-02"}
            """#)
        (link.disabledAt, link.counters.lastClicked) = (MemoryStore.start, MemoryStore.start)
        let answer = AnswerForm(origin: "http://localhost", port: 1, userID: "user_1").json(link)
        let following: Set = [
            "shortLink", "qrCode", "tags", "tagId", "userId", "workspaceId", "projectId", "utm_source", "utm_medium",
            "utm_campaign", "utm_term", "utm_content",
        ]
        let keys = Set(ExportLine.link(link).json.object?.keys ?? [])
        #expect(keys == Set(answer.keys).subtracting(following).union(["type", "tagIds"]))
    }
}
