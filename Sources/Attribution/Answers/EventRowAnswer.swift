public import JSON

extension AnswerForm {
    /// A row of `/events` (`dub-api.md`, 14.2 and 14.4); nil for an event whose link was deleted.
    public func eventRow(_ row: EventRow) -> JSONObject? {
        row.link.map { eventRow(row, on: $0, shown: json($0, withTags: false)) }
    }

    /// Rows of `/events`, without those whose link was deleted; most have one of a few links.
    func eventRows(_ rows: [EventRow]) -> [JSONObject] {
        var shown: [String: JSONObject] = [:]
        return rows.compactMap { row in
            guard let link = row.link else { return nil }
            let object = shown[link.id] ?? json(link, withTags: false)
            shown[link.id] = object
            return eventRow(row, on: link, shown: object)
        }
    }

    private func eventRow(_ row: EventRow, on link: Link, shown: JSONObject) -> JSONObject {
        let click = ClickView(row.click)
        var object: JSONObject
        switch row.event {
        case .click: object = head("click", at: row.click.timestamp)
        case .lead(let lead):
            object = head("lead", at: lead.timestamp)
            object.merge(["eventId": .string(lead.id), "eventName": .string(lead.eventName)])
            object["metadata"] = metadata(lead.metadata)
        case .sale(let sale):
            object = head("sale", at: sale.timestamp)
            object.merge(["eventId": .string(sale.id), "eventName": .string(sale.eventName), "sale": deal(sale)])
            object["metadata"] = metadata(sale.metadata)
        }
        object.merge([
            // In the rows of leads and sales it is their time, as upstream has it.
            "click": click.json(for: .eventRow, at: row.timestamp),
            "link": .object(shown),
        ])
        if let id = row.customerID { object["customer"] = customer(row.customer, id: id) }
        if case .sale(let sale) = row.event {
            object.merge([
                "saleAmount": .integer(sale.price.amount), "invoice_id": .string(sale.invoiceID ?? ""),
                "payment_processor": .string(sale.paymentProcessor),
            ])
        }
        object.merge(copies(of: click, on: link))
        return object
    }

    private func head(_ name: String, at time: Timestamp) -> JSONObject {
        ["event": .string(name), "timestamp": .string(time.text)]
    }

    private func metadata(_ text: String?) -> JSONValue? {
        let value = JSONValue(stored: text)
        return value.isNull ? .none : value
    }

    /// Amounts that could not be converted are in dollars here too.
    private func deal(_ sale: Sale) -> JSONValue {
        [
            "amount": .integer(sale.price.amount), "invoiceId": .string(sale.invoiceID ?? ""),
            "paymentProcessor": .string(sale.paymentProcessor), "currency": "usd",
        ]
    }

    /// A customer without their sales; in place of one who was deleted, somebody of that id.
    private func customer(_ customer: Customer?, id: String) -> JSONValue {
        var shown = customer ?? Customer(id: id, externalID: id, createdAt: Timestamp(milliseconds: 0))
        if customer == nil { (shown.name, shown.email) = ("Deleted Customer", "deleted@customer.com") }
        let all = json(shown)
        var object = JSONObject(["id", "externalId", "name", "email", "avatar"].map { ($0, all[$0] ?? .null) })
        object.merge([
            "email": .string(shown.email ?? ""), "country": .string(shown.country ?? ""),
            "createdAt": .time(shown.createdAt),
        ])
        return .object(object)
    }

    /// What older clients look for beside the click and the link.
    private func copies(of view: ClickView, on link: Link) -> JSONObject {
        let click = view.click
        return [
            "click_id": .string(click.id), "link_id": .string(link.id), "domain": .string(link.domain),
            "key": .string(link.key.text), "url": .string(click.url), "continent": .string(click.place.continent),
            "country": .string(click.place.country), "city": .string(click.place.city),
            "device": .string(view.agent.device), "browser": .string(view.agent.browser),
            "os": .string(view.agent.os), "qr": .integer(click.trigger == .qr ? 1 : 0), "ip": .string(click.address),
        ]
    }
}

extension EventRow {
    /// When the event was: of leads and sales their own time.
    var timestamp: Timestamp {
        switch event {
        case .click: click.timestamp
        case .lead(let lead): lead.timestamp
        case .sale(let sale): sale.timestamp
        }
    }

    /// Whose it is, also if there is nobody of that id any more.
    fileprivate var customerID: String? {
        switch event {
        case .click: nil
        case .lead(let lead): lead.customerID
        case .sale(let sale): sale.customerID
        }
    }
}
