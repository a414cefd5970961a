import Evidence
import HTMLPage

/// What inline code does with `dubAnalytics`, the function that queues calls (analytics-script, 6).
///
/// Where words leave a doubt, it counts as nothing: a call in a function may run later, one behind a test may not run.
struct QueueCode: Sendable {
    /// A call of `dubAnalytics` or of one of its methods.
    struct Call: Sendable {
        /// The call as it reads in a sentence, such as `dubAnalytics.trackLead(…)`.
        let name: String
        /// Where it stands, in bytes of the code.
        let offset: Int
    }

    /// Something in the code may define `dubAnalytics`, from this byte on.
    let definition: Int?
    /// It defines a queue, not only a name.
    let definesQueue: Bool
    /// The first call that runs for certain while the code runs.
    let immediateCall: Call?
    /// Calls of `trackLead` and `trackSale`, whenever they run, that nothing tests for first.
    let leadCalls: [Call]

    init(_ code: String) {
        let tokens = code.has("dubAnalytics") ? ScriptTokens(code).tokens : []
        let places = tokens.indices.filter {
            (tokens[$0].kind == .word || tokens[$0].kind == .string) && tokens[$0].text == "dubAnalytics"
        }
        definition = places.lazy.compactMap { Self.definition(at: $0, in: tokens) }.min()
        definesQueue = definition != nil && tokens.contains { $0.isWord("q") }
        immediateCall = Self.firstImmediateCall(at: Set(places), in: tokens)
        leadCalls = Self.leadCalls(at: places, in: tokens)
    }

    // MARK: - Definitions

    /// A name in quotes, as minified stubs pass it, an assignment, or a declaration.
    private static func definition(at index: Int, in tokens: [ScriptTokens.Token]) -> Int? {
        if tokens[index].kind == .string { return tokens[index].offset }
        if index > 0, tokens[index - 1].isWord("function") { return 0 }
        if index > 0, ["var", "let", "const"].contains(where: tokens[index - 1].isWord) { return tokens[index].offset }
        guard index + 1 < tokens.count else { return nil }
        let isAssigned = ["=", "||=", "??="].contains(where: tokens[index + 1].isSign)
        return isAssigned ? tokens[index].offset : nil
    }

    // MARK: - Calls

    /// The call at a mention of `dubAnalytics`: of itself, or of a method.
    private static func call(at index: Int, in tokens: [ScriptTokens.Token]) -> Call? {
        guard tokens[index].kind == .word, isGlobal(index, in: tokens), index + 1 < tokens.count else { return nil }
        if tokens[index + 1].isSign("(") {
            return Call(name: "dubAnalytics(…)", offset: tokens[index].offset)
        }
        guard tokens[index + 1].isSign("."), index + 3 < tokens.count, tokens[index + 2].kind == .word,
            tokens[index + 3].isSign("(")
        else { return nil }
        return Call(name: "dubAnalytics.\(tokens[index + 2].text)(…)", offset: tokens[index].offset)
    }

    /// It is the global itself, not a property of something else of that name.
    private static func isGlobal(_ index: Int, in tokens: [ScriptTokens.Token]) -> Bool {
        guard index > 0, tokens[index - 1].isSign(".") || tokens[index - 1].isSign("?.") else { return true }
        guard index > 1 else { return false }
        return ["window", "self", "globalThis"].contains(where: tokens[index - 2].isWord)
    }

