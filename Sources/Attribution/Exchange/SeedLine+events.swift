extension Customer {
    /// A customer's line.
    ///
    /// One without a name is called by their mail address, or somehow; null is for one who has none.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        func text(_ name: String) throws(APIError) -> String? { try fields.text(name).nonEmpty }
        let stamp = try defaults.stamp("cus_", fields)
        self.init(
            id: stamp.id,
            externalID: try fields.requiredText("externalId", least: 1, missing: "externalId is required"),
            createdAt: stamp.createdAt)
        email = try fields.email("email", most: 100).nonEmpty
        name = try fields.has("name") ? text("name") : email ?? defaults.ids.personName()
        avatar = try text("avatar")
        stripeCustomerID = try text("stripeCustomerId")
        country = try fields.verbatim("country")
        linkID = try text("linkId")
        clickID = try text("clickId")
        clickedAt = try fields.time("clickedAt")
        sales = try fields.integer("sales", from: 0) ?? 0
        saleAmount = try fields.integer("saleAmount", from: 0) ?? 0
        firstSaleAt = try fields.time("firstSaleAt")
        subscriptionCanceledAt = try fields.time("subscriptionCanceledAt")
    }
}

extension Click {
    /// A click's line; its URL is empty where the line leaves it out.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        guard let linkID = try fields.verbatim("linkId") else { throw fields.absent("linkId", "string") }
        let (id, timestamp) = try defaults.event(fields)
        self.init(
            id: id, timestamp: timestamp, linkID: linkID, url: try fields.verbatim("url") ?? "",
            place: try Place(fields), address: try fields.verbatim("ip") ?? "",
            userAgent: try fields.verbatim("ua") ?? "", refererURL: try fields.verbatim("refererUrl") ?? "(direct)")
        trigger = try fields.choice("trigger", of: Trigger.allCases.map(\.rawValue)).flatMap(Trigger.init) ?? .link
    }
}

extension Click.Place {
    /// The usual place where a line says nothing, and otherwise what it says (`dub-api.md`, 6.3).
    fileprivate init(_ fields: RequestFields) throws(APIError) {
        guard ["continent", "country", "region", "city"].contains(where: fields.has) else {
            self = .usual
            return
        }
        self.init(
            continent: try fields.verbatim("continent") ?? "", country: try fields.verbatim("country") ?? "Unknown",
            region: try fields.verbatim("region") ?? "Unknown", city: try fields.verbatim("city") ?? "Unknown")
    }
}

extension Lead {
    /// A lead's line; its click and its link are empty where the line leaves them out.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let (id, timestamp) = try defaults.event(fields)
        self.init(
            id: id,
            eventName: try fields.requiredText("eventName", most: 255, least: 1, short: "eventName is required"),
            customerID: try fields.requiredText("customerId", least: 1),
            clickID: try fields.verbatim("clickId") ?? "", linkID: try fields.verbatim("linkId") ?? "",
            metadata: try fields.metadata(), timestamp: timestamp)
    }
}

extension Sale {
    /// A sale's line; its click and its link are empty where the line leaves them out, and it is no first one.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let (id, timestamp) = try defaults.event(fields)
        guard let amount = try fields.integer("amount", from: 0, tooSmall: "amount cannot be negative") else {
            throw fields.absent("amount", "number", "amount is required")
        }
        let types = EventFilter.SaleType.allCases.map(\.rawValue)
        self.init(
            id: id, eventName: try fields.text("eventName", most: 255).nonEmpty ?? "Purchase",
            customerID: try fields.requiredText("customerId", least: 1),
            clickID: try fields.verbatim("clickId") ?? "", linkID: try fields.verbatim("linkId") ?? "",
            price: Money(amount, try fields.text("currency").nonEmpty ?? "usd"),
            paymentProcessor: try fields.text("paymentProcessor").nonEmpty ?? "custom",
            invoiceID: try fields.text("invoiceId").nonEmpty, metadata: try fields.metadata(),
            isFirst: try fields.choice("saleType", of: types) == EventFilter.SaleType.new.rawValue,
            timestamp: timestamp)
    }
}
