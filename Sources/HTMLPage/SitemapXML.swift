/// A sitemap in XML (sitemaps.org, protocol 0.9): what kind it is and the addresses it lists.
///
/// The file is somebody else's. Nothing is fetched for it, and no entity is replaced but the five of XML itself: a
/// sitemap needs no document type, so that one with a document type is refused.
public struct SitemapXML: Sendable, Hashable {
    /// What the addresses lead to.
    public enum Kind: Sendable, Hashable {
        /// Pages: the root element is `urlset`.
        case pages
        /// Further sitemaps: the root element is `sitemapindex`.
        case index
    }

    /// What the addresses lead to.
    public let kind: Kind
    /// The addresses in the order of the document, as they are written, without the white space around them.
    ///
    /// Those of pictures and videos, which are elements of other namespaces, are not among them.
    public let locations: [String]

    /// Reads a sitemap.
    ///
    /// - Parameters:
    ///   - bytes: The document, unpacked.
    ///   - limit: Addresses it may list.
    /// - Throws: what is wrong with it; a document that breaks off half-way lists nothing.
    public init(bytes: [UInt8], limit: Int = .max) throws(SitemapXMLError) {
        var reader = SitemapXMLReader(limit: limit)
        try reader.read(bytes)
        guard let kind = reader.kind else { throw .malformed(line: 1) }
        self.kind = kind
        locations = reader.locations
    }
}

/// Why a document is no sitemap.
public enum SitemapXMLError: Error, Sendable, Hashable {
    /// It is another kind of document, with this root element.
    case otherRoot(String)
    /// It has a document type, which sitemaps have not and attacks need.
    case documentType
    /// It is not well-formed XML, at this line.
    case malformed(line: Int)
    /// It lists more addresses than the limit.
    case tooMany(limit: Int)
}
