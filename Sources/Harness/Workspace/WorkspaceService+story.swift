internal import Attribution
internal import EventStore
internal import JSON

extension WorkspaceService {
    /// The newest event that somebody waits for, as `/events` shows it.
    func first(_ wish: EventWish) async throws -> JSONValue? {
        let row = try await store.read { store in
            try store.firstEvent(
                wish.kind, clickID: wish.clickID, customerExternalID: wish.customer, linkID: wish.linkID,
                eventName: wish.eventName)
        }
        return row.flatMap { form.eventRow($0) }.map(JSONValue.object)
    }

    /// What is known of a click or a customer: what was recorded, what was not, and why not.
    func story(clickID: String?, customer: String?) async throws -> JSONValue {
        let found = try await store.read { store in
            Findings(
                click: try clickID.flatMap { try store.click(id: $0) },
                leads: try clickID.map { try store.leads(ofClick: $0) } ?? [],
                sales: try clickID.map { try store.sales(ofClick: $0) } ?? [],
                customer: try customer.flatMap { try store.customer(externalID: $0) },
                cookie: try clickID.flatMap { try store.sighting(.cookie, of: $0) },
                notes: try clickID.map { try store.notes(clickID: $0) } ?? customer.map {
                    try store.notes(customer: $0)
                }
                    ?? [])
        }
        let form = form
        return [
            "clickId": .optional(clickID), "customerExternalId": .optional(customer),
            "summary": .string(found.summary(clickID: clickID, customer: customer)),
            "click": found.click.map { ClickView($0).json(for: .eventRow, at: $0.timestamp) } ?? .null,
            "cookie": found.cookie.map(Self.brief) ?? .null,
            "leads": .array(found.leads.map(Self.brief)), "sales": .array(found.sales.map(Self.brief)),
            "customer": found.customer.map { .object(form.json($0)) } ?? .null,
            "notes": .array(found.notes.map(Self.brief)),
        ]
    }

    private static func brief(_ lead: Lead) -> JSONValue {
        ["eventName": .string(lead.eventName), "at": .string(lead.timestamp.text)]
    }

    private static func brief(_ sale: Sale) -> JSONValue {
        [
            "eventName": .string(sale.eventName), "amount": .integer(sale.price.amount),
            "at": .string(sale.timestamp.text),
        ]
    }

    private static func brief(_ cookie: Sighting) -> JSONValue {
        ["firstSeenAt": .string(cookie.firstAt.text), "lastSeenAt": .string(cookie.lastAt.text)]
    }

    private static func brief(_ note: KeptNote) -> JSONValue {
        ["at": .string(note.time.text), "text": .string(note.text)]
    }
}

/// What is stored of a click or a customer.
private struct Findings: Sendable {
    var click: Click?
    var leads: [Lead]
    var sales: [Sale]
    var customer: Customer?
    /// When a browser sent the click id in its cookie.
    var cookie: Sighting?
    var notes: [KeptNote]

    /// In one sentence.
    func summary(clickID: String?, customer externalID: String?) -> String {
        if let clickID {
            guard click != nil else {
                let why = notes.last.map { ": \($0.text)" }
                return "Click \(clickID) is not recorded" + (why ?? "; no short link of this harness has given it out.")
            }
            let parts = [
                leads.isEmpty ? "no lead yet" : "\(leads.count) \(leads.count == 1 ? "lead" : "leads")",
                sales.isEmpty ? "no sale yet" : "\(sales.count) \(sales.count == 1 ? "sale" : "sales")",
            ]
            return "Click \(clickID) is recorded: \(parts.joined(separator: ", "))."
        }
        guard let customer else { return "No customer '\(externalID ?? "")' is known." }
        return "Customer '\(customer.externalID)' is known"
            + (customer.clickID.map { ", and came by click \($0)." } ?? ", but came by no click.")
    }
}
