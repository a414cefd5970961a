import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Lists of events")
struct EventsTests {
    private func rows(_ query: String, in store: MemoryStore? = nil) throws -> [JSONValue] {
        let answer = try AnalyticsRules.example.answer(
            EventsRequest(.query(query)), in: store ?? MemoryStore.withEvents())
        return try #require(try answer.result.get().array)
    }

    private func ids(_ query: String, _ name: String = "click_id") throws -> [String?] {
        try rows(query).map { $0[name].string }
    }

    private static let clickKeys = [
        "id", "timestamp", "url", "country", "city", "region", "continent", "device", "browser", "os", "ua", "trigger",
        "referer", "refererUrl", "qr", "ip",
    ]
    private static let copies = [
        "click_id", "link_id", "domain", "key", "url", "continent", "country", "city", "device", "browser", "os", "qr",
        "ip",
    ]

    /// The example of the specification.
    private static let example = """
        {"event": "sale", "timestamp": "2026-03-02T09:17:00.500Z",
         "eventId": "gLKOmxgJTeKdNnFR", "eventName": "Subscription",
         "sale": {"amount": 4900, "invoiceId": "in_77", "paymentProcessor": "stripe", "currency": "usd"},
         "metadata": {"productId": "prod_9"},
         "click": {"id": "Bd0Kh8oOOL8dKLzd", "timestamp": "2026-03-02T09:17:00.500Z",
                   "url": "https://acme.test/pricing?plan=pro&dub_id=Bd0Kh8oOOL8dKLzd&utm_source=mail",
                   "country": "US", "city": "San Francisco", "region": "US-CA", "continent": "NA",
                   "device": "Desktop", "browser": "Chrome", "os": "Mac OS", "ua": "\(agent)", "trigger": "link",
                   "referer": "(direct)", "refererUrl": "(direct)", "qr": false, "ip": "63.141.57.109"},
         "customer": {"id": "cus_1KJPXAG40H4QX4FR84G98PBSK", "externalId": "u_1001", "name": "kim@acme.test",
                      "email": "kim@acme.test", "avatar": null, "country": "US",
                      "createdAt": "2026-03-02T09:16:00.000Z"},
         "saleAmount": 4900, "invoice_id": "in_77", "payment_processor": "stripe",
         "click_id": "Bd0Kh8oOOL8dKLzd", "link_id": "link_1KJPX8SE04TFF59TDWH9EDD1R",
         "domain": "go.acme.test", "key": "spring",
         "url": "https://acme.test/pricing?plan=pro&dub_id=Bd0Kh8oOOL8dKLzd&utm_source=mail",
         "continent": "NA", "country": "US", "city": "San Francisco", "device": "Desktop", "browser": "Chrome",
         "os": "Mac OS", "qr": 0, "ip": "63.141.57.109"}
        """
    private static let agent =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"

