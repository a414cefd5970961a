/// Who calls, for a few rules differ (`dub-api.md`, 11.1 and 12.1).
public enum Caller: Sendable {
    /// A server with the secret key.
    case server
    /// A page with the publishable key.
    case page
}

extension LeadRequest {
    /// The most leads that one request may be.
    private static let mostLeads = 100

    /// A request to track a lead.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields, from caller: Caller) throws(APIError) {
        let clickID = try fields.text("clickId")
        if caller == .page, clickID == nil { throw fields.absent("clickId", "string") }
        let name = try fields.requiredText("eventName", most: 255, least: 1, short: "eventName is required")
        self.init(
            clickID: clickID ?? "", eventName: name, person: try Person(fields, from: caller))
        if let word = try fields.choice("mode", of: Mode.allCases.map(\.rawValue)) {
            mode = Mode(rawValue: word) ?? .async
        }
        quantity = try fields.integer("eventQuantity", from: 1, to: Self.mostLeads) ?? 1
        metadata = try fields.metadata()
    }
}

extension SaleRequest {
    /// What a payment may go through; the last one is known to clients only.
    private static let processors = [
        "stripe", "shopify", "polar", "paddle", "apple", "revenuecat", "dub", "custom", "lemonsqueezy",
    ]

    /// A request to track a sale.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields, from caller: Caller) throws(APIError) {
        let person = try Person(fields, from: caller)
        guard let amount = try fields.integer("amount", from: 0, tooSmall: "amount cannot be negative") else {
            throw fields.absent("amount", "number", "amount is required")
        }
        self.init(person: person, price: Money(amount, try fields.text("currency").nonEmpty ?? "usd"))
        eventName = try fields.text("eventName", most: 255).nonEmpty ?? eventName
        paymentProcessor = try fields.choice("paymentProcessor", of: Self.processors) ?? paymentProcessor
        invoiceID = try fields.text("invoiceId").nonEmpty
        metadata = try fields.metadata()
        leadEventName = try fields.text("leadEventName", most: 255).nonEmpty
        clickID = try fields.text("clickId").nonEmpty
    }
}

extension Person {
    /// The customer of a request; servers may use older names for the id.
    fileprivate init(_ fields: RequestFields, from caller: Caller) throws(APIError) {
        let most = 100
        switch caller {
        case .page:
            externalID = try fields.requiredText("customerExternalId", most: most, least: 1)
        case .server:
            var found: String?
            for name in ["customerExternalId", "externalId", "customerId"] where found == nil {
                found = try fields.text(name).nonEmpty
            }
            guard let found else { throw APIError(.badRequest, "customerExternalId is required") }
            externalID = found
        }
        name = try fields.text("customerName", most: most)
        email = try fields.email("customerEmail", most: most)
        avatar = try fields.text("customerAvatar")
    }
}
