/// A request to add or change a domain, read and validated (`dub-api.md`, 20).
public struct DomainRequest: Sendable, Hashable {
    /// The host name.
    public var slug: String?
    /// Whether it is put away.
    public var isArchived = Change<Bool>.keep
    /// What forms show where a destination goes.
    public var placeholder = Change<String?>.keep
    /// Where links lead that are over.
    public var expiredURL = Change<String?>.keep
    /// Where visitors are led for whom there is no link.
    public var notFoundURL = Change<String?>.keep
    /// The picture on its codes.
    public var logo = Change<String?>.keep
    /// The two files by which apps claim the domain, as JSON text.
    public var assetLinks = Change<String?>.keep, appleAppSiteAssociation = Change<String?>.keep

    /// A domain of a host name.
    public init(slug: String?) {
        self.slug = slug
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        if let text = try fields.text("slug", most: 190, least: 1) {
            guard let host = text.meantHost, Self.isShortDomain(host) else {
                throw APIError(.unprocessableEntity, "Invalid domain.")
            }
            slug = host
        }
        func text(_ name: String) throws(APIError) -> String? { try fields.text(name).nonEmpty }
        func url(_ name: String) throws(APIError) -> String? { try fields.url(name) }
        isArchived = try fields.change(required: "archived") { (name) throws(APIError) in try fields.flag(name) }
        placeholder = try fields.change("placeholder", url)
        expiredURL = try fields.change("expiredUrl", url)
        notFoundURL = try fields.change("notFoundUrl", url)
        logo = try fields.change("logo", text)
        assetLinks = try fields.change("assetLinks", text)
        appleAppSiteAssociation = try fields.change("appleAppSiteAssociation", text)
    }

    private static func isShortDomain(_ host: String) -> Bool {
        host == "localhost" || AllowedHostnames.isDomainName(host)
    }

    /// Takes over into a domain everything but its name.
    func apply(to domain: inout Domain) {
        domain.isArchived = isArchived.applied(to: domain.isArchived)
        domain.placeholder = placeholder.applied(to: domain.placeholder)
        domain.expiredURL = expiredURL.applied(to: domain.expiredURL)
        domain.notFoundURL = notFoundURL.applied(to: domain.notFoundURL)
        domain.logo = logo.applied(to: domain.logo)
        domain.assetLinks = assetLinks.applied(to: domain.assetLinks)
        domain.appleAppSiteAssociation = appleAppSiteAssociation.applied(to: domain.appleAppSiteAssociation)
    }
}
