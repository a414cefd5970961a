import JSON

/// What a line says of a link beside what a request can say.
struct LinkState {
    /// Its id, and its times.
    var stamp: Stamp
    /// When it was switched off.
    var disabledAt: Timestamp?
    /// What is counted of it.
    var counters: Link.Counters

    /// What a line says.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        stamp = try defaults.stamp("link_", fields)
        disabledAt = try fields.time("disabledAt")
        counters = try Link.Counters(fields)
    }

    /// Takes it over into a link.
    func apply(to link: inout Link) {
        link.id = stamp.id
        link.createdAt = stamp.createdAt
        link.updatedAt = stamp.updatedAt
        link.disabledAt = disabledAt
        link.counters = counters
    }
}

extension Link.Counters {
    fileprivate init(_ fields: RequestFields) throws(APIError) {
        func count(_ name: String) throws(APIError) -> Int { try fields.integer(name, from: 0) ?? 0 }
        self.init(
            clicks: try count("clicks"), leads: try count("leads"), conversions: try count("conversions"),
            sales: try count("sales"), saleAmount: try count("saleAmount"),
            lastClicked: try fields.time("lastClicked"))
    }
}

extension Link {
    private static let whole = ["id", "domain", "key", "url", "clicks", "createdAt", "updatedAt"]
    /// What a request reads in another way than it is kept: a key is checked, an external id is cut.
    private static let changing = ["key", "externalId"] + CampaignTags.names

    /// Whether a line is of a link as it was kept, which is no request any more: it is taken over as it is.
    static func isWhole(_ fields: RequestFields) -> Bool {
        whole.allSatisfy(fields.has) && !fields.has("tagNames")
    }

    /// The line of a link as it was kept.
    init(_ fields: RequestFields, _ defaults: SeedDefaults) throws(APIError) {
        let request = try LinkRequest(url: fields.requiredText("url"), rest: fields.without(Self.changing))
        guard let domain = request.domain?.lowercased() else {
            throw fields.absent("domain", "string", "domain is required.")
        }
        guard let key = try fields.verbatim("key") else { throw fields.absent("key", "string") }
        let state = try LinkState(fields, defaults)
        self.init(
            id: state.stamp.id, domain: domain, key: LinkKey(stored: key), url: request.url,
            workspaceID: defaults.workspace.id, createdAt: state.stamp.createdAt)
        request.apply(Set(LinkField.allCases), to: &self)
        state.apply(to: &self)
        externalID = try fields.verbatim("externalId")
        folderID = request.folderID
        expiresAt = try request.expiry()
        if case .ids(let ids) = request.labels { tagIDs = ids }
    }
}

extension RequestFields {
    /// A text with the white space around it.
    func verbatim(_ name: String) throws(APIError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.string else { throw absent(name, "string") }
        return text
    }
}
