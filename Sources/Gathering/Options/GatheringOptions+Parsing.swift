extension GatheringOptions.NamedValue {
    /// Reads `--header 'Name: value'`.
    ///
    /// - Throws: a usage error when there is no name, or a character no header field may have.
    public init(header text: String) throws(GatheringError) {
        guard let (name, value) = Self.split(text, at: ":"), name.utf8.allSatisfy(Self.isTokenCharacter) else {
            throw .usage("--header \(text): write 'Name: value'")
        }
        guard !value.utf8.contains(where: { $0 < 0x20 && $0 != UInt8(ascii: "\t") || $0 == 0x7F }) else {
            throw .usage("--header \(name): its value has a line break or another control character")
        }
        self.init(name: name, value: value)
    }

    /// Reads `--cookie name=value`.
    ///
    /// - Throws: a usage error when there is no name, or a character no cookie may have.
    public init(cookie text: String) throws(GatheringError) {
        guard let (name, value) = Self.split(text, at: "=") else {
            throw .usage("--cookie \(text): write name=value")
        }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: ";") }) else {
            throw .usage(
                "--cookie \(name): has a semicolon or a control character; give each cookie an option of its own")
        }
        self.init(name: name, value: value)
    }

    /// The parts before and after the first separator, without the white space around them; nil without a name.
    private static func split(_ text: String, at separator: Character) -> (name: String, value: String)? {
        guard let index = text.firstIndex(of: separator) else { return nil }
        let name = trimmed(text[..<index])
        return name.isEmpty ? nil : (name, trimmed(text[text.index(after: index)...]))
    }

    private static func trimmed(_ text: Substring) -> String {
        let kept = text.drop { $0 == " " || $0 == "\t" }
        guard let last = kept.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
        return String(kept[...last])
    }

    /// The characters of a field name (RFC 9110, 5.6.2).
    private static func isTokenCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}

extension GatheringOptions.BasicAuth {
    /// Reads `--basic-auth user:password`.
    ///
    /// - Throws: a usage error when there is no colon; the text is not repeated, for it may be a password.
    public init(_ text: String) throws(GatheringError) {
        guard let colon = text.firstIndex(of: ":") else {
            throw .usage("--basic-auth: write user:password")
        }
        self.init(user: String(text[..<colon]), password: String(text[text.index(after: colon)...]))
    }
}
