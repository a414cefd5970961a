public import JSON

extension AnswerForm {
    /// The answer to a lead (`dub-api.md`, 11.3).
    public func answer(_ lead: LeadAnswer) -> JSONValue {
        let customer = lead.customer
        return [
            "click": ["id": .string(lead.clickID)], "link": lead.link.map(brief) ?? .null,
            "customer": [
                "name": .optional(customer?.name), "email": .optional(customer?.email),
                "avatar": .optional(customer?.avatar), "externalId": .optional(customer?.externalID),
            ],
        ]
    }

    /// The answer to a sale (`dub-api.md`, 12.3).
    public func answer(_ sale: SaleAnswer) -> JSONValue {
        let buyer = sale.buyer.map { buyer -> JSONValue in
            [
                "id": .string(buyer.id), "name": .optional(buyer.name), "email": .optional(buyer.email),
                "avatar": .optional(buyer.avatar), "externalId": .string(buyer.externalID),
            ]
        }
        let deal = sale.deal.map { deal -> JSONValue in
            [
                "amount": .integer(deal.price.amount), "currency": .string(deal.price.currency),
                "paymentProcessor": .string(deal.paymentProcessor), "invoiceId": .optional(deal.invoiceID),
                "metadata": JSONValue(stored: deal.metadata),
            ]
        }
        return ["eventName": .string(sale.eventName), "customer": buyer ?? .null, "sale": deal ?? .null]
    }

    /// A customer (`dub-api.md`, 16.1).
    public func json(_ customer: Customer) -> JSONObject {
        [
            "id": .string(customer.id), "externalId": .string(customer.externalID),
            "name": .string(customer.name.nonEmpty ?? customer.email.nonEmpty ?? customer.externalID),
            "email": .optional(customer.email), "avatar": .optional(customer.avatar),
            "stripeCustomerId": .optional(customer.stripeCustomerID), "country": .optional(customer.country),
            "sales": .integer(customer.sales), "saleAmount": .integer(customer.saleAmount),
            "createdAt": .time(customer.createdAt), "firstSaleAt": .time(customer.firstSaleAt),
            "subscriptionCanceledAt": .time(customer.subscriptionCanceledAt),
        ]
    }
}

extension JSONValue {
    /// JSON text as it was stored; null for none.
    init(stored text: String?) {
        self = text.flatMap { try? JSONValue(json: $0.utf8) } ?? .null
    }
}