    /// The events behind the example.
    private func exampleStore() throws -> MemoryStore {
        var store = MemoryStore()
        let link = Link(
            id: "link_1KJPX8SE04TFF59TDWH9EDD1R", domain: "go.acme.test", key: try LinkKey("spring"),
            url: "https://acme.test/pricing?plan=pro", workspaceID: MemoryStore.workspace, createdAt: MemoryStore.start)
        try store.insert(link)
        store.insert(
            Click(
                id: MemoryStore.click, timestamp: try .at("2026-03-02T09:15:30Z"), linkID: link.id,
                url: "https://acme.test/pricing?plan=pro&dub_id=Bd0Kh8oOOL8dKLzd&utm_source=mail",
                address: "63.141.57.109", userAgent: Self.agent))
        var customer = Customer(
            id: "cus_1KJPXAG40H4QX4FR84G98PBSK", externalID: "u_1001", createdAt: try .at("2026-03-02T09:16:00Z"))
        (customer.name, customer.email, customer.country) = ("kim@acme.test", "kim@acme.test", "US")
        store.insert(customer)
        store.insert(
            Sale(
                id: "gLKOmxgJTeKdNnFR", eventName: "Subscription", customerID: customer.id, clickID: MemoryStore.click,
                linkID: link.id, price: Money(4_900), paymentProcessor: "stripe", invoiceID: "in_77",
                metadata: #"{"productId":"prod_9"}"#, isFirst: true, timestamp: try .at("2026-03-02T09:17:00.500Z")))
        return store
    }

    @Test("A sale has every field of the specification's example, in its order")
    func example() throws {
        let query = "event=sales&linkId=link_1KJPX8SE04TFF59TDWH9EDD1R&interval=24h&limit=1"
        let row = try #require(try rows(query, in: try exampleStore()).first?.object)
        let expected = try #require(JSONValue(json: Self.example.utf8).object)
        #expect(row.keys.filter { $0 != "link" } == expected.keys)
        for member in expected {
            #expect(row[member.key] == member.value, "\(member.key)")
            #expect(row[member.key]?.object?.keys == member.value.object?.keys, "\(member.key)")
        }
        #expect(row.keys.firstIndex(of: "link") == row.keys.firstIndex(of: "click").map { $0 + 1 })
    }

    @Test("A link is shown with all its fields but its tags and the two leftovers")
    func link() throws {
        let link = try rows("limit=1&linkId=link_1")[0]["link"]
        #expect(link["id"] == "link_1" && link["tags"] == [] && link["tagId"] == nil)
        #expect(link["title"] == "Spring sale" && link["webhookIds"] == [])
        #expect(link.object?.keys.contains("testCompletedAt") == true)
        #expect(link.object?.keys.contains("identifier") == false)
    }

    @Test("A click is what it is, and no more")
    func click() throws {
        let row = try #require(try rows("qr=true").first)
        #expect(row.object?.keys == ["event", "timestamp", "click", "link"] + Self.copies)
        #expect(row["click"].object?.keys == Self.clickKeys)
        #expect(row["event"] == "click" && row["timestamp"] == "2026-03-02T09:16:04.123Z")
        #expect(row["qr"] == 1 && row["click"]["qr"] == true && row["click"]["trigger"] == "qr")
        #expect(row["click"]["referer"] == "example.com")
        #expect(row["click"]["refererUrl"] == "https://www.example.com/a")
        #expect(row["device"] == "Mobile" && row["click"]["region"] == "US-CA" && row["ip"] == "")
    }

    @Test("A lead has its name, its customer and its own time, also in the click; metadata only where there is some")
    func lead() throws {
        let rows = try rows("event=leads&linkId=link_1&order=asc")
        #expect(
            rows.map { $0.object?.keys } == [
                ["event", "timestamp", "eventId", "eventName", "metadata", "click", "link", "customer"] + Self.copies,
                ["event", "timestamp", "eventId", "eventName", "click", "link", "customer"] + Self.copies,
            ])
        #expect(rows[0]["event"] == "lead" && rows[0]["eventId"] == "lead1" && rows[0]["eventName"] == "Sign up")
        #expect(rows[0]["metadata"] == ["plan": "pro", "seats": 12])
        #expect(rows[0]["timestamp"] == "2026-03-02T09:20:04.123Z")
        #expect(rows[0]["click"]["timestamp"] == rows[0]["timestamp"])
        #expect(
            rows[0]["customer"] == [
                "id": "cus_kim", "externalId": "u_1001", "name": "Kim", "email": "kim@acme.test", "avatar": nil,
                "country": "US", "createdAt": "2026-03-02T09:18:24.123Z",
            ])
    }

    @Test("A sale without an invoice has an empty one, and dollars whatever the currency was")
    func sale() throws {
        var store = try MemoryStore.withEvents()
        store.sales[0].price.currency = "xts"
        store.customers[0].email = nil
        store.customers[0].country = nil
        let row = try #require(try rows("event=sales&linkId=link_1", in: store).first)
        #expect(row["sale"] == ["amount": 100, "invoiceId": "", "paymentProcessor": "custom", "currency": "usd"])
        #expect(row["invoice_id"] == "" && row["saleAmount"] == 100)
        #expect(row.object?["metadata"] == .none)
        #expect(row["customer"]["email"] == "" && row["customer"]["country"] == "")
    }

    @Test("In place of a customer who was deleted there is somebody of that id")
    func deletedCustomer() throws {
        let row = try #require(try rows("event=sales&linkId=link_2").first)
        #expect(
            row["customer"] == [
                "id": "cus_gone", "externalId": "cus_gone", "name": "Deleted Customer", "email": "deleted@customer.com",
                "avatar": nil, "country": "", "createdAt": "1970-01-01T00:00:00.000Z",
            ])
    }

    @Test("The newest come first, or the oldest, page by page; a link that was deleted leaves a gap in its page")
    func pages() throws {
        let oldest = ["earlier", MemoryStore.click, "scanned", "berlin"]
        #expect(try ids("") == oldest.reversed())
        #expect(try ids("sortOrder=asc") == oldest)
        #expect(try ids("limit=2&page=1") == ["berlin"])
        #expect(try ids("limit=2&page=2") == ["scanned", MemoryStore.click])
        #expect(try ids("limit=2&page=3") == ["earlier"])
        #expect(try ids("limit=2&page=4").isEmpty)
        #expect(try ids("limit=1000&page=9007199254740992000").isEmpty)
        #expect(try ids("event=sales", "eventId") == ["sale2", "sale1"])
    }

    @Test("Filters and times are those of the numbers; the old name of the tags is not read, nor metadata on clicks")
    func filters() throws {
        #expect(try ids("country=DE") == ["berlin"])
        #expect(try ids("interval=24h").count == 3)
        #expect(try ids("tagIds=tag_none").count == 4)
        #expect(try ids("tagId=tag_none").isEmpty)
        #expect(try ids("query=metadata%5B'a'%5D='b'").count == 4)
        #expect(try ids("event=leads&query=metadata%5B'seats'%5D>9", "eventId") == ["lead1"])
        let outcome = try AnalyticsRules.example.answer(
            EventsRequest(.query("linkId=link_9")), in: MemoryStore.withEvents())
        #expect(outcome.refusal == "Link not found.")
    }
}
