public import HTMLPage
public import PageURL

/// One HTML document as it was served: the answer and what a browser makes of its bytes.
public struct PageEvidence: Sendable, Codable {
    /// Where the document came from, with its query and fragment; nil for a file whose place on the web is not known.
    public var url: PageURL?
    /// The status code; 200 for files.
    public var status: Int
    /// The header fields; empty for files.
    public var fields: HTTPFields
    /// The document, at most as long as the size limit.
    public var body: Bytes
    /// The size limit cut the body off.
    public var isTruncated: Bool
    /// Where every script ends up, and what closed the head.
    public let scan: HeadScan
    /// What the tree answers: metas, links, forms, comments; nil when the document is over the limits of the parser.
    public let dom: DOMFacts?
    /// Live scripts which the tree puts elsewhere than browsers do.
    public let fragileScripts: [ScriptElement]

    /// Reads a document: scans it, and asks the tree where the scan allows it.
    public init(
        url: PageURL?, status: Int = 200, fields: HTTPFields = [:], body: Bytes, isTruncated: Bool = false
    ) {
        self.url = url
        self.status = status
        self.fields = fields
        self.body = body
        self.isTruncated = isTruncated
        let type = fields["content-type"].map(MediaType.init)
        let bytes = type?.isXHTML == true ? XHTML.spelledOut(body.array) : body.array
        let page = ParsedPage(bytes: bytes, transportCharset: type?.charset)
        scan = page.scan
        dom = page.facts
        fragileScripts = page.fragileScripts
    }

    private enum CodingKeys: String, CodingKey {
        case url, status, fields, body, isTruncated
    }

    /// Saves the answer; what was read from it is read again.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(url, forKey: .url)
        try container.encode(status, forKey: .status)
        try container.encode(fields, forKey: .fields)
        try container.encode(body, forKey: .body)
        try container.encode(isTruncated, forKey: .isTruncated)
    }

    /// Reads a saved answer.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            url: try container.decodeIfPresent(PageURL.self, forKey: .url),
            status: try container.decode(Int.self, forKey: .status),
            fields: try container.decode(HTTPFields.self, forKey: .fields),
            body: try container.decode(Bytes.self, forKey: .body),
            isTruncated: try container.decode(Bool.self, forKey: .isTruncated))
    }
}
