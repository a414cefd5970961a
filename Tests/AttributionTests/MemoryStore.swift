import Attribution

/// A store of one workspace in memory.
struct MemoryStore: AttributionTransaction {
    var links: [String: Link] = [:]
    var clicks: [String: Click] = [:]
    var customers: [Customer] = []
    var leads: [Lead] = []
    var sales: [Sale] = []
    var tagList: [Attribution.Tag] = []
    var folderList: [Folder] = []
    var domainList: [Domain] = []
    var workspaces: [String: Workspace] = [:]
    var webhookList: [Webhook] = []
    var deliveryList: [Delivery] = []
    private var memories: [String: Memory] = [:]

    func link(id: String) -> Link? { links[id] }
    func click(id: String) -> Click? { clicks[id] }

    func link(domain: String, key: LinkKey) -> Link? {
        links.values.first { $0.domain == domain && $0.key.folded == key.folded }
    }

    func customer(externalID: String) -> Customer? { customers.first { $0.externalID == externalID } }

    func latestLead(of customerID: String, named name: String?) -> Lead? {
        leads.last { $0.customerID == customerID && (name == nil || $0.eventName == name) }
    }

    func recall(_ key: MemoryKey) -> Memory? { memories[key.text] }

    mutating func insert(_ link: Link) throws {
        try checkUnique(link)
        links[link.id] = link
    }

    mutating func insert(_ click: Click) { clicks[click.id] = click }
    mutating func insert(_ customer: Customer) { customers.append(customer) }
    mutating func insert(_ lead: Lead) { leads.append(lead) }
    mutating func insert(_ sale: Sale) { sales.append(sale) }

    mutating func add(_ counts: Link.Counters, to linkID: String) {
        if links[linkID] != nil { links[linkID]!.counters += counts }
    }

    mutating func update(customer id: String, _ change: (inout Customer) -> Void) {
        if let index = customers.firstIndex(where: { $0.id == id }) { change(&customers[index]) }
    }

    mutating func remember(_ key: MemoryKey, _ memory: Memory) { memories[key.text] = memory }
}

extension MemoryStore {
    static let start = Timestamp(milliseconds: 1_772_442_904_123)
    static let workspace = "ws_1KE6JQ30027H6P3AMKDQG6STT"
    static let click = "Bd0Kh8oOOL8dKLzd"

    /// A link with one click on it.
    static func withClick(_ change: (inout Link) -> Void = { _ in }) throws -> MemoryStore {
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

extension ConversionRules {
    /// The rules some time after the click.
    static func after(_ duration: Duration = .zero) -> ConversionRules {
        ConversionRules(workspaceID: MemoryStore.workspace, now: MemoryStore.start + duration)
    }
}

extension Outcome {
    /// The message of the error, if it is one.
    var refusal: String? {
        if case .failure(let error) = result { error.message } else { nil }
    }
}
