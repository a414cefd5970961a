/// JavaScript cut into words, signs and literals: enough to tell code from comments and strings, and no parser.
struct ScriptTokens: Sendable {
    enum Kind: Sendable {
        case word
        /// An operator or a bracket.
        case sign
        /// A string in single or double quotes; its text is what stands between them.
        case string
        /// A number, a template or a regular expression; its text is left out.
        case literal
    }

    struct Token: Sendable {
        var kind: Kind
        var text: String
        /// Where it begins, in bytes of the code.
        var offset: Int
        /// A line break stands between it and the token before.
        var startsLine: Bool

        func isSign(_ sign: String) -> Bool {
            kind == .sign && text == sign
        }

        func isWord(_ word: String) -> Bool {
            kind == .word && text == word
        }
    }

    private(set) var tokens: [Token] = []
    private let bytes: [UInt8]
    private var index = 0
    private var sawLineBreak = true

    /// Longer code is no page's own; it is a bundle, of which words say nothing.
    private static let limit = 400_000

    init(_ code: String) {
        let bytes = Array(code.utf8)
        self.bytes = bytes.count <= Self.limit ? bytes : []
        while index < self.bytes.count { step() }
    }

    private mutating func step() {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
            sawLineBreak = true
            index += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C:
            index += 1
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            string(quote: byte)
        case UInt8(ascii: "`"):
            let start = index
            skipTemplate(depth: 0)
            add(.literal, "", at: start)
        case UInt8(ascii: "/") where follows("//"): skipLine()
        case UInt8(ascii: "/") where follows("/*"): skipBlock()
        case UInt8(ascii: "<") where follows("<!--"): skipLine()
        case UInt8(ascii: "-") where follows("-->") && sawLineBreak: skipLine()
        case UInt8(ascii: "/") where mayBeRegex: regex()
        default:
            if Self.isWordByte(byte) { word() } else { sign() }
        }
    }

    private mutating func add(_ kind: Kind, _ text: String, at offset: Int) {
        tokens.append(Token(kind: kind, text: text, offset: offset, startsLine: sawLineBreak))
        sawLineBreak = false
    }

    private func follows(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "\\"), 0x80...:
            true
        default: false
        }
    }

    private mutating func word() {
        let start = index
        while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[start])
        add(isNumber ? .literal : .word, isNumber ? "" : text(start..<index), at: start)
    }

    private mutating func sign() {
        let start = index
        let long: [StaticString] = [
            "===", "!==", "||=", "&&=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.",
        ]
        let length = long.first(where: follows)?.utf8CodeUnitCount ?? 1
        index += length
        add(.sign, text(start..<index), at: start)
    }

    private mutating func string(quote: UInt8) {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != quote, bytes[index] != UInt8(ascii: "\n") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(index, bytes.count)
        add(.string, text(start + 1..<max(start + 1, end)), at: start)
        index = end < bytes.count && bytes[end] == quote ? end + 1 : end
    }

    /// Skips a template with what is nested in it.
    private mutating func skipTemplate(depth: Int) {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "`") {
            if bytes[index] == UInt8(ascii: "\\") {
                index += 2
            } else if follows("${"), depth < 20 {
                index += 2
                skipHole(depth: depth)
            } else {
                index += 1
            }
        }
        index = min(index + 1, bytes.count)
    }

    /// Skips the code in a template to its closing brace.
    private mutating func skipHole(depth: Int) {
        var braces = 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "{"): braces += 1
            case UInt8(ascii: "}"):
                braces -= 1
                if braces == 0 {
                    index += 1
                    return
                }
            case UInt8(ascii: "`"):
                skipTemplate(depth: depth + 1)
                continue
            default: break
            }
            index += 1
        }
    }

    private mutating func skipLine() {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") { index += 1 }
    }

    private mutating func skipBlock() {
        index += 2
        while index < bytes.count, !follows("*/") {
            if bytes[index] == UInt8(ascii: "\n") { sawLineBreak = true }
            index += 1
        }
        index = min(index + 2, bytes.count)
    }

    /// A slash begins a regular expression where no value stands before it.
    private var mayBeRegex: Bool {
        guard let last = tokens.last else { return true }
        switch last.kind {
        case .sign: return ![")", "]", "}"].contains(last.text)
        case .word: return ["return", "typeof", "case", "in", "of", "void", "else", "do"].contains(last.text)
        case .string, .literal: return false
        }
    }

    private mutating func regex() {
        let start = index
        var isInClass = false
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
            switch bytes[index] {
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass:
                index += 1
                while index < bytes.count, Self.isWordByte(bytes[index]) { index += 1 }
                add(.literal, "", at: start)
                return
            default: break
            }
            index += 1
        }
        // It was a division after all.
        index = start
        sign()
    }
}
