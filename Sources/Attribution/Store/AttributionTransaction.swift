/// What the rules read and write, all of it or nothing.
///
/// Synchronous, because a store runs one transaction at a time: what a rule has looked up still holds when it writes.
public protocol AttributionTransaction {
    /// The link of the id.
    func link(id: String) throws -> Link?
    /// The link of a key, whose letter case does not count, on a domain.
    func link(domain: String, key: LinkKey) throws -> Link?
    /// The recorded click of the id.
    func click(id: String) throws -> Click?
    /// The customer of the user's own id.
    func customer(externalID: String) throws -> Customer?
    /// The customer's latest lead, or latest of exactly this name.
    func latestLead(of customerID: String, named name: String?) throws -> Lead?
    /// What is remembered under a key, also when its time is over.
    func recall(_ key: MemoryKey) throws -> Memory?

    /// Stores a new link.
    ///
    /// - Throws: ``APIError`` 409 for a key or an external id that another link has.
    mutating func insert(_ link: Link) throws
    /// Stores a click.
    mutating func insert(_ click: Click) throws
    /// Stores a new customer.
    mutating func insert(_ customer: Customer) throws
    /// Stores a lead.
    mutating func insert(_ lead: Lead) throws
    /// Stores a sale.
    mutating func insert(_ sale: Sale) throws
    /// Adds to what is counted of a link; of the last clicks the later one stays.
    mutating func add(_ counts: Link.Counters, to linkID: String) throws
    /// Changes what is kept of a customer.
    mutating func update(customer id: String, _ change: (inout Customer) -> Void) throws
    /// Remembers something under a key, in place of what was there.
    mutating func remember(_ key: MemoryKey, _ memory: Memory) throws
}