    private static func firstImmediateCall(at places: Set<Int>, in tokens: [ScriptTokens.Token]) -> Call? {
        var openers: [Int] = []
        /// The closed bracket before, when it was the head of an `if` or a loop, whose statement may not run.
        var isAfterCondition = false
        for (index, token) in tokens.enumerated() {
            if places.contains(index), openers.isEmpty, let call = call(at: index, in: tokens) {
                let isMember = index > 0 && (tokens[index - 1].isSign(".") || tokens[index - 1].isSign("?."))
                let start = isMember ? index - 2 : index
                if beginsStatement(start, in: tokens, isAfterCondition: isAfterCondition) { return call }
            }
            guard token.kind == .sign else { continue }
            if ["(", "[", "{"].contains(token.text) {
                openers.append(index)
            } else if [")", "]", "}"].contains(token.text) {
                guard let opener = openers.popLast() else { return nil }
                let head = opener > 0 ? tokens[opener - 1] : nil
                isAfterCondition =
                    token.text == ")"
                    && ["if", "for", "while", "with"].contains { word in head?.isWord(word) ?? false }
            }
        }
        return nil
    }

    /// A statement of the outermost level begins at the token for certain.
    private static func beginsStatement(
        _ index: Int, in tokens: [ScriptTokens.Token], isAfterCondition: Bool
    ) -> Bool {
        guard index > 0 else { return true }
        let before = tokens[index - 1]
        switch before.kind {
        case .sign where before.text == ";" || before.text == "}": return true
        case .sign where before.text == ")": return tokens[index].startsLine && !isAfterCondition
        case .sign: return before.text == "]" && tokens[index].startsLine
        case .word:
            let continues = [
                "else", "return", "typeof", "await", "case", "do", "in", "of", "new", "void", "delete", "throw",
                "instanceof", "yield", "var", "let", "const",
            ]
            return tokens[index].startsLine && !continues.contains(before.text)
        case .string, .literal: return tokens[index].startsLine
        }
    }

    // MARK: - Leads and sales

    private static let leadMethods = ["trackLead", "trackSale"]

    private static func leadCalls(at places: [Int], in tokens: [ScriptTokens.Token]) -> [Call] {
        let mentions = tokens.indices.filter { index in
            index > 0 && tokens[index].kind == .word && leadMethods.contains(tokens[index].text)
                && (tokens[index - 1].isSign(".") || tokens[index - 1].isSign("?."))
        }
        // Code that looks whether the method is there copes without it, and code that assigns it is a stub.
        guard mentions.allSatisfy({ $0 + 1 < tokens.count && tokens[$0 + 1].isSign("(") }) else { return [] }
        return places.compactMap { index in
            guard let call = call(at: index, in: tokens) else { return nil }
            if leadMethods.contains(where: { call.name.hasPrefix("dubAnalytics.\($0)(") }) { return call }
            let argument = tokens.indices.contains(index + 2) ? tokens[index + 2] : nil
            guard call.name == "dubAnalytics(…)", let argument, argument.kind == .string,
                leadMethods.contains(argument.text)
            else { return nil }
            return Call(name: "dubAnalytics(\"\(argument.text)\", …)", offset: call.offset)
        }
    }
}

extension QueueCode {
    /// A live inline script that names `dubAnalytics`, and what its code does with it.
    struct Piece: Sendable {
        let script: ScriptElement
        let code: QueueCode
    }

    /// Every such script of the page, in document order; Dub's own code is none of them.
    static func pieces(of page: Analysis) -> [Piece] {
        MentionsInPage.inlineScripts(in: page) { $0.code.has("dubAnalytics") && !ScriptContent($0.code).isDub }
            .map { Piece(script: $0, code: QueueCode($0.text)) }
    }
}

extension QueueCode.Piece {
    /// A call as evidence: its line, with its place in the page where that is certain.
    func evidence(of call: QueueCode.Call, on page: Analysis) -> FindingEvidence {
        let code = script.text.utf8
        guard call.offset < code.count else { return .html(script.text, at: script.position) }
        let start = code.index(code.startIndex, offsetBy: call.offset)
        let line = String(script.text[start...].prefix { !$0.isNewline })
        let offset = script.tagRange.upperBound + call.offset
        let quoted = page.page.scan.text(in: offset..<offset + "dubAnalytics".utf8.count)
        return .html(line, at: quoted == "dubAnalytics" ? page.page.scan.position(at: offset) : script.position)
    }
}
