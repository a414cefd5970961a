import Attribution
import GRDB

// How each value is kept: times as milliseconds, truth as 0 and 1.

extension Link {
    init(row: Row) throws {
        self.init(
            id: row["id"], domain: row["domain"], key: LinkKey(stored: row["key"]), url: row["url"],
            workspaceID: row["workspaceID"], createdAt: Timestamp(milliseconds: row["createdAt"]))
        tracksConversions = row["tracksConversions"]
        isArchived = row["isArchived"]
        isIndexed = row["isIndexed"]
        externalID = row["externalID"]
        tenantID = row["tenantID"]
        expiresAt = row.time("expiresAt")
        expiredURL = row["expiredURL"]
        disabledAt = row.time("disabledAt")
        password = row["password"]
        comments = row["comments"]
        counters.clicks = row["clicks"]
        counters.leads = row["leads"]
        counters.conversions = row["conversions"]
        counters.sales = row["sales"]
        counters.saleAmount = row["saleAmount"]
        counters.lastClicked = row.time("lastClicked")
        updatedAt = Timestamp(milliseconds: row["updatedAt"])
    }

    var arguments: StatementArguments {
        let own: StatementArguments = [
            "workspaceID": workspaceID, "domain": domain, "key": key.text, "foldedKey": key.folded, "url": url,
            "tracksConversions": tracksConversions, "isArchived": isArchived, "isIndexed": isIndexed,
            "externalID": externalID, "tenantID": tenantID, "expiresAt": expiresAt?.milliseconds,
            "expiredURL": expiredURL, "disabledAt": disabledAt?.milliseconds, "password": password,
            "comments": comments, "createdAt": createdAt.milliseconds, "updatedAt": updatedAt.milliseconds,
        ]
        return own &+ counterArguments
    }

    var counterArguments: StatementArguments {
        [
            "id": id, "clicks": counters.clicks, "leads": counters.leads, "conversions": counters.conversions,
            "sales": counters.sales, "saleAmount": counters.saleAmount,
            "lastClicked": counters.lastClicked?.milliseconds,
        ]
    }
}

extension Click {
    init(row: Row) throws {
        self.init(
            id: row["id"], timestamp: Timestamp(milliseconds: row["timestamp"]), linkID: row["linkID"], url: row["url"],
            trigger: Trigger(rawValue: row["trigger"]) ?? .link,
            place: Place(
                continent: row["continent"], country: row["country"], region: row["region"], city: row["city"]),
            address: row["address"], userAgent: row["userAgent"], refererURL: row["refererURL"])
    }

    var arguments: StatementArguments {
        [
            "id": id, "timestamp": timestamp.milliseconds, "linkID": linkID, "url": url, "trigger": trigger.rawValue,
            "continent": place.continent, "country": place.country, "region": place.region, "city": place.city,
            "address": address, "userAgent": userAgent, "refererURL": refererURL,
        ]
    }
}

extension Customer {
    init(row: Row) throws {
        self.init(
            id: row["id"], externalID: row["externalID"], createdAt: Timestamp(milliseconds: row["createdAt"]))
        name = row["name"]
        email = row["email"]
        avatar = row["avatar"]
        stripeCustomerID = row["stripeCustomerID"]
        country = row["country"]
        linkID = row["linkID"]
        clickID = row["clickID"]
        clickedAt = row.time("clickedAt")
        sales = row["sales"]
        saleAmount = row["saleAmount"]
        firstSaleAt = row.time("firstSaleAt")
        subscriptionCanceledAt = row.time("subscriptionCanceledAt")
    }

    var arguments: StatementArguments {
        [
            "id": id, "externalID": externalID, "name": name, "email": email, "avatar": avatar,
            "stripeCustomerID": stripeCustomerID, "country": country, "linkID": linkID, "clickID": clickID,
            "clickedAt": clickedAt?.milliseconds, "sales": sales, "saleAmount": saleAmount,
            "firstSaleAt": firstSaleAt?.milliseconds,
            "subscriptionCanceledAt": subscriptionCanceledAt?.milliseconds, "createdAt": createdAt.milliseconds,
        ]
    }
}

extension Lead {
    init(row: Row) throws {
        self.init(
            id: row["id"], eventName: row["eventName"], customerID: row["customerID"], clickID: row["clickID"],
            linkID: row["linkID"], metadata: row["metadata"], timestamp: Timestamp(milliseconds: row["timestamp"]))
    }

    var arguments: StatementArguments {
        [
            "id": id, "eventName": eventName, "customerID": customerID, "clickID": clickID, "linkID": linkID,
            "metadata": metadata, "timestamp": timestamp.milliseconds,
        ]
    }
}

extension Sale {
    var arguments: StatementArguments {
        [
            "id": id, "eventName": eventName, "customerID": customerID, "clickID": clickID, "linkID": linkID,
            "amount": price.amount, "currency": price.currency, "paymentProcessor": paymentProcessor,
            "invoiceID": invoiceID, "metadata": metadata, "isFirst": isFirst, "timestamp": timestamp.milliseconds,
        ]
    }
}

extension Row {
    fileprivate func time(_ column: String) -> Timestamp? {
        (self[column] as Int64?).map { Timestamp(milliseconds: $0) }
    }
}
