/// A page of `web/site/` with places for values: `{{name}}`.
struct Template {
    /// What is put in a place.
    enum Value {
        /// Text, whose markup means nothing.
        case text(String)
        /// Markup that was made here.
        case html(String)
    }

    let source: String

    /// The page with every place filled that has a value.
    func render(_ values: [String: Value]) -> String {
        var page = ""
        var rest = source[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            page += rest[..<start.lowerBound]
            switch values[String(rest[start.upperBound..<end.lowerBound])] {
            case .text(let text): page += HTMLText.escape(text)
            case .html(let html): page += html
            case nil: page += rest[start.lowerBound..<end.upperBound]
            }
            rest = rest[end.upperBound...]
        }
        return page + rest
    }
}

/// Text within HTML.
enum HTMLText {
    /// Escapes what ends text or a quoted attribute value.
    static func escape(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
