package import Attribution

/// A store of one workspace in memory.
package struct MemoryStore: AttributionTransaction {
    package var links: [String: Link] = [:]
    package var clicks: [String: Click] = [:]
    package var customers: [Customer] = []
    package var leads: [Lead] = []
    package var sales: [Sale] = []
    package var tagList: [Attribution.Tag] = []
    package var folderList: [Folder] = []
    package var domainList: [Domain] = []
    package var workspaces: [String: Workspace] = [:]
    package var webhookList: [Webhook] = []
    package var deliveryList: [Delivery] = []
    private var memories: [String: Memory] = [:]

    package init() {}

    package func link(id: String) -> Link? { links[id] }
    package func click(id: String) -> Click? { clicks[id] }

    package func link(domain: String, key: LinkKey) -> Link? {
        links.values.first { $0.domain == domain && $0.key.folded == key.folded }
    }

    package func customer(externalID: String) -> Customer? { customers.first { $0.externalID == externalID } }

    package func latestLead(of customerID: String, named name: String?) -> Lead? {
        let fitting = leads.filter { $0.customerID == customerID && (name == nil || $0.eventName == name) }
        return fitting.last { lead in fitting.allSatisfy { $0.timestamp <= lead.timestamp } }
    }

    package func recall(_ key: MemoryKey) -> Memory? { memories[key.text] }

    package mutating func insert(_ link: Link) throws {
        try checkUnique(link)
        links[link.id] = link
    }

    package mutating func insert(_ click: Click) { clicks[click.id] = click }
    package mutating func insert(_ customer: Customer) { customers.append(customer) }
    package mutating func insert(_ lead: Lead) { leads.append(lead) }
    package mutating func insert(_ sale: Sale) { sales.append(sale) }

    package mutating func add(_ counts: Link.Counters, to linkID: String) {
        if links[linkID] != nil { links[linkID]!.counters += counts }
    }

    package mutating func update(customer id: String, _ change: (inout Customer) -> Void) {
        if let index = customers.firstIndex(where: { $0.id == id }) { change(&customers[index]) }
    }

    package mutating func remember(_ key: MemoryKey, _ memory: Memory) { memories[key.text] = memory }
}

extension MemoryStore {
    package static let start = Timestamp(milliseconds: 1_772_442_904_123)
    package static let workspace = "ws_1KE6JQ30027H6P3AMKDQG6STT"
    package static let click = "Bd0Kh8oOOL8dKLzd"

    /// A link with one click on it.
    package static func withClick(_ change: (inout Link) -> Void = { _ in }) throws -> MemoryStore {
        var store = MemoryStore()
        var link = Link(
            id: "link_1", domain: "go.acme.test", key: try LinkKey("spring"), url: "https://acme.test/pricing",
            workspaceID: workspace, createdAt: start)
        change(&link)
        store.links[link.id] = link
        store.clicks[click] = Click(
            id: click, timestamp: start, linkID: link.id, url: "https://acme.test/pricing?dub_id=\(click)")
        return store
    }
}
