import JSON

/// What a webhook is told: the event, with everything that it shows (`dub-api.md`, 17.2).
public enum WebhookPayload: Sendable, Hashable {
    /// A click, and its link as it is with the click.
    case linkClicked(Click, Link)
    /// A lead, and its link as it is with the lead.
    case leadCreated(Lead, Customer, Click, Link)
    /// A sale, the customer as they were before it, and its link as it is with the sale.
    case saleCreated(Sale, Customer, Click, Link)
    /// A link that is new.
    case linkCreated(Link)
    /// A link as it is after a change.
    case linkUpdated(Link)
    /// A link as it was.
    case linkDeleted(Link)

    /// What happened.
    public var event: WebhookEvent {
        switch self {
        case .linkClicked: .linkClicked
        case .leadCreated: .leadCreated
        case .saleCreated: .saleCreated
        case .linkCreated: .linkCreated
        case .linkUpdated: .linkUpdated
        case .linkDeleted: .linkDeleted
        }
    }

    /// The link that it happened to.
    public var link: Link {
        switch self {
        case .linkClicked(_, let link), .leadCreated(_, _, _, let link), .saleCreated(_, _, _, let link),
            .linkCreated(let link), .linkUpdated(let link), .linkDeleted(let link):
            link
        }
    }
}

extension AnswerForm {
    /// The body of a delivery as text (`dub-api.md`, 17.1); this very text must be signed and sent.
    ///
    /// - Parameters:
    ///   - id: `evt_` and 25 letters and digits.
    ///   - time: when the event is told.
    public func body(of payload: WebhookPayload, id: String, at time: Timestamp) -> String {
        let body: JSONValue = [
            "id": .string(id), "event": .string(payload.event.rawValue), "createdAt": .string(time.text),
            "data": .object(data(of: payload)),
        ]
        return body.compact
    }

    private func data(of payload: WebhookPayload) -> JSONObject {
        switch payload {
        case .linkClicked(let click, let link): source(click, link)
        case .leadCreated(let lead, let customer, let click, let link):
            conversion(lead.eventName, customer, click, link, ["metadata": JSONValue(stored: lead.metadata)])
        case .saleCreated(let sale, let customer, let click, let link):
            conversion(
                sale.eventName, customer, click, link,
                ["sale": deal(of: sale), "metadata": JSONValue(stored: sale.metadata)])
        case .linkCreated(let link), .linkUpdated(let link), .linkDeleted(let link): json(link)
        }
    }

    private func conversion(
        _ name: String, _ customer: Customer, _ click: Click, _ link: Link, _ rest: JSONObject
    ) -> JSONObject {
        var customer = json(customer)
        customer["country"] = .none
        var object: JSONObject = ["eventName": .string(name), "customer": .object(customer)]
        object.merge(source(click, link))
        object.merge(rest)
        return object
    }

    /// The click has its own time, also where it is shown with a lead or a sale.
    private func source(_ click: Click, _ link: Link) -> JSONObject {
        ["click": ClickView(click).json(for: .webhook, at: click.timestamp), "link": .object(json(link))]
    }

    private func deal(of sale: Sale) -> JSONValue {
        [
            "amount": .integer(sale.price.amount), "currency": .string(sale.price.currency),
            "paymentProcessor": .string(sale.paymentProcessor), "invoiceId": .optional(sale.invoiceID),
        ]
    }
}
