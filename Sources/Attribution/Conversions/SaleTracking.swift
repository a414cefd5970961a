import Foundation

/// A request to track a sale, read and validated (`dub-api.md`, 12.1).
public struct SaleRequest: Sendable, Hashable {
    /// Who bought.
    public var person: Person
    /// What was paid.
    public var price: Money
    /// The event's name.
    public var eventName = "Purchase"
    /// Who was paid through, such as `stripe`.
    public var paymentProcessor = "custom"
    /// The invoice; a repeat of one is no second sale.
    public var invoiceID: String?
    /// What was sent along, as JSON text.
    public var metadata: String?
    /// The exact name of the lead to attribute to.
    public var leadEventName: String?
    /// The click of a sale to somebody who is no customer yet.
    public var clickID: String?

    /// A sale of an amount to a customer.
    public init(person: Person, price: Money) {
        self.person = person
        self.price = price
    }
}

/// The answer to a sale (`dub-api.md`, 12.3), as it is also kept for its invoice.
public struct SaleAnswer: Sendable, Hashable, Codable {
    /// The customer as the answer shows it.
    public struct Buyer: Sendable, Hashable, Codable {
        /// `cus_` and 25 characters.
        public var id: String
        /// What they are called.
        public var name: String?
        /// Their mail address.
        public var email: String?
        /// The URL of their picture.
        public var avatar: String?
        /// The id in the user's own system.
        public var externalID: String
    }

    /// The sale as the answer shows it.
    public struct Deal: Sendable, Hashable, Codable {
        /// What was paid, after conversion.
        public var price: Money
        /// Who was paid through.
        public var paymentProcessor: String
        /// The invoice, if there is one.
        public var invoiceID: String?
        /// What was sent along, as JSON text.
        public var metadata: String?
    }

    /// The event's name.
    public var eventName: String
    /// Who bought; nil when nothing was recorded.
    public var buyer: Buyer?
    /// What was recorded; nil when nothing was.
    public var deal: Deal?

    /// An answer; without a customer and a sale it says that nothing was recorded.
    public init(eventName: String, buyer: Buyer? = nil, deal: Deal? = nil) {
        self.eventName = eventName
        self.buyer = buyer
        self.deal = deal
    }

    /// The answer to a sale that was recorded.
    init(to sale: Sale, of customer: Customer) {
        self.init(
            eventName: sale.eventName,
            buyer: Buyer(
                id: customer.id, name: customer.name, email: customer.email, avatar: customer.avatar,
                externalID: customer.externalID),
            deal: Deal(
                price: sale.price, paymentProcessor: sale.paymentProcessor, invoiceID: sale.invoiceID,
                metadata: sale.metadata))
    }

    /// The answer as it was kept.
    init(kept text: String) throws {
        self = try JSONDecoder().decode(SaleAnswer.self, from: Data(text.utf8))
    }

    /// The answer as it is kept.
    var kept: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}

extension ConversionRules {
    /// What a direct sale's lead is called unless the request names it.
    static let directSaleLead = "Direct sale tracking lead event"

    /// Tracks a sale (`dub-api.md`, 12.2).
    ///
    /// - Throws: only what the store throws; an error that the API documents is an outcome.
    public func track(_ sale: SaleRequest, in store: inout some AttributionTransaction) throws -> Outcome<SaleAnswer> {
        if let invoice = sale.invoiceID.nonEmpty,
            let kept = try store.recall(.invoice(workspace: workspaceID, id: invoice), at: now)
        {
            return Outcome(.success(try SaleAnswer(kept: kept.value)), [.repeatedInvoice(invoice)])
        }
        let nothing = SaleAnswer(eventName: sale.eventName)
        let lead: Lead
        let customer: Customer
        if let known = try store.customer(externalID: sale.person.externalID) {
            switch try self.lead(for: sale, of: known, in: store) {
            case .success(let found): (lead, customer) = (found, known)
            case .failure(let error): return Outcome(.failure(error))
            }
        } else if let clickID = sale.clickID.nonEmpty {
            switch try directLead(for: sale, clickID, in: &store) {
            case .success(let made): (lead, customer) = made
            case .failure(let error):
                let isUnknown = try store.click(id: clickID) == nil
                return Outcome(.failure(error), isUnknown ? [.unknownClick(clickID)] : [])
            }
        } else {
            return Outcome(.success(nothing), [.saleWithoutCustomer(sale.person.externalID)])
        }
        guard sale.price.amount > 0 else { return Outcome(.success(nothing), [.saleOfNothing]) }
        return try record(sale, of: customer, after: lead, in: &store)
    }

