/// A request to track a lead, read and validated (`dub-api.md`, 11.1).
public struct LeadRequest: Sendable, Hashable {
    /// When the answer is sent; `deferred` only makes the customer.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        case async, wait, deferred
    }

    /// The click; empty for that of the stored customer.
    public var clickID: String
    /// The event's name.
    public var eventName: String
    /// Who did it.
    public var person: Person
    /// When the answer is sent.
    public var mode = Mode.async
    /// How many lead events it is.
    public var quantity = 1
    /// What was sent along, as JSON text.
    public var metadata: String?

    /// A lead of a click.
    public init(clickID: String, eventName: String, person: Person) {
        self.clickID = clickID
        self.eventName = eventName
        self.person = person
    }
}

/// The answer to a lead (`dub-api.md`, 11.3).
public struct LeadAnswer: Sendable, Hashable {
    /// The click that was given, or found.
    public var clickID: String
    /// The link that got the credit; nil for a duplicate.
    public var link: Link?
    /// The customer as stored.
    public var customer: Customer?
}

extension ConversionRules {
    /// Tracks a lead (`dub-api.md`, 11.2).
    ///
    /// - Throws: only what the store throws; an error that the API documents is an outcome, and what was written stays.
    public func track(_ lead: LeadRequest, in store: inout some AttributionTransaction) throws -> Outcome<LeadAnswer> {
        let known = try store.customer(externalID: lead.person.externalID)
        guard let clickID = lead.clickID.isEmpty ? known?.clickID : lead.clickID else {
            let message =
                "The `clickId` property was not provided in the request, and no existing customer with the provided "
                + "`customerExternalId` was found."
            return Outcome(.failure(APIError(.badRequest, message)))
        }
        let key = MemoryKey.lead(
            workspace: workspaceID, customer: lead.person.externalID, eventName: lead.eventName)
        if lead.mode != .deferred, try store.recall(key, at: now) != nil {
            return Outcome(
                .success(LeadAnswer(clickID: clickID, link: nil, customer: known)),
                [.duplicateLead(eventName: lead.eventName, customer: lead.person.externalID)])
        }
        let source: (click: Click, link: Link)
        switch try self.source(ofClick: clickID, refusal: "lead", in: store) {
        case .success(let found): source = found
        case .failure(let error): return try refusal(error, of: lead, clickID, key, in: &store)
        }
        let customer = known ?? newCustomer(lead.person, from: source.click)
        if known == nil { try store.insert(customer) }
        guard lead.mode != .deferred else {
            return Outcome(
                .success(LeadAnswer(clickID: clickID, link: source.link, customer: customer)),
                [.deferredLead(customer: customer.externalID)])
        }
        try store.remember(key, Memory(until: now + MemoryKey.conversionMemory))
        try record(lead, of: customer, from: source.click, in: &store)
        return Outcome(.success(LeadAnswer(clickID: clickID, link: source.link, customer: customer)))
    }

    private func record(
        _ lead: LeadRequest, of customer: Customer, from click: Click, in store: inout some AttributionTransaction
    ) throws {
        for _ in 0..<lead.quantity {
            try store.insert(
                Lead(
                    id: ids.eventID(at: now), eventName: lead.eventName, customerID: customer.id, clickID: click.id,
                    linkID: click.linkID, metadata: lead.metadata, timestamp: now))
        }
        try store.add(Link.Counters(leads: lead.quantity), to: click.linkID)
    }

    /// Upstream has taken the key before it looks for the click; here it is free again, and both is said.
    private func refusal(
        _ error: APIError, of lead: LeadRequest, _ clickID: String, _ key: MemoryKey,
        in store: inout some AttributionTransaction
    ) throws -> Outcome<LeadAnswer> {
        var notes: [Note] = []
        if try store.click(id: clickID) == nil { notes.append(.unknownClick(clickID)) }
        if lead.mode != .deferred {
            if isStrict { try store.remember(key, Memory(until: now + MemoryKey.conversionMemory)) }
            let (name, customer) = (lead.eventName, lead.person.externalID)
            notes.append(
                isStrict
                    ? .keyKept(eventName: name, customer: customer) : .keyReleased(eventName: name, customer: customer))
        }
        return Outcome(.failure(error), notes)
    }
}
