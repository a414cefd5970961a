extension JavaScriptText {
    /// What `text.toUpperCase()` gives.
    package static func uppercased(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result += scalar.properties.uppercaseMapping.unicodeScalars }
        return String(result)
    }

    /// What `text.toLowerCase()` gives: a sigma at the end of a word has its own form.
    package static func lowercased(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        var isAfterLetter = false
        for index in scalars.indices {
            let properties = scalars[index].properties
            if scalars[index] == "Σ" {
                let following = scalars[scalars.index(after: index)...].first { !$0.properties.isCaseIgnorable }
                let isLast = isAfterLetter && following?.properties.isCased != true
                result.append(isLast ? "ς" : "σ")
            } else {
                result += properties.lowercaseMapping.unicodeScalars
            }
            if !properties.isCaseIgnorable { isAfterLetter = properties.isCased }
        }
        return String(result)
    }

    /// What `text.trim()` gives.
    package static func trimmed(_ text: Substring) -> Substring {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return text[first..<scalars.index(after: last)]
    }

    /// Whether JavaScript takes a character for white space or the end of a line.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t"..."\r", " ", "\u{A0}", "\u{1680}", "\u{2000}"..."\u{200A}", "\u{2028}", "\u{2029}", "\u{202F}",
            "\u{205F}", "\u{3000}", "\u{FEFF}":
            true
        default: false
        }
    }
}
