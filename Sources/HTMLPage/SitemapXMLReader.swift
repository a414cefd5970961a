import CLibXML2

/// Collects the addresses of a sitemap with libxml2's pull parser, which keeps no tree.
struct SitemapXMLReader {
    /// What the root element says; nil before it.
    private(set) var kind: SitemapXML.Kind?
    /// The addresses so far.
    private(set) var locations: [String] = []

    private let limit: Int
    private var namespace: String?
    private var isInEntry = false
    /// The text of the `loc` that is open.
    private var text: String?

    init(limit: Int) {
        self.limit = limit
    }

    /// Reads the document to its end.
    mutating func read(_ bytes: [UInt8]) throws(SitemapXMLError) {
        // Generators often leave empty lines before the XML declaration, which is an error to a strict parser alone.
        let document = bytes.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
        let failure: SitemapXMLError? = document.withUnsafeBytes { buffer in
            do throws(SitemapXMLError) {
                try read(buffer)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    private mutating func read(_ buffer: UnsafeRawBufferPointer) throws(SitemapXMLError) {
        // Without XML_PARSE_NOENT, DTDLOAD and HUGE: no entities, no external subset, and the parser's own limits hold.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        guard let start = buffer.baseAddress, let count = Int32(exactly: buffer.count),
            let reader = xmlReaderForMemory(
                start.assumingMemoryBound(to: CChar.self), count, nil, nil, Int32(options))
        else { throw .malformed(line: 1) }
        defer { xmlFreeTextReader(reader) }
        while true {
            switch xmlTextReaderRead(reader) {
            case 1: try visit(reader)
            case 0: return
            default: throw .malformed(line: max(1, Int(xmlTextReaderGetParserLineNumber(reader))))
            }
        }
    }

    private mutating func visit(_ reader: xmlTextReaderPtr) throws(SitemapXMLError) {
        let depth = xmlTextReaderDepth(reader)
        switch xmlReaderTypes(rawValue: UInt32(max(0, xmlTextReaderNodeType(reader)))) {
        case XML_READER_TYPE_DOCUMENT_TYPE:
            let name = Self.string(xmlTextReaderConstName(reader)).lowercased()
            throw name == "html" ? .otherRoot(name) : .documentType
        case XML_READER_TYPE_ELEMENT:
            try open(Self.string(xmlTextReaderConstLocalName(reader)), depth: depth, reader)
        case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            if depth == 3 { text? += Self.string(xmlTextReaderConstValue(reader)) }
        case XML_READER_TYPE_END_ELEMENT:
            if depth == 2 { try close() }
        default: break
        }
    }

    private mutating func open(_ name: String, depth: Int32, _ reader: xmlTextReaderPtr) throws(SitemapXMLError) {
        // Whatever namespace the root has, or none: only the elements of the same one are the sitemap's own.
        let namespace = xmlTextReaderConstNamespaceUri(reader).map { Self.string($0) }
        switch depth {
        case 0:
            switch name {
            case "urlset": kind = .pages
            case "sitemapindex": kind = .index
            default: throw .otherRoot(name)
            }
            self.namespace = namespace
        case 1:
            isInEntry = namespace == self.namespace && name == (kind == .index ? "sitemap" : "url")
        case 2 where isInEntry && namespace == self.namespace && name == "loc":
            text = ""
            if xmlTextReaderIsEmptyElement(reader) == 1 { try close() }
        default: break
        }
    }

    private mutating func close() throws(SitemapXMLError) {
        guard let text else { return }
        guard locations.count < limit else { throw .tooMany(limit: limit) }
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        let scalars = text.unicodeScalars.drop(while: isSpace)
        let end = scalars.lastIndex { !isSpace($0) }.map(scalars.index(after:)) ?? scalars.startIndex
        locations.append(String(scalars[..<end]))
        self.text = nil
    }

    private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
