/// What one transaction has recorded, in order.
public struct RecordedEvents: Sendable, Hashable {
    /// One of them.
    public enum Event: Sendable, Hashable {
        /// A click.
        case click(Click)
        /// A lead.
        case lead(Lead)
        /// A sale, and the customer as they were before it.
        case sale(Sale, buyer: Customer?)

        fileprivate var kind: WebhookEvent {
            switch self {
            case .click: .linkClicked
            case .lead: .leadCreated
            case .sale: .saleCreated
            }
        }
    }

    /// The events.
    public var events: [Event]

    /// Events in the order in which they were recorded.
    public init(_ events: [Event]) {
        self.events = events
    }

    /// What webhooks are told of them, in order; nothing of an event whose link is gone.
    ///
    /// The store has links and customers as they are after the last event; each payload shows them as they are after its
    /// own, the customer of a sale as before it.
    ///
    /// - Parameter wanted: the events that anybody wants to be told of.
    public func payloads(
        _ wanted: Set<WebhookEvent>, in store: some CustomerTransaction
    ) throws -> [WebhookPayload] {
        guard events.contains(where: { wanted.contains($0.kind) }) else { return [] }
        var past = Past()
        var payloads: [WebhookPayload] = []
        for (event, quantity) in occasions.reversed() {
            if wanted.contains(event.kind), let payload = try past.payload(of: event, in: store) {
                payloads.append(payload)
            }
            past.undo(event, quantity: quantity)
        }
        return payloads.reversed()
    }

    /// The events, with leads that are one lead of some quantity as one (`dub-api.md`, 11.2 step 7).
    private var occasions: [(event: Event, quantity: Int)] {
        var occasions: [(event: Event, quantity: Int)] = []
        for event in events {
            if let last = occasions.last, Self.isSameLead(last.event, event) {
                occasions[occasions.count - 1].quantity += 1
            } else {
                occasions.append((event, 1))
            }
        }
        return occasions
    }

    private static func isSameLead(_ one: Event, _ other: Event) -> Bool {
        guard case .lead(var first) = one, case .lead(let second) = other else { return false }
        first.id = second.id
        return first == second
    }
}

/// Links and customers as they were at some point of a transaction, walked through from its end.
private struct Past {
    /// What was counted of links after that point.
    private var later: [String: Link.Counters] = [:]
    /// Customers who bought something after that point, as they were before.
    private var buyers: [String: Customer] = [:]

    func payload(of event: RecordedEvents.Event, in store: some CustomerTransaction) throws -> WebhookPayload? {
        switch event {
        case .click(let click):
            return try link(click.linkID, in: store).map { .linkClicked(click, $0) }
        case .lead(let lead):
            guard let link = try link(lead.linkID, in: store), let click = try store.click(id: lead.clickID),
                let customer = try customer(lead.customerID, in: store)
            else { return nil }
            return .leadCreated(lead, customer, click, link)
        case .sale(let sale, let buyer):
            guard let link = try link(sale.linkID, in: store), let click = try store.click(id: sale.clickID),
                let customer = try buyer ?? customer(sale.customerID, in: store)
            else { return nil }
            return .saleCreated(sale, customer, click, link)
        }
    }

    /// Goes back before an event.
    mutating func undo(_ event: RecordedEvents.Event, quantity: Int) {
        switch event {
        case .click(let click): later[click.linkID, default: Link.Counters()].clicks += 1
        case .lead(let lead): later[lead.linkID, default: Link.Counters()].leads += quantity
        case .sale(let sale, let buyer):
            later[sale.linkID, default: Link.Counters()] += Link.Counters(
                conversions: sale.isFirst ? 1 : 0, sales: 1, saleAmount: sale.price.amount)
            buyers[sale.customerID] = buyer
        }
    }

    private func link(_ id: String, in store: some CustomerTransaction) throws -> Link? {
        guard var link = try store.link(id: id) else { return nil }
        if let later = later[id] {
            link.counters.clicks -= later.clicks
            link.counters.leads -= later.leads
            link.counters.conversions -= later.conversions
            link.counters.sales -= later.sales
            link.counters.saleAmount -= later.saleAmount
        }
        return link
    }

    private func customer(_ id: String, in store: some CustomerTransaction) throws -> Customer? {
        try buyers[id] ?? store.customer(id: id)
    }
}
