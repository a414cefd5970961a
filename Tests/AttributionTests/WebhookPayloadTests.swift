import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("What webhooks are told")
struct WebhookPayloadTests {
    private let form = AnswerForm(
        origin: "http://127.0.0.1:8787", port: 8787, userID: "user_1",
        tags: ["tag_1": Tag(id: "tag_1", name: "Mail", color: "red")])

    private func store() throws -> MemoryStore {
        var store = try MemoryStore.withClick { $0.tagIDs = ["tag_1"] }
        store.clicks[MemoryStore.click]?.refererURL = "https://www.example.com/a?b=c"
        return store
    }

    private func json(of payload: WebhookPayload) throws -> JSONValue {
        let text = form.body(of: payload, id: "evt_1", at: MemoryStore.start + .seconds(5))
        return try JSONValue(json: text.utf8)
    }

    /// A customer who had bought something before.
    private func kim() -> Customer {
        var kim = Customer(id: "cus_kim", externalID: "u_1001", createdAt: MemoryStore.start)
        (kim.name, kim.country, kim.sales, kim.saleAmount) = ("Kim", "US", 1, 100)
        return kim
    }

    private func lead(_ metadata: String? = nil, id: String = "lead1", name: String = "Sign up") -> Lead {
        Lead(
            id: id, eventName: name, customerID: "cus_kim", clickID: MemoryStore.click, linkID: "link_1",
            metadata: metadata, timestamp: MemoryStore.start + .seconds(4))
    }

