/// What a browser makes of a page's scripts: where each ends up, and what closed head.
///
/// A WHATWG tokenizer (scripting on) with the insertion modes of tree construction, over the bytes of the page, in time
/// linear in their number whatever they are. Source: WHATWG HTML, sections 13.2.3 (encoding), 13.2.5 and 13.2.6.
public struct HeadScan: Sendable {
    /// Every script tag in source order, also those that make no live element; at most 50,000.
    public let scripts: [ScriptElement]
    /// Scripts beyond the 50,000 that are kept.
    public let omittedScriptCount: Int
    /// The token after which head could no longer grow.
    public let headCloser: HeadCloser
    /// Encoding of the page, and what said so.
    public let encoding: DetectedEncoding
    /// Where the first html tag stands, when it is written.
    public let htmlTag: SourcePosition?
    /// Where the head tag stands, when it is written.
    public let headTag: SourcePosition?
    /// Where the first `</head>` stands, when it is written.
    public let headEndTag: SourcePosition?
    /// Where the first body tag stands, when it is written.
    public let bodyTag: SourcePosition?
    /// Live meta tags that have attributes.
    public let metas: [MetaElement]
    /// The first live base tag that has `href`: the one that counts.
    public let base: MetaElement?
    /// Largest number of open elements at any point.
    public let maximumDepth: Int
    /// Largest number of attributes in one tag, duplicates counted.
    public let maximumAttributes: Int
    /// The document shows a frameset instead of a body.
    public let hasFrameset: Bool
    /// A doctype comes first.
    public let hasDoctype: Bool
    /// Steps spent searching the stack of open elements: a measure of work beyond reading each byte, at most 16 per byte.
    public let searchSteps: Int

    private let bytes: [UInt8]

    /// Number of bytes of the page.
    public var byteCount: Int { bytes.count }

    /// The metas that count as head's: policies (`Content-Security-Policy`) mean something only there.
    public var headMetas: [MetaElement] { metas.filter { $0.placement == .head } }

    /// Scans a page.
    ///
    /// - Parameters:
    ///   - bytes: The page as it came, decompressed.
    ///   - transportCharset: The `charset` parameter of the `Content-Type` header, if any.
    public init(bytes: [UInt8], transportCharset: String? = nil) {
        let detected = bytes.withUnsafeBufferPointer { DetectedEncoding(of: $0, transportCharset: transportCharset) }
        let working = WorkingCopy(of: bytes, encoding: detected.encoding)
        let builder = working.scan(source: bytes)
        self.bytes = bytes
        encoding = detected
        scripts = builder.scripts
        omittedScriptCount = builder.omittedScripts
        headCloser = builder.closer
        htmlTag = builder.htmlTag
        headTag = builder.headTag
        headEndTag = builder.headEndTag
        bodyTag = builder.bodyTag
        metas = builder.metas
        base = builder.base
        maximumDepth = builder.maximumDepth
        maximumAttributes = builder.maximumAttributes
        hasFrameset = builder.hasFrameset
        hasDoctype = builder.hasDoctype
        searchSteps = builder.searchSteps
    }

    /// The source between two offsets, decoded; the range is clamped to the page.
    public func text(in range: Range<Int>) -> String {
        let clamped = range.clamped(to: 0..<bytes.count)
        return bytes.withUnsafeBufferPointer {
            encoding.encoding.decode(UnsafeBufferPointer(rebasing: $0[clamped]), isWholePage: clamped.lowerBound == 0)
        }
    }

    /// Line and column of an offset in bytes; takes time proportional to the offset.
    public func position(at offset: Int) -> SourcePosition {
        bytes.withUnsafeBufferPointer {
            var resolver = PositionResolver(bytes: $0, encoding: encoding.encoding)
            return resolver.position(at: offset)
        }
    }

    /// One label for the script tags that have an attribute: the best of their placements, `absent` when there is none.
    ///
    /// A live element counts before a tag that is only text, head before body.
    public func placement(ofScriptWithAttribute name: String) -> Placement {
        let found = Set(scripts.lazy.filter { $0[name] != nil }.map(\.placement))
        return Placement.allCases.first(where: found.contains) ?? .absent
    }
}

extension HeadScan {
    /// The page as the browser would decode it.
    public var source: String { text(in: 0..<bytes.count) }

    /// Lends the page's bytes.
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBufferPointer(body)
    }
}
