extension Planter {
    mutating func plant(
        _ customer: Customer, _ fields: RequestFields, in store: inout some LinkTransaction & CustomerTransaction
    ) throws {
        var customer = customer
        try checkFree(customer.id, try store.customer(id: customer.id) != nil)
        try CustomerRules(now: now, ids: ids).checkFree(customer.externalID, in: store)
        customer.linkID = try customer.linkID.map { try linkID($0, in: store) }
        if customer.sales != 0 || customer.saleAmount != 0 || customer.firstSaleAt != nil {
            counted.insert(customer.id)
        }
        if !fields.has("linkId") { unattributed.insert(customer.id) }
        try store.insert(customer)
    }

    /// A click that says nothing of an address went where its link leads.
    func plant(_ click: Click, _ fields: RequestFields, in store: inout some LinkTransaction) throws {
        var click = click
        click.linkID = try linkID(click.linkID, in: store)
        try checkFree(click.id, try store.click(id: click.id) != nil)
        let link = try store.link(id: click.linkID)
        if let link, !fields.has("url") {
            click.url =
                Destination(
                    target: link.url, clickID: link.needsClickID ? click.id : nil, request: [],
                    partnerKey: link.isOfPartner ? link.key.text : nil
                ).location
        }
        try store.insert(click)
        guard let link else { return }
        try count(Link.Counters(clicks: 1, lastClicked: click.timestamp), of: link.id, in: &store)
        let visitor = VisitorIdentity(address: click.address, userAgent: click.userAgent)
        try remember(
            .visit(domain: link.domain, key: link.key, visitor: visitor),
            Memory(click.id, until: click.timestamp + MemoryKey.visitMemory), in: &store)
    }

    /// A lead that says nothing of a click goes back to the one that brought the customer.
    mutating func plant(
        _ lead: Lead, _ fields: RequestFields, in store: inout some LinkTransaction & CustomerTransaction
    ) throws {
        var lead = lead
        let customer = try customer(lead.customerID, in: store)
        lead.customerID = customer?.id ?? lead.customerID
        if !fields.has("clickId") { lead.clickID = try known(customer?.clickID, "clickId", fields) }
        let click = try store.click(id: lead.clickID)
        lead.linkID =
            fields.has("linkId")
            ? try linkID(lead.linkID, in: store) : try known(click?.linkID ?? customer?.linkID, "linkId", fields)
        try store.insert(lead)
        try count(Link.Counters(leads: 1), of: lead.linkID, in: &store)
        guard let customer else { return }
        if let click, unattributed.remove(customer.id) != nil {
            try store.update(customer: customer.id) {
                ($0.linkID, $0.clickID, $0.clickedAt) = (click.linkID, click.id, click.timestamp)
                $0.country = $0.country ?? click.place.country
            }
        }
        try remember(
            .lead(workspace: workspace.id, customer: customer.externalID, eventName: lead.eventName),
            Memory(until: lead.timestamp + MemoryKey.conversionMemory), in: &store)
    }

    /// A sale that says nothing of a click or a link has those of the customer's latest lead.
    func plant(
        _ sale: Sale, _ fields: RequestFields, in store: inout some LinkTransaction & CustomerTransaction
    ) throws {
        var sale = sale
        let customer = try customer(sale.customerID, in: store)
        sale.customerID = customer?.id ?? sale.customerID
        let lead = try customer.flatMap { try store.latestLead(of: $0.id, named: nil) }
        if !fields.has("clickId") { sale.clickID = try known(lead?.clickID ?? customer?.clickID, "clickId", fields) }
        sale.linkID =
            fields.has("linkId")
            ? try linkID(sale.linkID, in: store)
            : try known(store.click(id: sale.clickID)?.linkID ?? lead?.linkID, "linkId", fields)
        if let customer, !fields.has("saleType") {
            sale.isFirst = customer.sales == 0 || customer.linkID != sale.linkID
        }
        try store.insert(sale)
        try count(Link.Counters(of: sale), of: sale.linkID, in: &store)
        guard let customer else { return }
        if !counted.contains(customer.id) { try store.update(customer: customer.id) { $0.count(sale) } }
        guard let invoice = sale.invoiceID else { return }
        try remember(
            .invoice(workspace: workspace.id, id: invoice),
            Memory(try SaleAnswer(to: sale, of: customer).kept, until: sale.timestamp + MemoryKey.conversionMemory),
            in: &store)
    }

    private func count(
        _ counts: Link.Counters, of linkID: String, in store: inout some AttributionTransaction
    ) throws {
        if !counted.contains(linkID) { try store.add(counts, to: linkID) }
    }

    /// Remembers what still counts, unless something is remembered that counts for longer.
    private func remember(
        _ key: MemoryKey, _ memory: Memory, in store: inout some AttributionTransaction
    ) throws {
        guard memory.until > now, try store.recall(key).map({ $0.until < memory.until }) ?? true else { return }
        try store.remember(key, memory)
    }

    /// The id of a link that is named; an id stays as it is, for events outlive their link.
    private func linkID(_ text: String, in store: some LinkTransaction) throws -> String {
        guard text.hasPrefix("ext_") else { return text }
        let link = try store.link(externalID: text.withoutExternalPrefix, workspaceID: workspace.id)
        guard let link else { throw APIError(.notFound, "linkId: no link has the external id of \(text).") }
        return link.id
    }

    /// The customer who is named; nil for an id that nobody has any more.
    private func customer(_ text: String, in store: some CustomerTransaction) throws -> Customer? {
        guard text.hasPrefix("ext_") else { return try store.customer(id: text) }
        guard let customer = try store.customer(externalID: text.withoutExternalPrefix) else {
            throw APIError(.notFound, "customerId: no customer has the external id of \(text).")
        }
        return customer
    }

    private func known(_ text: String?, _ name: String, _ fields: RequestFields) throws(APIError) -> String {
        guard let text else { throw fields.absent(name, "string") }
        return text
    }
}
