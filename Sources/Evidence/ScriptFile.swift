public import PageURL

/// A script file as it was fetched for a page: enough to tell whether a browser would run it, and whether it is Dub's.
public struct ScriptFile: Sendable, Hashable, Codable {
    /// The URL in the page, resolved.
    public var url: PageURL
    /// The redirects on the way.
    public var hops: [Hop]
    /// The final status code; nil when nothing answered.
    public var status: Int?
    /// The header fields of the final answer.
    public var fields: HTTPFields
    /// The file, at most as long as the size limit; empty when nothing answered.
    public var body: Bytes
    /// The size limit cut the body off.
    public var isTruncated: Bool
    /// Base64 digests of the whole body by algorithm name (`sha256`, `sha384`, `sha512`), for Subresource Integrity.
    public var digests: [String: String]
    /// Why nothing answered.
    public var failure: FetchFailure?

    /// A file that was answered.
    public init(
        url: PageURL, hops: [Hop] = [], status: Int, fields: HTTPFields, body: Bytes, isTruncated: Bool = false,
        digests: [String: String] = [:]
    ) {
        self.url = url
        self.hops = hops
        self.status = status
        self.fields = fields
        self.body = body
        self.isTruncated = isTruncated
        self.digests = digests
    }

    /// A file for which nothing answered.
    public init(url: PageURL, hops: [Hop] = [], failure: FetchFailure) {
        self.url = url
        self.hops = hops
        self.failure = failure
        fields = [:]
        body = ""
        isTruncated = false
        digests = [:]
    }

    /// Where the file was finally served from.
    public var finalURL: PageURL {
        hops.last?.destination ?? url
    }
}
