/// What a terminal makes of text that comes from a page: how wide it is, and how to show it without obeying it.
enum Terminal {
    /// The text with everything a terminal could take for a command made visible, on one line.
    ///
    /// White space runs become one space. C0 controls become their pictures (U+2400 and on); other controls, line
    /// separators and invisible format characters (such as the bidirectional overrides, which can show text in another
    /// order than it is) are spelled out. A no-break space is spelled out too: it closes a head and looks like a space.
    static func neutralised(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        for scalar in text.unicodeScalars {
            if [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar) {
                pendingSpace = !result.isEmpty
                continue
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
            }
            switch scalar {
            case "\0"..<" ":
                if let picture = Unicode.Scalar(0x2400 + scalar.value) { result.append(picture) }
            case " "..."~", "\u{200D}":
                result.append(scalar)
            default:
                if isInvisible(scalar) {
                    result.append(contentsOf: spelledOut(scalar).unicodeScalars)
                } else {
                    result.append(scalar)
                }
            }
        }
        return String(result)
    }

    /// The columns the text takes: two for East Asian wide characters and emoji, none for combining marks.
    static func width(of text: some StringProtocol) -> Int {
        text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.reduce(0) { $0 + width(of: $1) }
    }

    static func width(of character: Character) -> Int {
        guard let first = character.unicodeScalars.first else { return 0 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .spaceSeparator: true
        default: false
        }
    }

    private static func spelledOut(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
    }

    /// The blocks of Unicode's East Asian Width "W" and "F" (UAX 11) that occur in practice.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
}
