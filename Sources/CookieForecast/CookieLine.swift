/// A cookie as it stands in an assignment to `document.cookie`, cut into its parts (RFC 6265bis, section 5.6).
struct CookieLine {
    /// What keeps the whole line from being a cookie.
    enum Fault: Error {
        case controlCharacter(Unicode.Scalar, in: String)
        case tooLong(bytes: Int)
    }

    static let maximumBytes = 4096
    static let maximumAttributeBytes = 1024

    let name: String
    let value: String
    /// The last value of every attribute, by its name in lower case.
    ///
    /// Values over 1,024 bytes are ignored.
    let attributes: [String: String]

    init(_ line: String) throws(Fault) {
        // Scalars, not characters: a combining mark must not hide a separator.
        var pieces = line.unicodeScalars.split(separator: ";", omittingEmptySubsequences: false)
        let first = pieces.removeFirst()
        let pair = Self.pair(first)
        name = pair.value == nil ? "" : pair.name
        value = pair.value ?? pair.name
        // The check for line ends and NUL covers white space too, the one for other controls does not.
        for scalar in line.unicodeScalars where scalar == "\n" || scalar == "\r" || scalar == "\0" {
            throw .controlCharacter(scalar, in: "the cookie")
        }
        try Self.check(name, as: "the name")
        try Self.check(value, as: "the value")
        let bytes = name.utf8.count + value.utf8.count
        guard bytes <= Self.maximumBytes else { throw .tooLong(bytes: bytes) }
        var attributes: [String: String] = [:]
        for piece in pieces {
            let pair = Self.pair(piece)
            try Self.check(pair.name, as: "an attribute name")
            try Self.check(pair.value ?? "", as: "the attribute \(pair.name)")
            guard (pair.value ?? "").utf8.count <= Self.maximumAttributeBytes else { continue }
            attributes[pair.name.lowercased()] = pair.value ?? ""
        }
        self.attributes = attributes
    }

    private static func pair(_ text: Substring.UnicodeScalarView) -> (name: String, value: String?) {
        guard let equals = text.firstIndex(of: "=") else { return (trim(text), nil) }
        return (trim(text[..<equals]), trim(text[text.index(after: equals)...]))
    }

    /// Spaces and tabs only.
    private static func trim(_ text: Substring.UnicodeScalarView) -> String {
        let scalars = text.drop { $0 == " " || $0 == "\t" }
        let end = scalars.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(scalars[...$0]) } ?? ""
    }

    private static func check(_ text: String, as part: String) throws(Fault) {
        for scalar in text.unicodeScalars where scalar.value < 0x20 || scalar.value == 0x7F {
            throw .controlCharacter(scalar, in: part)
        }
    }
}
