/// A word or sign of a trigger (`segment.md`, 2.9).
struct TriggerToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case name
        case dot
        case number
        case string
        case null
        case connective
        case comparison
        case leftParenthesis
        case rightParenthesis
        case leftBracket
        case rightBracket
        case comma
        /// The end of the text, which can end up as an operator or as a value like any other token.
        case end
    }

    let kind: Kind
    /// The text: of a name without its backslashes, of a string with the quotes that were read.
    var text: String
    /// Where it is written, in bytes of UTF-8.
    var range: Range<Int>

    /// The token as something to compare with: double quotes go, single quotes stay, numbers as JavaScript writes them.
    var comparisonText: String {
        switch kind {
        case .string where text.hasPrefix("\""):
            let rest = text.dropFirst()
            return String(rest.hasSuffix("\"") ? rest.dropLast() : rest)
        case .number: return JavaScriptText.number(Double(text) ?? .nan)
        default: return text
        }
    }

    /// The truth value, if it is the bare word `true` or `false`.
    var truth: Bool? {
        guard kind == .name else { return nil }
        return Bool(text)
    }

    /// The words of a dotted name.
    var firstPart: Substring { text.prefix { $0 != "." } }

    func isSign(_ sign: String) -> Bool { kind == .comparison && text == sign }
}
