package import Attribution

/// The values that random data is made of: few, so that groups have members and filters find something.
package enum RandomValues {
    package static let domains = ["go.acme.test", "acme.link"]
    package static let tags = ["tag_1", "tag_2", "tag_3"]
    package static let folders = ["fold_1", "fold_2"]
    package static let tenants = ["t_1", "t_2"]
    package static let places = [
        Click.Place(continent: "EU", country: "DE", region: "BE", city: "Berlin"),
        Click.Place(continent: "EU", country: "FR", region: "IDF", city: "Paris"),
        Click.Place(continent: "NA", country: "US", region: "TX", city: "Paris"),
        Click.Place(continent: "", country: "Unknown", region: "Unknown", city: "Unknown"),
    ]
    package static let agents = [
        "", "curl/8.5.0", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/18.1 Mobile/15E148 Safari/604.1",
    ]
    package static let referrers = ["(direct)", "https://www.example.com/a?b=c", "https://example.com/a", "app://x"]
    package static let campaigns = ["", "?utm_source=e+mail&utm_medium=paid", "?utm_source=news&utm_term=%C3%A4"]
    package static let eventNames = ["Sign up", "Trial", "sign up"]
    package static let metadata = [nil, #"{"plan":"pro","seats":12}"#, #"{"seats":"9"}"#]
    package static let processors = ["stripe", "custom"]
    /// The times of events: many of them are the same.
    package static let span = MemoryStore.start..<(MemoryStore.start + .seconds(500))
}

extension MemoryStore {
    /// Links, some of which were deleted, with clicks, leads and sales of customers, some of whom were deleted.
    package static func random(_ random: inout SeededRandom) throws -> MemoryStore {
        var store = MemoryStore()
        for index in 0..<30 { try store.insert(try link(index, &random)) }
        for index in 0..<15 { store.insert(customer(index, &random)) }
        for index in 0..<100 { store.insert(click(index, &random)) }
        let (clicks, customers) = (store.clicks.values.sorted { $0.id < $1.id }, store.customers)
        for index in 0..<60 {
            let (click, time) = (random.pick(clicks), time(&random))
            store.insert(
                Lead(
                    id: id("lead", index), eventName: random.pick(RandomValues.eventNames),
                    customerID: random.pick(customers).id, clickID: click.id, linkID: click.linkID,
                    metadata: random.pick(RandomValues.metadata), timestamp: time))
        }
        for index in 0..<40 {
            let (click, time) = (random.pick(clicks), time(&random))
            store.insert(
                Sale(
                    id: id("sale", index), eventName: random.pick(RandomValues.eventNames),
                    customerID: random.pick(customers).id, clickID: click.id, linkID: click.linkID,
                    price: Money(random.pick([0, 100, 100, 4_900])),
                    paymentProcessor: random.pick(RandomValues.processors),
                    invoiceID: random.sometimes(30) { _ in "in" },
                    metadata: random.pick(RandomValues.metadata), isFirst: random.happens(40), timestamp: time))
        }
        for id in ["link_00003", "link_00004"] { store.deleteLink(id: id) }
        store.deleteCustomer(id: "cus_00002")
        return store
    }

    private static func link(_ index: Int, _ random: inout SeededRandom) throws -> Link {
        let key = index == 0 ? LinkKey.root : try LinkKey(random.pick(["Spring", "sale/", "Öl-"]) + "\(index)")
        let url = random.pick(["https://acme.test/", "https://acme.test/ÜBER", "https://example.com/Pricing"])
        var link = Link(
            id: id("link_", index), domain: random.pick(RandomValues.domains), key: key,
            url: url + random.pick(RandomValues.campaigns),
            workspaceID: random.pick([workspace, workspace, "ws_other"]),
            createdAt: start + .seconds(Int.random(in: 0..<20, using: &random)))
        link.tagIDs = random.some(3, of: RandomValues.tags)
        link.folderID = random.sometimes(60) { $0.pick(RandomValues.folders) }
        link.tenantID = random.sometimes(60) { $0.pick(RandomValues.tenants) }
        link.externalID = random.sometimes(30) { _ in "\(index)" }
        link.isArchived = random.happens(20)
        link.extras.title = random.sometimes(20) { _ in "Spring sale" }
        link.counters.clicks = random.pick([0, 1, 5])
        link.counters.saleAmount = random.pick([0, 100])
        link.counters.lastClicked = random.sometimes(60) { time(&$0) }
        return link
    }

    private static func customer(_ index: Int, _ random: inout SeededRandom) -> Customer {
        var customer = Customer(
            id: id("cus_", index), externalID: "u_\(index)",
            createdAt: start + .seconds(Int.random(in: 0..<9, using: &random)))
        customer.name = random.sometimes(70) { $0.pick(["Kim Özil", "KIM Doe", "Sam"]) }
        customer.email = random.sometimes(70) { $0.pick(["kim@acme.test", "sam@example.com"]) }
        customer.country = random.sometimes(70) { $0.pick(["DE", "US"]) }
        customer.linkID = random.sometimes(70) { $0.pick(["link_00001", "link_00002"]) }
        customer.saleAmount = random.pick([0, 100, 4_900])
        customer.firstSaleAt = random.sometimes(50) { time(&$0) }
        customer.subscriptionCanceledAt = random.sometimes(30) { time(&$0) }
        return customer
    }

    private static func click(_ index: Int, _ random: inout SeededRandom) -> Click {
        let id = id("click", index)
        let campaign = random.pick(RandomValues.campaigns)
        let own = random.pick(["", "\(campaign.isEmpty ? "?" : "&")dub_id=\(id)"])
        return Click(
            id: id, timestamp: time(&random), linkID: Self.id("link_", Int.random(in: 0..<32, using: &random)),
            url: random.pick(["https://acme.test/", "https://acme.test/ÜBER"]) + campaign + own,
            trigger: random.pick(Click.Trigger.allCases), place: random.pick(RandomValues.places),
            address: random.pick(["", "127.0.0.1"]), userAgent: random.pick(RandomValues.agents),
            refererURL: random.pick(RandomValues.referrers))
    }

    private static func time(_ random: inout SeededRandom) -> Timestamp {
        RandomValues.span.lowerBound + .seconds(Int.random(in: 0..<500, using: &random))
    }

    /// Ids sort in the order in which they were made, as those of the API do.
    private static func id(_ prefix: String, _ index: Int) -> String {
        let digits = "\(index)"
        return prefix + String(repeating: "0", count: 5 - digits.count) + digits
    }
}