    private func sale(_ amount: Int = 4_900, id: String = "sale1", isFirst: Bool = true) -> Sale {
        Sale(
            id: id, eventName: "Subscription", customerID: "cus_kim", clickID: MemoryStore.click, linkID: "link_1",
            price: Money(amount), paymentProcessor: "stripe", invoiceID: "in_77",
            metadata: #"{"productId":"prod_9"}"#, isFirst: isFirst, timestamp: MemoryStore.start + .seconds(4))
    }

    @Test("A click comes with its link: bare region, whole referrer, its own time, tags")
    func clicked() throws {
        let store = try store()
        let (click, link) = (try #require(store.clicks[MemoryStore.click]), try #require(store.links["link_1"]))
        let body = try json(of: .linkClicked(click, link))
        #expect(body.object?.keys == ["id", "event", "createdAt", "data"])
        #expect(body["id"] == "evt_1" && body["event"] == "link.clicked")
        #expect(body["createdAt"] == "2026-03-02T09:15:09.123Z")
        let data = body["data"]
        #expect(data.object?.keys == ["click", "link"])
        #expect(data["click"]["region"] == "CA" && data["click"]["referer"] == "example.com")
        #expect(data["click"]["refererUrl"] == "https://www.example.com/a?b=c")
        #expect(data["click"]["timestamp"] == "2026-03-02T09:15:04.123Z")
        #expect(data["link"]["tags"] == [["id": "tag_1", "name": "Mail", "color": "red"]])
        #expect(data["link"].object?["identifier"] == .none)
    }

    @Test("A lead shows the customer without the country, and metadata in any case")
    func lead() throws {
        let store = try store()
        let (click, link) = (try #require(store.clicks[MemoryStore.click]), try #require(store.links["link_1"]))
        let data = try json(of: .leadCreated(lead(), kim(), click, link))["data"]
        #expect(data.object?.keys == ["eventName", "customer", "click", "link", "metadata"])
        #expect(data["eventName"] == "Sign up" && data.object?["metadata"] == JSONValue.null)
        #expect(data["click"]["timestamp"] == "2026-03-02T09:15:04.123Z")
        #expect(
            data["customer"].object?.keys == [
                "id", "externalId", "name", "email", "avatar", "stripeCustomerId", "sales", "saleAmount", "createdAt",
                "firstSaleAt", "subscriptionCanceledAt",
            ])
        let other = try json(of: .leadCreated(lead(#"{"seats":12}"#), kim(), click, link))["data"]
        #expect(other["metadata"] == ["seats": 12])
    }

    @Test("A sale has its amount, currency, processor and invoice")
    func sold() throws {
        let store = try store()
        let (click, link) = (try #require(store.clicks[MemoryStore.click]), try #require(store.links["link_1"]))
        var sale = sale()
        let data = try json(of: .saleCreated(sale, kim(), click, link))["data"]
        #expect(data.object?.keys == ["eventName", "customer", "click", "link", "sale", "metadata"])
        #expect(
            data["sale"] == ["amount": 4_900, "currency": "usd", "paymentProcessor": "stripe", "invoiceId": "in_77"])
        #expect(data["metadata"] == ["productId": "prod_9"])
        (sale.invoiceID, sale.metadata) = (nil, nil)
        let bare = try json(of: .saleCreated(sale, kim(), click, link))["data"]
        #expect(bare["sale"].object?["invoiceId"] == JSONValue.null && bare.object?["metadata"] == JSONValue.null)
    }

    @Test("Changes of a link are told with the link alone")
    func links() throws {
        let link = try #require(try store().links["link_1"])
        for (payload, name) in [
            (WebhookPayload.linkCreated(link), "link.created"), (.linkUpdated(link), "link.updated"),
            (.linkDeleted(link), "link.deleted"),
        ] {
            let body = try json(of: payload)
            #expect(body["event"] == .string(name) && body["data"] == .object(form.json(link)))
        }
    }

    @Test("The text is compact, and its signature can be checked by anybody")
    func signature() {
        let body = #"{"id":"evt_1","name":"Zoë"}"#
        #expect(
            WebhookSignature.of(body, secret: "whsec_0123456789abcdef0123456789abcdef")
                == "ec7898d9bbc22954109fada98149a1c0236ad8eccf4b3d49677e67371cc70341")
        #expect(WebhookSignature.of(body + " ", secret: "whsec_0123456789abcdef0123456789abcdef").count == 64)
        #expect(WebhookSignature.of(body, secret: "whsec_1") != WebhookSignature.of(body, secret: "whsec_2"))
    }

    @Test("Every event of a transaction is told as things were then, though all are told at its end")
    func past() throws {
        var store = try store()
        var buyer = kim()
        store.customers = [buyer]
        store.links["link_1"]?.counters = Link.Counters(
            clicks: 1, leads: 3, conversions: 1, sales: 2, saleAmount: 5_000)
        (store.customers[0].sales, store.customers[0].saleAmount) = (3, 5_100)
        let first = buyer
        (buyer.sales, buyer.saleAmount) = (2, 5_000)
        let click = try #require(store.clicks[MemoryStore.click])
        let recorded = RecordedEvents([
            .click(click), .lead(lead(id: "a")), .lead(lead(id: "b")), .lead(lead(id: "c", name: "Trial")),
            .sale(sale(), buyer: first), .sale(sale(100, id: "sale2", isFirst: false), buyer: buyer),
        ])
        let payloads = try recorded.payloads(Set(WebhookEvent.allCases), in: store)
        #expect(
            payloads.map(\.event)
                == [.linkClicked, .leadCreated, .leadCreated, .saleCreated, .saleCreated])
        #expect(payloads.map(\.link.counters.clicks) == [1, 1, 1, 1, 1])
        #expect(payloads.map(\.link.counters.leads) == [0, 2, 3, 3, 3])
        #expect(payloads.map(\.link.counters.conversions) == [0, 0, 0, 1, 1])
        #expect(payloads.map(\.link.counters.sales) == [0, 0, 0, 1, 2])
        #expect(payloads.map(\.link.counters.saleAmount) == [0, 0, 0, 4_900, 5_000])
        let amounts = payloads.compactMap { payload -> Int? in
            switch payload {
            case .leadCreated(_, let customer, _, _), .saleCreated(_, let customer, _, _): customer.saleAmount
            default: nil
            }
        }
        #expect(amounts == [100, 100, 100, 5_000])
    }

    @Test("What nobody wants is not even looked up, and of a deleted link there is nothing to tell")
    func unwanted() throws {
        var store = try store()
        store.customers = [kim()]
        let recorded = RecordedEvents([.lead(lead()), .sale(sale(), buyer: kim())])
        #expect(try recorded.payloads([.saleCreated, .linkClicked], in: store).map(\.event) == [.saleCreated])
        #expect(try recorded.payloads([.linkClicked], in: store).isEmpty)
        store.links = [:]
        #expect(try recorded.payloads(Set(WebhookEvent.allCases), in: store).isEmpty)
    }
}
