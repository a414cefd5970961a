/// The link that a query names, or several by their ids (`dub-api.md`, 8.4 and 15.3).
public enum LinkChoice: Sendable, Hashable {
    /// By their ids, or all others.
    case ids(ValueFilter)
    /// By the id in the user's own system, as written: with `ext_`.
    case externalID(String)
    /// By the domain and the key on it.
    case place(domain: String, key: String)

    /// What a query names: ids before an external id, and that before a domain and key; nil for none.
    ///
    /// - Throws: 422 for what is no text.
    init?(_ fields: RequestFields) throws(APIError) {
        if let ids = ValueFilter(list: try fields.text("linkId")) {
            self = .ids(ids)
        } else if let id = try fields.text("externalId").nonEmpty {
            self = .externalID(id)
        } else if let domain = try fields.text("domain").nonEmpty, let key = try fields.text("key").nonEmpty {
            self = .place(domain: domain.lowercased(), key: key)
        } else {
            return nil
        }
    }

    /// The links' ids.
    ///
    /// - Parameter workspaceID: the workspace that a single link must belong to.
    /// - Throws: ``APIError`` 404 for a single link that does not exist, 400 for an external id without `ext_`, 401 for
    ///   a link of another workspace; what the store throws.
    func ids(in store: some AnalyticsTransaction, of workspaceID: String) throws -> ValueFilter {
        let link: Link?
        switch self {
        case .ids(let filter):
            guard filter.values.count == 1, !filter.isExcluding, let id = filter.values.first else { return filter }
            link = try store.link(id: id)
        case .externalID(let id):
            guard id.hasPrefix("ext_") else {
                let message = "Invalid externalId. Did you forget to prefix it with `ext_`?"
                throw APIError(.badRequest, message)
            }
            link = try store.link(externalID: String(id.dropFirst(4)), workspaceID: workspaceID)
        case .place(let domain, let key):
            link = try store.link(domain: domain, key: LinkKey(stored: key))
        }
        guard let link else { throw APIError(.notFound, "Link not found.") }
        guard link.workspaceID == workspaceID else {
            throw APIError(.unauthorized, "Link does not belong to workspace \(workspaceID).")
        }
        return ValueFilter([link.id])
    }
}
