import Attribution

// How each value is kept: times as milliseconds, truth as 0 and 1.

extension Link {
    init(row: Columns) throws {
        self.init(
            id: row[LinkColumn.id], domain: row[LinkColumn.domain], key: LinkKey(stored: row[LinkColumn.key]),
            url: row[LinkColumn.url], workspaceID: row[LinkColumn.workspaceID],
            createdAt: Timestamp(milliseconds: row[LinkColumn.createdAt]))
        tracksConversions = row[LinkColumn.tracksConversions]
        isArchived = row[LinkColumn.isArchived]
        isIndexed = row[LinkColumn.isIndexed]
        externalID = row[LinkColumn.externalID]
        tenantID = row[LinkColumn.tenantID]
        folderID = row[LinkColumn.folderID]
        expiresAt = row.time(LinkColumn.expiresAt)
        expiredURL = row[LinkColumn.expiredURL]
        disabledAt = row.time(LinkColumn.disabledAt)
        password = row[LinkColumn.password]
        comments = row[LinkColumn.comments]
        if let text = row[LinkColumn.tagIDs] as String? { tagIDs = try JSONText.read(text) }
        if let text = row[LinkColumn.extras] as String? { extras = try JSONText.read(text) }
        counters.clicks = row[LinkColumn.clicks]
        counters.leads = row[LinkColumn.leads]
        counters.conversions = row[LinkColumn.conversions]
        counters.sales = row[LinkColumn.sales]
        counters.saleAmount = row[LinkColumn.saleAmount]
        counters.lastClicked = row.time(LinkColumn.lastClicked)
        updatedAt = Timestamp(milliseconds: row[LinkColumn.updatedAt])
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        get throws {
            [
                id, workspaceID, domain, key.text, key.folded, url, tracksConversions, isArchived, isIndexed,
                externalID, tenantID, folderID, expiresAt?.milliseconds, expiredURL, disabledAt?.milliseconds,
                password, comments, tagIDs.isEmpty ? nil as String? : try JSONText.of(tagIDs),
                extras == Extras() ? nil as String? : try JSONText.of(extras), counters.clicks, counters.leads,
                counters.conversions, counters.sales, counters.saleAmount, counters.lastClicked?.milliseconds,
                createdAt.milliseconds, updatedAt.milliseconds,
            ]
        }
    }
}

extension Click {
    /// A row of ``Queries/clicks``.
    init(row: Columns) throws {
        let id: String = row[1]
        self.init(
            id: id, timestamp: Moment(key: row[0]).time, linkID: row[2] ?? "",
            url: ClickColumn.url(row[6], ofClick: id), trigger: Trigger(rawValue: row[8]) ?? .link,
            place: Place(continent: row[9], country: row[10], region: row[11], city: row[12]), address: row[3],
            userAgent: row[4], refererURL: row[5] ?? row[7])
    }
}

extension Customer {
    init(row: Columns) throws {
        self.init(
            id: row[CustomerColumn.id], externalID: row[CustomerColumn.externalID],
            createdAt: Timestamp(milliseconds: row[CustomerColumn.createdAt]))
        name = row[CustomerColumn.name]
        email = row[CustomerColumn.email]
        avatar = row[CustomerColumn.avatar]
        stripeCustomerID = row[CustomerColumn.stripeCustomerID]
        country = row[CustomerColumn.country]
        linkID = row[CustomerColumn.linkID]
        clickID = row[CustomerColumn.clickID]
        clickedAt = row.time(CustomerColumn.clickedAt)
        sales = row[CustomerColumn.sales]
        saleAmount = row[CustomerColumn.saleAmount]
        firstSaleAt = row.time(CustomerColumn.firstSaleAt)
        subscriptionCanceledAt = row.time(CustomerColumn.subscriptionCanceledAt)
    }

    /// The values of its columns, in their order.
    var arguments: [any Argument] {
        [
            id, externalID, name, email, avatar, stripeCustomerID, country, linkID, clickID, clickedAt?.milliseconds,
            sales, saleAmount, firstSaleAt?.milliseconds, subscriptionCanceledAt?.milliseconds, createdAt.milliseconds,
        ]
    }
}

extension Lead {
    /// A row of ``Queries/leads``.
    init(row: Columns) throws {
        self.init(
            id: row[1], eventName: row[5], customerID: row[4], clickID: row[2] ?? "", linkID: row[3] ?? "",
            metadata: row[6], timestamp: Moment(key: row[0]).time)
    }
}

extension Sale {
    /// A row of ``Queries/sales``.
    init(row: Columns) throws {
        self.init(
            id: row[1], eventName: row[5], customerID: row[4], clickID: row[2] ?? "", linkID: row[3] ?? "",
            price: Money(row[7], row[8]), paymentProcessor: row[9], invoiceID: row[10], metadata: row[6],
            isFirst: row[11], timestamp: Moment(key: row[0]).time)
    }
}

extension Columns {
    func time(_ column: some ColumnList) -> Timestamp? {
        (self[column] as Int64?).map { Timestamp(milliseconds: $0) }
    }
}
