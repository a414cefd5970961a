/// The form of a mail address that the runtime takes (`segment.md`, 4.4): ASCII only, and no blanks around it.
enum EmailAddress {
    /// Whether a text is atoms joined by dots, an @, and at least two labels joined by dots.
    static func isValid(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            guard let at = bytes.lastIndex(of: UInt8(ascii: "@")) else { return false }
            return isList(bytes[..<at], ofParts: 1, each: isAtom)
                && isList(bytes[(at + 1)...], ofParts: 2, each: isLabel)
        }
    }

    private typealias Part = Slice<UnsafeBufferPointer<UInt8>>

    private static func isList(_ bytes: Part, ofParts least: Int, each isPart: (Part) -> Bool) -> Bool {
        var count = 0
        var rest = bytes
        while let dot = rest.firstIndex(of: UInt8(ascii: ".")) {
            guard isPart(rest[..<dot]) else { return false }
            count += 1
            rest = rest[(dot + 1)...]
        }
        return isPart(rest) && count + 1 >= least
    }

    private static func isAtom(_ bytes: Part) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { isLetterOrDigit($0) || isSign($0) }
    }

    private static func isLabel(_ bytes: Part) -> Bool {
        guard let first = bytes.first, let last = bytes.last, first != UInt8(ascii: "-"), last != UInt8(ascii: "-")
        else { return false }
        return bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
            UInt8(ascii: "?"), UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "{"),
            UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "~"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
