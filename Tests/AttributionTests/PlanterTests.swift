import Attribution
import AttributionTesting
import Testing

@Suite("Planting a seed")
struct PlanterTests {
    private static let story = #"""
        {"type":"link","url":"https://acme.test/pricing","key":"spring","externalId":"demo","trackConversion":true}
        {"type":"customer","externalId":"u_1"}
        {"type":"click","id":"click1","linkId":"ext_demo","timestamp":"2026-03-02T09:00:00Z","ip":"::1","ua":"x"}
        {"type":"lead","eventName":"Sign up","customerId":"ext_u_1","clickId":"click1","timestamp":"2026-03-02T09:01Z"}
        {"type":"sale","customerId":"ext_u_1","amount":500,"invoiceId":"in_1","timestamp":"2026-03-02T09:02:00Z"}
        {"type":"sale","customerId":"ext_u_1","amount":700,"timestamp":"2026-03-02T09:03:00Z"}
        """#

    @Test("Events by hand name links and customers by the user's own ids, and find out the rest")
    func events() throws {
        let store = try MemoryStore.planted(Self.story)
        let link = try #require(store.links.values.first)
        let customer = try #require(store.customers.first)
        let click = try #require(store.clicks["click1"])
        #expect(click.linkID == link.id && click.url == "https://acme.test/pricing?dub_id=click1")
        #expect(click.place == .usual && click.refererURL == "(direct)" && click.trigger == .link)
        #expect(store.leads.map(\.linkID) == [link.id] && store.leads.map(\.customerID) == [customer.id])
        #expect(store.sales.map(\.clickID) == ["click1", "click1"] && store.sales.map(\.linkID) == [link.id, link.id])
        #expect(store.sales.map(\.isFirst) == [true, false])
        #expect(store.sales[0].eventName == "Purchase" && store.sales[0].paymentProcessor == "custom")
        #expect((customer.linkID, customer.clickID, customer.country) == (link.id, "click1", "US"))
        #expect(customer.clickedAt == click.timestamp)
    }

    @Test("Where the lines count nothing, the events are counted")
    func counted() throws {
        let store = try MemoryStore.planted(Self.story)
        let last = store.clicks["click1"]?.timestamp
        #expect(
            store.links.values.map(\.counters) == [
                Link.Counters(clicks: 1, leads: 1, conversions: 1, sales: 2, saleAmount: 1_200, lastClicked: last)
            ])
        #expect(store.customers.map(\.sales) == [2] && store.customers.map(\.saleAmount) == [1_200])
        #expect(store.customers[0].firstSaleAt == store.sales[0].timestamp)
    }

    @Test("Where a line says what is counted, the events are not counted again")
    func notCountedTwice() throws {
        let text = Self.story.replacing(#""externalId":"demo","#, with: #""externalId":"demo","clicks":7,"#)
            .replacing(#""externalId":"u_1"}"#, with: #""externalId":"u_1","sales":3,"saleAmount":9}"#)
        let store = try MemoryStore.planted(text)
        #expect(store.links.values.map(\.counters) == [Link.Counters(clicks: 7)])
        #expect(store.customers.map(\.sales) == [3] && store.customers.map(\.saleAmount) == [9])
        #expect(store.sales.map(\.isFirst) == [false, false])
    }

    @Test("A planted lead is a duplicate for 7 days, whatever its case, and counts after that")
    func leadMemory() throws {
        for (days, isDuplicate) in [(6, true), (8, false)] {
            var store = try MemoryStore.planted(Self.story)
            let request = LeadRequest(clickID: "click1", eventName: "SIGN UP", person: Person(externalID: "u_1"))
            let answer = try ConversionRules.after(.seconds(days * 86_400)).track(request, in: &store).result.get()
            #expect((answer.link == nil) == isDuplicate)
            #expect(store.leads.count == (isDuplicate ? 1 : 2))
        }
        let later = MemoryStore.start + .seconds(8 * 86_400)
        let store = try MemoryStore.planted(Self.story, now: later)
        let key = MemoryKey.lead(workspace: MemoryStore.workspace, customer: "u_1", eventName: "Sign up")
        #expect(store.recall(key) == nil)
    }

    @Test("A planted invoice is answered as it was for 7 days, and makes no second sale")
    func invoiceMemory() throws {
        var store = try MemoryStore.planted(Self.story)
        var request = SaleRequest(person: Person(externalID: "u_1"), price: Money(1))
        request.invoiceID = "in_1"
        let answer = try ConversionRules.after().track(request, in: &store).result.get()
        #expect(answer.deal?.price == Money(500) && answer.buyer?.externalID == "u_1")
        #expect(store.sales.count == 2)
        _ = try ConversionRules.after(.seconds(8 * 86_400)).track(request, in: &store).result.get()
        #expect(store.sales.count == 3)
    }

    @Test("The visitor of a planted click is known within the hour")
    func visitMemory() throws {
        for (minutes, isKnown) in [(30, true), (61, false)] {
            let clicked = try #require(WrittenTime("2026-03-02T09:00:00Z")?.timestamp)
            let store = try MemoryStore.planted(Self.story, now: clicked + .seconds(60 * minutes))
            let visitor = VisitorIdentity(address: "::1", userAgent: "x")
            let key = MemoryKey.visit(domain: Planter.usualDomain, key: LinkKey(stored: "spring"), visitor: visitor)
            #expect(store.recall(key)?.value == (isKnown ? "click1" : nil))
        }
    }

    @Test("Of two leads of a name the later one is remembered, in whatever order they come")
    func order() throws {
        let leads = ["2026-03-02T09:00:00Z", "2026-03-01T09:00:00Z"].map {
            #"{"type":"lead","eventName":"a","customerId":"ext_u_1","clickId":"c","linkId":"l","timestamp":"\#($0)"}"#
        }
        for lines in [leads, leads.reversed()] {
            let store = try MemoryStore.planted(
                ([#"{"type":"customer","externalId":"u_1"}"#] + lines).joined(separator: "\n"))
            let key = MemoryKey.lead(workspace: MemoryStore.workspace, customer: "u_1", eventName: "a")
            #expect(store.recall(key)?.until.text == "2026-03-09T09:00:00.000Z")
        }
    }

    @Test("A place is what the line says of it; of the usual one nothing is mixed in")
    func places() throws {
        let store = try MemoryStore.planted(#"{"type":"click","id":"c","linkId":"gone","country":"DE"}"#)
        let place = Click.Place(continent: "", country: "DE", region: "Unknown", city: "Unknown")
        #expect(store.clicks["c"]?.place == place && store.clicks["c"]?.linkID == "gone")
    }

    static let refused = [
        (
            #"{"type":"tag","name":"a"}"#, #"{"type":"tag","name":"A"}"#,
            "line of type tag: A tag with that name already exists."
        ),
        (
            #"{"type":"tag","name":"a","id":"t"}"#, #"{"type":"tag","name":"b","id":"t"}"#,
            "line of type tag: id: t is taken already."
        ),
        (
            #"{"type":"folder","name":"a"}"#, #"{"type":"folder","name":"A"}"#,
            "line of type folder: A folder with that name already exists."
        ),
        (
            #"{"type":"folder","name":"a","id":"f"}"#, #"{"type":"folder","name":"b","id":"f"}"#,
            "line of type folder: id: f is taken already."
        ),
        (
            #"{"type":"domain","slug":"a.test"}"#, #"{"type":"domain","slug":"A.test"}"#,
            "line of type domain: Domain is already in use."
        ),
        (
            #"{"type":"domain","slug":"a.test","id":"d"}"#, #"{"type":"domain","slug":"b.test","id":"d"}"#,
            "line of type domain: id: d is taken already."
        ),
        (
            #"{"type":"customer","externalId":"u"}"#, #"{"type":"customer","externalId":"u"}"#,
            "line of type customer: A customer with this external ID already exists."
        ),
        (
            #"{"type":"customer","externalId":"u","id":"c"}"#, #"{"type":"customer","externalId":"v","id":"c"}"#,
            "line of type customer: id: c is taken already."
        ),
        (
            #"{"type":"customer","externalId":"u"}"#, #"{"type":"customer","externalId":"v","linkId":"ext_x"}"#,
            "line of type customer: linkId: no link has the external id of ext_x."
        ),
        (
            #"{"type":"click","linkId":"l","id":"c"}"#, #"{"type":"click","linkId":"l","id":"c"}"#,
            "line of type click: id: c is taken already."
        ),
        (
            #"{"type":"link","url":"a.test"}"#, #"{"type":"click","linkId":"ext_x"}"#,
            "line of type click: linkId: no link has the external id of ext_x."
        ),
        (
            #"{"type":"link","url":"a.test","key":"k"}"#, #"{"type":"link","url":"a.test","key":"K"}"#,
            "line of type link: Duplicate key: This short link already exists."
        ),
        (
            #"{"type":"link","url":"a.test","id":"l"}"#, #"{"type":"link","url":"a.test","id":"l"}"#,
            "line of type link: id: l is taken already."
        ),
        (
            #"{"type":"link","url":"a.test","externalId":"e"}"#, #"{"type":"link","url":"a.test","externalId":"e"}"#,
            "line of type link: A link with this externalId already exists in this workspace."
        ),
        (
            #"{"type":"tag","name":"a"}"#, #"{"type":"link","url":"a.test","tagNames":"b"}"#,
            "line of type link: Invalid tagNames detected: b"
        ),
        (
            #"{"type":"tag","name":"a"}"#, #"{"type":"link","url":"no url"}"#,
            "line of type link: Invalid destination URL"
        ),
        (
            #"{"type":"tag","name":"a"}"#, #"{"type":"link","url":"a.test","domain":"a b"}"#,
            "line of type link: Invalid domain."
        ),
        (
            #"{"type":"customer","externalId":"u","id":"c"}"#, #"{"type":"lead","eventName":"a","customerId":"c"}"#,
            "line of type lead: clickId: Invalid input: expected string, received undefined"
        ),
        (
            #"{"type":"customer","externalId":"u","id":"c"}"#,
            #"{"type":"lead","eventName":"a","customerId":"c","clickId":"x"}"#,
            "line of type lead: linkId: Invalid input: expected string, received undefined"
        ),
        (
            #"{"type":"customer","externalId":"u"}"#, #"{"type":"lead","eventName":"a","customerId":"ext_v"}"#,
            "line of type lead: customerId: no customer has the external id of ext_v."
        ),
        (
            #"{"type":"customer","externalId":"u"}"#, #"{"type":"sale","amount":1,"customerId":"ext_u"}"#,
            "line of type sale: clickId: Invalid input: expected string, received undefined"
        ),
    ]

    @Test("What does not go with what is there is refused", arguments: refused)
    func conflicts(_ first: String, _ second: String, _ message: String) throws {
        _ = try MemoryStore.planted(first)
        #expect(refusal { _ = try MemoryStore.planted("\(first)\n\(second)") }?.message == message)
    }

    @Test("A domain of another workspace is refused, for a request and for a link that was kept")
    func foreignDomain() throws {
        let kept =
            #"{"type":"link","url":"https://a.test","id":"l","domain":"other.test","key":"a","clicks":0,"#
            + #""createdAt":"2026-01-01","updatedAt":"2026-01-01"}"#
        for text in [#"{"type":"link","url":"a.test","domain":"other.test"}"#, kept] {
            var store = MemoryStore.furnished()
            var planter = Planter(
                workspace: try #require(store.workspaces[MemoryStore.workspace]), now: MemoryStore.start)
            let error = refusal { try planter.plant(SeedLine(json: text), in: &store) }
            #expect(error == APIError(.forbidden, "line of type link: Domain does not belong to workspace."))
            #expect(store.links.isEmpty)
        }
    }
}