    /// The lead of a customer that a sale belongs to; a click id that was sent does not count.
    private func lead(
        for sale: SaleRequest, of customer: Customer, in store: some AttributionTransaction
    ) throws -> Result<Lead, APIError> {
        guard let linkID = customer.linkID, let link = try store.link(id: linkID) else {
            return .failure(APIError(.notFound, "Link not found for customer \(customer.id)"))
        }
        guard link.workspaceID == workspaceID else {
            return .failure(
                APIError(.notFound, "Link \(link.id) for customer \(customer.id) does not belong to the workspace"))
        }
        guard link.disabledAt == nil else {
            return .failure(
                APIError(.notFound, "Link \(link.id) for customer \(customer.id) is disabled, sale not tracked"))
        }
        let name = sale.leadEventName.nonEmpty
        guard let lead = try store.latestLead(of: customer.id, named: name) else {
            let message =
                "Lead event not found for externalId: \(customer.externalID) and leadEventName: \(name ?? "null")"
            return .failure(APIError(.notFound, message))
        }
        return .success(lead)
    }

    /// A sale to somebody new: the click makes the customer and a lead.
    private func directLead(
        for sale: SaleRequest, _ clickID: String, in store: inout some AttributionTransaction
    ) throws -> Result<(Lead, Customer), APIError> {
        let source: (click: Click, link: Link)
        switch try self.source(ofClick: clickID, refusal: "sale", in: store) {
        case .success(let found): source = found
        case .failure(let error): return .failure(error)
        }
        let customer = newCustomer(sale.person, from: source.click)
        let lead = Lead(
            id: ids.eventID(at: now), eventName: sale.leadEventName.nonEmpty ?? Self.directSaleLead,
            customerID: customer.id,
            clickID: clickID, linkID: source.link.id, metadata: sale.metadata, timestamp: now)
        try store.insert(customer)
        try store.insert(lead)
        try store.add(Link.Counters(leads: 1), to: source.link.id)
        return .success((lead, customer))
    }

    private func record(
        _ sale: SaleRequest, of customer: Customer, after lead: Lead, in store: inout some AttributionTransaction
    ) throws -> Outcome<SaleAnswer> {
        let price = rates.inDollars(sale.price)
        // Also each sale on a link that did not bring the customer, as upstream counts them.
        let isConversion = customer.sales == 0 || customer.linkID != lead.linkID
        let recorded = Sale(
            id: ids.eventID(at: now), eventName: sale.eventName, customerID: customer.id, clickID: lead.clickID,
            linkID: lead.linkID, price: price, paymentProcessor: sale.paymentProcessor,
            invoiceID: sale.invoiceID.nonEmpty, metadata: sale.metadata, isFirst: isConversion, timestamp: now)
        try store.insert(recorded)
        try store.add(Link.Counters(of: recorded), to: lead.linkID)
        try store.update(customer: customer.id) { $0.count(recorded) }
        let answer = SaleAnswer(to: recorded, of: customer)
        if let invoice = sale.invoiceID.nonEmpty {
            try store.remember(
                .invoice(workspace: workspaceID, id: invoice),
                Memory(try answer.kept, until: now + MemoryKey.conversionMemory))
        }
        let isConverted = price.currency == "usd"
        return Outcome(.success(answer), isConverted ? [] : [.unknownCurrency(price.currency)])
    }
}

extension Link.Counters {
    /// What a sale counts for the link that it is attributed to (`dub-api.md`, 6.2).
    init(of sale: Sale) {
        self.init(conversions: sale.isFirst ? 1 : 0, sales: 1, saleAmount: sale.price.amount)
    }
}

extension Customer {
    /// Adds a sale to what is counted of them (`dub-api.md`, 6.2).
    mutating func count(_ sale: Sale) {
        sales += 1
        saleAmount += sale.price.amount
        firstSaleAt = firstSaleAt ?? sale.timestamp
    }
}
