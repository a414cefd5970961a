/// A text with `{{placeholders}}`, read once (segment.md 3.3, `@template`).
struct Template: Sendable {
    enum Part: Sendable {
        case text(String)
        case placeholder(EventPath)
    }

    let parts: [Part]
    /// Whether placeholders in the result are to be replaced in turn: what `{{{…}}}` brought may have some.
    let hasSecondPass: Bool

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let triple = Self.parts(of: bytes, braces: 3)
        hasSecondPass = triple.contains(where: \.isPlaceholder)
        parts = hasSecondPass ? triple : Self.parts(of: bytes, braces: 2)
    }

    /// What a first pass made, for the second one.
    init(afterFirstPass text: String) {
        parts = Self.parts(of: Array(text.utf8), braces: 2)
        hasSecondPass = false
    }

    /// Finds, from the left, so many `{`, a name without `}`, and as many `}`.
    private static func parts(of bytes: [UInt8], braces: Int) -> [Part] {
        let open = UInt8(ascii: "{")
        let close = UInt8(ascii: "}")
        var parts: [Part] = []
        var textStart = 0
        var position = 0
        var nextClose = -1
        while position + 2 * braces < bytes.count {
            let nameStart = position + braces
            guard bytes[position..<nameStart].allSatisfy({ $0 == open }) else {
                position += 1
                continue
            }
            if nextClose < nameStart {
                guard let found = bytes[nameStart...].firstIndex(of: close) else { break }
                nextClose = found
            }
            let end = nextClose + braces
            guard nextClose > nameStart, end <= bytes.count, bytes[nextClose..<end].allSatisfy({ $0 == close }) else {
                position += 1
                continue
            }
            if textStart < position {
                parts.append(.text(String(decoding: bytes[textStart..<position], as: UTF8.self)))
            }
            let name = String(decoding: bytes[nameStart..<nextClose], as: UTF8.self)
            parts.append(.placeholder(EventPath(placeholder: String(JavaScriptText.trimmed(name[...])))))
            position = end
            textStart = end
        }
        if textStart < bytes.count { parts.append(.text(String(decoding: bytes[textStart...], as: UTF8.self))) }
        return parts
    }
}

extension Template.Part {
    var isPlaceholder: Bool {
        if case .placeholder = self { true } else { false }
    }
}
