import Attribution

extension MemoryStore {
    private static let browser =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"
    private static let phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
        + "Mobile/15E148 Safari/604.1"

    /// Two links, and a third that was deleted, with five clicks, three leads and two sales of two customers.
    package static func withEvents() throws -> MemoryStore {
        var store = try MemoryStore.withClick {
            ($0.externalID, $0.comments, $0.folderID, $0.tagIDs) = ("7", "c", "fold_1", ["tag_1", "tag_2", "tag_gone"])
            $0.extras.title = "Spring sale"
        }
        var root = Link(
            id: "link_2", domain: "acme.link", key: .root, url: "https://acme.test/", workspaceID: workspace,
            createdAt: start)
        root.tenantID = "t"
        store.links[root.id] = root
        store.clicks[click]?.url += "&utm_source=news&utm_medium=paid"
        store.clicks[click]?.userAgent = browser
        store.clicks[click]?.address = "63.141.57.109"
        store.click("earlier", -86_400, on: "link_1", "https://acme.test/pricing?utm_source=e+mail", browser)
        store.click("scanned", 60, on: "link_1", "https://acme.test/pricing", phone) {
            ($0.trigger, $0.refererURL) = (.qr, "https://www.example.com/a?b=c")
        }
        store.click("berlin", 120, on: "link_2", "https://acme.test/?utm_source=", browser) {
            $0.place = Click.Place(continent: "EU", country: "DE", region: "Unknown", city: "Berlin")
        }
        store.click("gone", 180, on: "link_gone", "https://acme.test/gone", "") {
            $0.place = Click.Place(continent: "", country: "Unknown", region: "Unknown", city: "Unknown")
        }
        store.addConversions()
        return store
    }

    private mutating func click(
        _ id: String, _ seconds: Int, on linkID: String, _ url: String, _ userAgent: String,
        _ change: (inout Click) -> Void = { _ in }
    ) {
        var click = Click(
            id: id, timestamp: MemoryStore.start + .seconds(seconds), linkID: linkID, url: url, userAgent: userAgent)
        change(&click)
        clicks[id] = click
    }

    private mutating func addConversions() {
        var kim = Customer(id: "cus_kim", externalID: "u_1001", createdAt: MemoryStore.start + .seconds(200))
        (kim.name, kim.email, kim.country) = ("Kim", "kim@acme.test", "US")
        customers.append(kim)
        let time = MemoryStore.start + .seconds(300)
        leads = [
            Lead(
                id: "lead1", eventName: "Sign up", customerID: "cus_kim", clickID: Self.click, linkID: "link_1",
                metadata: #"{"plan":"pro","seats":12}"#, timestamp: time),
            Lead(
                id: "lead2", eventName: "Trial", customerID: "cus_kim", clickID: "scanned", linkID: "link_1",
                timestamp: time + .seconds(60)),
            Lead(
                id: "lead3", eventName: "Sign up", customerID: "cus_gone", clickID: "berlin", linkID: "link_2",
                metadata: #"{"seats":"9"}"#, timestamp: time + .seconds(120)),
        ]
        sales = [
            Sale(
                id: "sale1", eventName: "Purchase", customerID: "cus_kim", clickID: Self.click, linkID: "link_1",
                price: Money(100), paymentProcessor: "custom", isFirst: true, timestamp: time + .seconds(180)),
            Sale(
                id: "sale2", eventName: "Subscription", customerID: "cus_gone", clickID: "berlin", linkID: "link_2",
                price: Money(4_900), paymentProcessor: "stripe", invoiceID: "in_77",
                metadata: #"{"productId":"prod_9"}"#, isFirst: false, timestamp: time + .seconds(240)),
        ]
    }
}
