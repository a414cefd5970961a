public import JSON

/// What a mapping of the destination does with an event (`segment.md`, 4.2).
public enum DestinationAction: String, Sendable, Hashable, CaseIterable {
    case trackLead, trackSale

    /// What Segment's pages call it.
    public var title: String {
        switch self {
        case .trackLead: "Track a Lead"
        case .trackSale: "Track a Sale"
        }
    }

    /// The path of the request, without the host.
    public var path: String {
        switch self {
        case .trackLead: "/track/lead"
        case .trackSale: "/track/sale"
        }
    }

    /// The trigger of a new mapping.
    public var defaultTrigger: String {
        switch self {
        case .trackLead: #"type = "track" and event = "Sign Up""#
        case .trackSale: #"type = "track" and event = "Order Completed""#
        }
    }

    /// The fields in the order of Segment's form, in which problems are reported as well.
    public var fields: [DestinationField] {
        switch self {
        case .trackLead: Self.leadFields
        case .trackSale: Self.saleFields
        }
    }

    /// The mapping of a new subscription, an object.
    ///
    /// Payment Processor, which a sale needs, is not in it.
    public var defaultMapping: JSONValue {
        switch self {
        case .trackLead: Self.leadMapping
        case .trackSale: Self.saleMapping
        }
    }

    /// The field of a name, if the action has one.
    public func field(_ name: String) -> DestinationField? {
        fields.first { $0.name == name }
    }

    private static let leadFields = [
        DestinationField("clickId", "Click ID", isRequired: true),
        DestinationField("eventName", "Event Name", isRequired: true),
        DestinationField("externalId", "External ID", isRequired: true),
        DestinationField("eventQuantity", "Event Quantity", .number),
        DestinationField("customerName", "Customer Name"),
        DestinationField("customerEmail", "Customer Email", isEmail: true),
        DestinationField("customerAvatar", "Customer Avatar"),
        DestinationField("metadata", "Metadata", .object),
    ]

    private static let saleFields = [
        DestinationField("externalId", "External ID", isRequired: true),
        DestinationField("amount", "Amount", .number, isRequired: true),
        DestinationField("paymentProcessor", "Payment Processor", isRequired: true),
        DestinationField("eventName", "Event Name"),
        DestinationField("leadEventName", "Lead Event Name"),
        DestinationField("invoiceId", "Invoice ID"),
        DestinationField("currency", "Currency"),
        DestinationField("metadata", "Metadata", .object),
    ]

    private static let leadMapping: JSONValue = [
        "clickId": path("$.integrations.\(DubDestination.key).dub_id"),
        "eventName": path("$.event"),
        "externalId": path("$.userId"),
        "eventQuantity": path("$.properties.quantity"),
        "customerName": traitOrProperty("name"),
        "customerEmail": traitOrProperty("email"),
        "customerAvatar": traitOrProperty("avatar"),
        "metadata": path("$.properties"),
    ]

    private static let saleMapping: JSONValue = [
        "externalId": path("$.userId"),
        "amount": path("$.properties.revenue"),
        "eventName": path("$.event"),
        "invoiceId": path("$.properties.order_id"),
        "currency": path("$.properties.currency"),
        "metadata": path("$.properties.products"),
    ]

    private static func path(_ text: String) -> JSONValue {
        ["@path": .string(text)]
    }

    private static func traitOrProperty(_ name: String) -> JSONValue {
        let trait = path("$.context.traits.\(name)")
        return ["@if": ["exists": trait, "then": trait, "else": path("$.properties.\(name)")]]
    }
}
