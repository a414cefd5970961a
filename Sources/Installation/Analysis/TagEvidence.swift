import Evidence
import HTMLPage

extension FindingEvidence {
    /// A place in the page's HTML, quoted in one line.
    static func html(_ text: String, at position: SourcePosition) -> FindingEvidence {
        FindingEvidence(.html, text.condensed(), line: position.line, column: position.column)
    }

    /// The start tag of a script.
    static func tag(_ tag: DubTag, on page: Analysis) -> FindingEvidence {
        guard !tag.isDynamic else {
            let adder = tag.live?.addedBy.first.map { " (added by \($0))" } ?? ""
            return FindingEvidence(.dom, tag.element.startTag.condensed() + adder)
        }
        return .html(page.page.scan.text(in: tag.element.tagRange), at: tag.element.position)
    }

    /// One attribute of a script.
    static func attribute(_ name: String, of tag: DubTag) -> FindingEvidence {
        let attribute = tag.element.attributes.first { $0.name == name }
        let value = attribute?.value ?? ""
        let quote = value.contains("'") && !value.contains("\"") ? "\"" : "'"
        let text = "\(name)=\(quote)\(value)\(quote)"
        guard !tag.isDynamic else { return FindingEvidence(.dom, text.condensed()) }
        return .html(text, at: attribute?.position ?? tag.element.position)
    }
}

extension ScriptElement {
    /// The start tag as it would be written.
    var startTag: String {
        let words = attributes.map { $0.value.isEmpty ? $0.name : "\($0.name)='\($0.value)'" }
        return "<\((["script"] + words).joined(separator: " "))>"
    }
}

extension String {
    /// The text in one line of at most `limit` characters, for quotation.
    func condensed(limit: Int = 240) -> String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }
}
