/// Makes conditions of a trigger's tokens, by exactly the runtime's procedure (`segment.md`, 2.9).
struct TriggerReader {
    private let text: String
    private var tokens: ArraySlice<TriggerToken>
    private let range: Range<Int>
    private var items: [TriggerGroup.Item] = []
    private var isAny = false

    /// The outermost level of a trigger.
    ///
    /// - Throws: `TriggerError` for one that can never match.
    static func read(_ text: String) throws(TriggerError) -> TriggerGroup {
        guard !text.isEmpty else { throw .empty }
        let lexer = TriggerLexer(text)
        if let problem = lexer.problems.first {
            throw .unusable(problem.reason, column: text.column(at: problem.offset))
        }
        return try group(text, lexer.tokens[...], 0..<text.utf8.count)
    }

    private static func group(
        _ text: String, _ tokens: ArraySlice<TriggerToken>, _ range: Range<Int>
    ) throws(TriggerError) -> TriggerGroup {
        var reader = TriggerReader(text: text, tokens: tokens, range: range)
        return try reader.readLevel()
    }

    private init(text: String, tokens: ArraySlice<TriggerToken>, range: Range<Int>) {
        self.text = text
        self.tokens = tokens
        self.range = range
    }

    private mutating func readLevel() throws(TriggerError) -> TriggerGroup {
        while let token = tokens.popFirst() {
            if let field = TriggerField(subject: token) {
                try readComparison(of: field, at: token)
            } else if token.isFunction {
                try readFunction(token, isNegated: false, start: token.range.lowerBound)
            } else if token.isSign("!"), let next = tokens.first, next.isFunction {
                tokens.removeFirst()
                try readFunction(next, isNegated: true, start: token.range.lowerBound)
            } else if token.kind == .leftParenthesis {
                try readGroup(from: token)
            } else if token.kind == .connective {
                isAny = token.text == "or"
            }
        }
        guard !items.isEmpty else {
            throw .unusable("there is no condition that a trigger knows", column: text.column(at: range.lowerBound))
        }
        return TriggerGroup(items: items, isAny: isAny, range: range)
    }

    /// The next two tokens, whatever they are, are the operator and the right-hand side.
    private mutating func readComparison(of field: TriggerField, at name: TriggerToken) throws(TriggerError) {
        guard let sign = tokens.popFirst(), let value = tokens.popFirst() else {
            let problem = "an operator and a value must follow \(name.text)"
            throw .noValue(problem, column: text.column(at: name.range.lowerBound))
        }
        let test = TriggerTest(field: field, operator: sign, value: value)
        let range = name.range.lowerBound..<value.range.upperBound
        items.append(.condition(TriggerCondition(field: field, test: test, range: range)))
    }

    /// The next five tokens are a parenthesis, a field, a comma, a text and a parenthesis by their position only.
    private mutating func readFunction(
        _ function: TriggerToken, isNegated: Bool, start: Int
    ) throws(TriggerError) {
        tokens = tokens.dropFirst()
        let subject = tokens.popFirst()
        tokens = tokens.dropFirst()
        guard let subject, let value = tokens.popFirst() else {
            throw .noValue("\(function.text) lacks an argument", column: text.column(at: function.range.lowerBound))
        }
        let end = (tokens.popFirst() ?? value).range.upperBound
        guard let field = TriggerField(argument: subject) else { return }
        let text = value.comparisonText
        let test: TriggerTest =
            function.text == "match"
            ? .match(text, isNegated: isNegated) : .pattern(.contains(text), isNegated: isNegated)
        items.append(.condition(TriggerCondition(field: field, test: test, range: start..<end)))
    }

    /// A group ends at the first closing parenthesis, so that there can be none within another.
    private mutating func readGroup(from opening: TriggerToken) throws(TriggerError) {
        guard let end = tokens.firstIndex(where: { $0.kind == .rightParenthesis }) else {
            let problem = "this parenthesis is not closed, or there are parentheses within it"
            throw .unusable(problem, column: text.column(at: opening.range.lowerBound))
        }
        let range = opening.range.lowerBound..<tokens[end].range.upperBound
        items.append(.group(try Self.group(text, tokens[..<end], range)))
        tokens = tokens[(end + 1)...]
    }
}

extension TriggerToken {
    /// Whether this is a function that triggers know.
    var isFunction: Bool { kind == .name && (text == "contains" || text == "match") }
}

extension String {
    /// The column of a byte, counted in characters of Unicode from 1.
    func column(at offset: Int) -> Int {
        let end = utf8.index(utf8.startIndex, offsetBy: offset, limitedBy: utf8.endIndex) ?? utf8.endIndex
        return unicodeScalars[..<end].count + 1
    }

    /// What is written at a range of bytes.
    func written(_ range: Range<Int>) -> String {
        String(decoding: utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
