/// Decodes character references in attribute values (WHATWG HTML, section 13.2.5.72 and following).
enum CharacterReferences {
    /// The value as the tree has it: references decoded, line ends normalised, NUL as U+FFFD.
    static func decodeAttribute(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case "&":
                if let (decoded, length) = reference(in: scalars, at: index) {
                    result.append(contentsOf: decoded)
                    index += length
                } else {
                    result.append(scalar)
                    index += 1
                }
            case "\r":
                result.append("\n")
                index += index + 1 < scalars.count && scalars[index + 1] == "\n" ? 2 : 1
            case "\0":
                result.append("\u{FFFD}")
                index += 1
            default:
                result.append(scalar)
                index += 1
            }
        }
        return String(result)
    }

    private static func reference(
        in scalars: [UnicodeScalar], at index: Int
    ) -> (decoded: String.UnicodeScalarView, length: Int)? {
        guard index + 1 < scalars.count else { return nil }
        if scalars[index + 1] == "#" { return numeric(in: scalars, at: index) }
        var end = index + 1
        while end < scalars.count, end - index <= NamedCharacterReferences.maximumLength,
            scalars[end].isASCIIAlphanumeric
        {
            end += 1
        }
        guard end > index + 1 else { return nil }
        var name = String(String.UnicodeScalarView(scalars[(index + 1)..<end]))
        if end < scalars.count, scalars[end] == ";" {
            name.append(";")
            return NamedCharacterReferences.scalars(of: name).map { ($0, end + 1 - index) }
        }
        // Without a semicolon, only the old names, and in an attribute never before "=" or a letter or digit.
        if end < scalars.count, scalars[end] == "=" { return nil }
        return NamedCharacterReferences.scalars(of: name).map { ($0, end - index) }
    }

    private static func numeric(
        in scalars: [UnicodeScalar], at index: Int
    ) -> (decoded: String.UnicodeScalarView, length: Int)? {
        var end = index + 2
        let isHexadecimal = end < scalars.count && (scalars[end] == "x" || scalars[end] == "X")
        if isHexadecimal { end += 1 }
        let first = end
        var value: UInt32 = 0
        while end < scalars.count, let digit = scalars[end].hexadecimalDigit, isHexadecimal || digit < 10 {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            end += 1
        }
        guard end > first else { return nil }
        if end < scalars.count, scalars[end] == ";" { end += 1 }
        let code = value >= 0x80 && value <= 0x9F ? TextEncoding.windows1252High[Int(value) - 0x80] : value
        let scalar = code == 0 ? "\u{FFFD}" : UnicodeScalar(code) ?? "\u{FFFD}"
        return (String.UnicodeScalarView([scalar]), end - index)
    }
}

extension UnicodeScalar {
    fileprivate var isASCIIAlphanumeric: Bool {
        switch self {
        case "0"..."9", "a"..."z", "A"..."Z": true
        default: false
        }
    }

    fileprivate var hexadecimalDigit: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: nil
        }
    }
}
