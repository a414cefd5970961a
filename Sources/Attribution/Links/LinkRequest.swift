import Foundation
import JSON
import PageURL

/// A request to create a link, read and validated (`dub-api.md`, 8.2).
public struct LinkRequest: Sendable, Hashable {
    /// Where it shall lead, as written.
    public var url: String
    /// The short domain; nil for the workspace's own.
    public var domain: String?
    /// The key; nil for a random one.
    public var key: String?
    /// How long a random key is.
    public var keyLength = 7
    /// What comes before a random key.
    public var prefix: String?
    /// The id in the user's own system, without `ext_`.
    public var externalID: String?
    /// Whether its visitors get a click id.
    public var tracksConversions = false
    /// The user's own customer it is made for.
    public var tenantID: String?
    /// Whether it is put away.
    public var isArchived = false
    /// Whether search engines may index it.
    public var isIndexed = false
    /// Notes of the workspace.
    public var comments: String?
    /// The campaign tags to set in the destination.
    public var tags = CampaignTags()
    /// When it stops.
    public var expiresAt: Timestamp?
    /// Where it leads after that.
    public var expiredURL: String?
    /// What visitors must know.
    public var password: String?

    /// A link to a URL.
    public init(url: String) {
        self.url = url
    }

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        url = try fields.requiredText("url")
        domain = try fields.text("domain", most: 190).nonEmpty
        key = try fields.text("key", most: 190).nonEmpty
        keyLength = try fields.integer("keyLength", from: 3, to: 190) ?? keyLength
        prefix = try fields.text("prefix").nonEmpty
        externalID = try fields.text("externalId", most: 255, least: 1).map { id in
            id.hasPrefix("ext_") ? String(id.dropFirst(4)) : id
        }
        tracksConversions = try fields.flag("trackConversion") ?? false
        tenantID = try fields.text("tenantId", most: 255)
        isArchived = try fields.flag("archived") ?? false
        isIndexed = try fields.flag("doIndex") ?? false
        comments = try fields.text("comments")
        for name in CampaignTags.names where fields.has(name) {
            tags.values[name] = try fields.text(name, most: 255) ?? ""
        }
        expiresAt = try fields.text("expiresAt").nonEmpty.map { (text) throws(APIError) in
            guard let time = Timestamp(text: text) else {
                throw APIError(.unprocessableEntity, "Invalid expiration date.")
            }
            return time
        }
        expiredURL = try fields.text("expiredUrl").nonEmpty.map { (text) throws(APIError) in
            guard PageURL(text) != nil else { throw .invalid(.invalidFormat, "expiredUrl", "Invalid URL") }
            return text
        }
        password = try fields.text("password").nonEmpty
    }

    /// The destination as it is stored: with `https://` where there is no scheme, and anew where tags are set.
    ///
    /// - Throws: 422 for what is no URL, 400 for nothing where the link is no domain's own.
    func destination(of key: LinkKey?) throws(APIError) -> String {
        guard !url.isEmpty else {
            guard key == .root else { throw APIError(.badRequest, "Missing destination URL") }
            return ""
        }
        let isBare = PageURL(url) == nil && url.contains(".") && !url.contains(" ")
        let written = isBare ? "https://\(url)" : url
        guard let parsed = PageURL(written) else {
            throw APIError(.unprocessableEntity, "Invalid destination URL")
        }
        return tags.values.isEmpty ? written : tags.applied(to: parsed).href
    }
}

extension Timestamp {
    /// A time as programs write it: ISO 8601, with or without a time of the day, fractions of seconds and an offset.
    init?(text: String) {
        let styles = [
            Date.ISO8601FormatStyle(includingFractionalSeconds: true), Date.ISO8601FormatStyle(),
            Date.ISO8601FormatStyle().year().month().day(),
        ]
        let time = text.split(separator: "T", maxSplits: 1).dropFirst().first
        // A time of the day without an offset is meant as UTC.
        let isLocal = time.map { !$0.hasSuffix("Z") && !$0.contains("+") && !$0.contains("-") } ?? false
        for style in styles {
            if let date = try? style.parse(isLocal ? text + "Z" : text) {
                self.init(date)
                return
            }
        }
        return nil
    }
}
