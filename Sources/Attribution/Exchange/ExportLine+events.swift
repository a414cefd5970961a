import JSON

extension Customer {
    /// Its fields, also those that are null: a hand-written line that leaves a name or a link out means something else.
    var exported: JSONObject {
        [
            "id": .string(id), "externalId": .string(externalID), "name": .optional(name), "email": .optional(email),
            "avatar": .optional(avatar), "stripeCustomerId": .optional(stripeCustomerID),
            "country": .optional(country), "linkId": .optional(linkID), "clickId": .optional(clickID),
            "clickedAt": .time(clickedAt), "sales": .integer(sales), "saleAmount": .integer(saleAmount),
            "firstSaleAt": .time(firstSaleAt), "subscriptionCanceledAt": .time(subscriptionCanceledAt),
            "createdAt": .time(createdAt),
        ]
    }
}

extension Click {
    /// Its fields but for what the user agent and the link say.
    var exported: JSONObject {
        [
            "id": .string(id), "timestamp": .time(timestamp), "linkId": .string(linkID), "url": .string(url),
            "trigger": .string(trigger.rawValue), "continent": .string(place.continent),
            "country": .string(place.country), "region": .string(place.region), "city": .string(place.city),
            "ip": .string(address), "ua": .string(userAgent), "refererUrl": .string(refererURL),
        ]
    }
}

extension Lead {
    /// Its fields.
    var exported: JSONObject {
        let object: JSONObject = [
            "id": .string(id), "timestamp": .time(timestamp), "eventName": .string(eventName),
            "customerId": .string(customerID), "clickId": .string(clickID), "linkId": .string(linkID),
            "metadata": JSONValue(stored: metadata),
        ]
        return object.withoutNulls
    }
}

extension Sale {
    /// Its fields.
    var exported: JSONObject {
        let object: JSONObject = [
            "id": .string(id), "timestamp": .time(timestamp), "eventName": .string(eventName),
            "customerId": .string(customerID), "clickId": .string(clickID), "linkId": .string(linkID),
            "amount": .integer(price.amount), "currency": .string(price.currency),
            "paymentProcessor": .string(paymentProcessor), "invoiceId": .optional(invoiceID),
            "saleType": .string(type.rawValue), "metadata": JSONValue(stored: metadata),
        ]
        return object.withoutNulls
    }

    private var type: EventFilter.SaleType { isFirst ? .new : .recurring }
}
