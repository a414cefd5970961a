import Evidence
import HTMLPage

extension FindingEvidence {
    /// A place in the page's HTML, quoted in one line.
    static func html(_ text: String, at position: SourcePosition) -> FindingEvidence {
        FindingEvidence(.html, text.condensed(), line: position.line, column: position.column)
    }

    /// The start tag of a script.
    static func tag(_ tag: DubTag, on page: Analysis) -> FindingEvidence {
        .html(page.page.scan.text(in: tag.element.tagRange), at: tag.element.position)
    }

    /// One attribute of a script.
    static func attribute(_ name: String, of tag: DubTag) -> FindingEvidence {
        let attribute = tag.element.attributes.first { $0.name == name }
        let value = attribute?.value ?? ""
        let quote = value.contains("'") && !value.contains("\"") ? "\"" : "'"
        return .html("\(name)=\(quote)\(value)\(quote)", at: attribute?.position ?? tag.element.position)
    }
}

extension String {
    /// The text in one line of at most `limit` characters, for quotation.
    func condensed(limit: Int = 240) -> String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }
}
