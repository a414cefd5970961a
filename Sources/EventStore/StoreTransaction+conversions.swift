public import Attribution

extension StoreTransaction {
    /// The customer of the user's own id.
    public func customer(externalID: String) throws -> Customer? {
        try first(Queries.customerByExternalID, [externalID]) { try Customer(row: $0) }
    }

    /// The customer of the id.
    public func customer(id: String) throws -> Customer? {
        try first(Queries.customerByID, [id]) { try Customer(row: $0) }
    }

    /// The customer's latest lead, or latest of exactly this name.
    public func latestLead(of customerID: String, named name: String?) throws -> Lead? {
        try first(Queries.latestLead, [customerID, name]) { try Lead(row: $0) }
    }

    /// Stores a new customer.
    public mutating func insert(_ customer: Customer) throws {
        try runBesideLinks(Queries.insertCustomer, customer.arguments)
    }

    /// Stores a lead.
    public mutating func insert(_ lead: Lead) throws {
        let moment = try freeMoment(.leads, at: lead.timestamp)
        try runBesideLinks(
            "INSERT INTO lead (moment, id, click, link, customerID, eventName, metadata) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                moment.key, lead.id, try clickMoment(lead.clickID) ?? 0, try number(ofWord: lead.linkID),
                lead.customerID,
                try number(ofWord: lead.eventName), lead.metadata,
            ])
        try note(.leads, at: moment)
        recorded.append(.lead(lead))
    }

    /// Stores a sale.
    public mutating func insert(_ sale: Sale) throws {
        let moment = try freeMoment(.sales, at: sale.timestamp)
        let buyer = try customer(id: sale.customerID)
        try runBesideLinks(
            Queries.insertSale,
            [
                moment.key, sale.id, try clickMoment(sale.clickID) ?? 0, try number(ofWord: sale.linkID),
                sale.customerID,
                try number(ofWord: sale.eventName), sale.metadata, sale.price.amount,
                sale.price.currency, sale.paymentProcessor, sale.invoiceID, sale.isFirst,
            ])
        try note(.sales, at: moment)
        recorded.append(.sale(sale, buyer: buyer))
    }

    /// Changes what is kept of a customer.
    public mutating func update(customer id: String, _ change: (inout Customer) -> Void) throws {
        guard var customer = try customer(id: id) else { return }
        change(&customer)
        try runBesideLinks(Queries.updateCustomer, customer.arguments)
    }
}
