/// How a request names a link (`dub-api.md`, 8.4).
public enum LinkReference: Sendable, Hashable {
    /// By its id.
    case id(String)
    /// By the user's own id, as it was given: it should begin with `ext_`.
    case external(String)
    /// By its place.
    case place(domain: String, key: String)

    /// What a path says: `ext_…`, or a link's id.
    public init(path text: String) {
        self = text.hasPrefix("ext_") ? .external(text) : .id(text)
    }

    /// What a query says: `linkId`, or `externalId`, or `domain` with or without `key`.
    ///
    /// - Throws: 400 where it says nothing.
    public init(_ fields: RequestFields) throws(APIError) {
        if let id = try fields.text("linkId").nonEmpty {
            self.init(path: id)
        } else if let id = try fields.text("externalId").nonEmpty {
            self = .external(id)
        } else if let domain = try fields.text("domain").nonEmpty {
            self = .place(domain: domain.lowercased(), key: try fields.text("key") ?? "")
        } else {
            throw APIError(
                .badRequest,
                "You must provide a domain and a key or a linkId or an externalId to retrieve a link.")
        }
    }
}
