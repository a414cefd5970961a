/// Replaces a text by another, as JavaScript does with a pattern without special characters (segment.md 3.3, `@replace`).
///
/// All lengths and positions are in UTF-16 code units.
struct LiteralReplacement {
    private let pattern: [UInt16]
    private let pieces: [Piece]
    private let ignoresCase: Bool
    private let isGlobal: Bool

    /// A part of what is put in.
    private enum Piece {
        case unit(UInt16)
        case match, before, behind
    }

    static let maximumLength = 10

    /// - Throws: when a pattern or replacement is longer than 10.
    init(_ pair: Instruction.Replacement.Pair, of replacement: Instruction.Replacement) throws(MappingError) {
        for (name, text) in [("pattern", pair.pattern), ("replacement", pair.replacement)] {
            guard text.utf16.count <= Self.maximumLength else {
                throw MappingError("@replace requires a \"\(name)\" less than \(Self.maximumLength) characters")
            }
        }
        ignoresCase = replacement.ignoresCase
        isGlobal = replacement.isGlobal
        pattern = pair.pattern.utf16.map { [ignoresCase] in ignoresCase ? Self.folded($0) : $0 }
        pieces = Self.pieces(of: Array(pair.replacement.utf16))
    }

    /// The text with its first match replaced, or all of them.
    ///
    /// - Throws: when the result would be longer than the limit.
    func apply(to text: [UInt16], limit: Int) throws(MappingError) -> [UInt16] {
        let searched = ignoresCase ? text.map(Self.folded) : text
        var result: [UInt16] = []
        var position = 0
        while position < text.count {
            guard searched[position...].starts(with: pattern) else {
                result.append(text[position])
                position += 1
                continue
            }
            let end = position + pattern.count
            for piece in pieces {
                switch piece {
                case .unit(let unit): result.append(unit)
                case .match: result += text[position..<end]
                case .before: result += text[..<position]
                case .behind: result += text[end...]
                }
            }
            position = end
            guard isGlobal else { break }
            guard result.count <= limit else { throw MappingError("@replace makes too much of this event.") }
        }
        return result + text[position...]
    }

    /// In a replacement, `$$` is a dollar sign, `$&` the match, `` $` `` the text before and `$'` that behind it.
    private static func pieces(of replacement: [UInt16]) -> [Piece] {
        let dollar = UInt16(UInt8(ascii: "$"))
        var pieces: [Piece] = []
        var position = 0
        while position < replacement.count {
            let unit = replacement[position]
            let special: Piece? =
                switch (unit, position + 1 < replacement.count ? replacement[position + 1] : 0) {
                case (dollar, dollar): .unit(dollar)
                case (dollar, UInt16(UInt8(ascii: "&"))): .match
                case (dollar, UInt16(UInt8(ascii: "`"))): .before
                case (dollar, UInt16(UInt8(ascii: "'"))): .behind
                default: nil
                }
            pieces.append(special ?? .unit(unit))
            position += special == nil ? 1 : 2
        }
        return pieces
    }

    /// The form in which a pattern that ignores case compares a code unit (ECMAScript, Canonicalize).
    private static func folded(_ unit: UInt16) -> UInt16 {
        guard let scalar = Unicode.Scalar(unit) else { return unit }
        let upper = scalar.properties.uppercaseMapping.utf16
        guard upper.count == 1, let first = upper.first else { return unit }
        return unit >= 0x80 && first < 0x80 ? unit : first
    }
}
