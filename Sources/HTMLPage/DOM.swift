import CLibXML2

/// A page as libxml2's recovering HTML parser reads it, without network, freed when it goes out of use.
///
/// It is made from a `HeadScan` only, which has already found that the page is one that libxml2 reads in linear time.
public struct DOM: ~Copyable {
    /// Largest page, in bytes: as much as is fetched, which libxml2 reads in seconds at worst.
    public static let maximumBytes = 5_000_000
    /// Most attributes in one tag; pages that people write stay below 100, and 256 cost libxml2 about 0.1 ms.
    public static let maximumAttributes = 256
    /// Deepest nesting: below 255 levels libxml2 drops elements, and it implies a few that the scan does not count.
    public static let maximumDepth = 240

    private let document: htmlDocPtr

    /// Initialises libxml2's globals once, before any task parses.
    private static let isReady: Bool = {
        xmlInitParser()
        return true
    }()

    /// Parses the page that was scanned.
    ///
    /// - Throws: `DOMRefusal` for pages over the limits and for empty ones.
    public init(_ scan: borrowing HeadScan) throws(DOMRefusal) {
        if let refusal = Self.refusal(of: scan) { throw refusal }
        guard Self.isReady, let document = Self.parse(scan) else { throw .noTree }
        self.document = document
    }

    deinit { xmlFreeDoc(document) }

    /// Why a page would not be parsed; nil when it would.
    public static func refusal(of scan: borrowing HeadScan) -> DOMRefusal? {
        if scan.byteCount > maximumBytes { return .tooLarge(byteCount: scan.byteCount, limit: maximumBytes) }
        if scan.maximumAttributes > maximumAttributes {
            return .tooManyAttributes(count: scan.maximumAttributes, limit: maximumAttributes)
        }
        if scan.maximumDepth > maximumDepth { return .tooDeep(depth: scan.maximumDepth, limit: maximumDepth) }
        return nil
    }

    private static func parse(_ scan: borrowing HeadScan) -> htmlDocPtr? {
        // Valid UTF-8 without NUL, whatever the page is: libxml2 guesses at neither encoding nor errors then.
        var source = scan.source
        if source.utf8.contains(0) {
            source = String(String.UnicodeScalarView(source.unicodeScalars.lazy.filter { $0 != "\0" }))
        }
        let options =
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_NOERROR.rawValue
            | HTML_PARSE_NOWARNING.rawValue | HTML_PARSE_NODEFDTD.rawValue | HTML_PARSE_COMPACT.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue
        return source.withUTF8 { bytes in
            guard !bytes.isEmpty else { return nil }
            return bytes.withMemoryRebound(to: CChar.self) { characters in
                htmlReadMemory(characters.baseAddress, Int32(characters.count), nil, "UTF-8", Int32(options))
            }
        }
    }

    /// Collects everything the checks ask about, in one walk over the tree.
    public func facts(_ query: DOMQuery = DOMQuery()) -> DOMFacts {
        var walk = DOMWalk(query: query)
        walk.run(over: document)
        return walk.facts
    }
}
