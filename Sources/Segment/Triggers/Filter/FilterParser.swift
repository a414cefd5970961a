import JSON

/// Reads a destination filter by recursive descent; `and` binds closer than `or`, and `!` closest.
struct FilterParser {
    /// Deeper nesting is refused: each level takes stack.
    static let maximumDepth = 64

    private let text: String
    private let tokens: [FilterToken]
    private var position = 0
    private var depth = 0

    /// The expression that a text is.
    ///
    /// - Throws: `TriggerError` for a text that is none.
    static func parse(_ text: String) throws(TriggerError) -> FilterExpression {
        let tokens = try FilterLexer.tokens(of: text)
        guard tokens.count > 1 else { throw .empty }
        if tokens.count == 2, tokens[0].word == "all" {
            return FilterExpression(.literal(true), tokens[0].range)
        }
        var parser = FilterParser(text: text, tokens: tokens)
        let expression = try parser.either()
        guard parser.token.kind == .end else { throw parser.failure("and, or or the end should be here") }
        return expression
    }

    private init(text: String, tokens: [FilterToken]) {
        self.text = text
        self.tokens = tokens
    }

    private mutating func either() throws(TriggerError) -> FilterExpression {
        var terms = [try both()]
        while takeWord("or") { terms.append(try both()) }
        return joined(terms) { .any($0) }
    }

    private mutating func both() throws(TriggerError) -> FilterExpression {
        var terms = [try comparison()]
        while takeWord("and") { terms.append(try comparison()) }
        return joined(terms) { .all($0) }
    }

    private func joined(
        _ terms: [FilterExpression], by kind: ([FilterExpression]) -> FilterExpression.Kind
    ) -> FilterExpression {
        terms.count == 1 ? terms[0] : FilterExpression(kind(terms), terms[0].range.lowerBound..<end)
    }

    private mutating func comparison() throws(TriggerError) -> FilterExpression {
        let left = try operand()
        let start = left.range.lowerBound
        if takeWord("in") {
            let list = try operand()
            return FilterExpression(.contained(left, in: list), start..<end)
        }
        guard case .sign(let sign) = token.kind, let order = FilterExpression.Comparison(rawValue: sign) else {
            return left
        }
        position += 1
        let right = try operand()
        return FilterExpression(.comparison(order, left, right), start..<end)
    }

    private mutating func operand() throws(TriggerError) -> FilterExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw failure("the filter is nested too deeply") }
        let first = token
        let start = first.range.lowerBound
        position += first.kind == .end ? 0 : 1
        switch first.kind {
        case .string(let text): return FilterExpression(.literal(.string(text)), first.range)
        case .number(let number): return FilterExpression(.literal(.number(number)), first.range)
        case .name(let path): return try named(path, at: first)
        case .sign("!"):
            let negated = try operand()
            return FilterExpression(.not(negated), start..<end)
        case .sign("("):
            let inner = try either()
            try take(")")
            return FilterExpression(inner.kind, start..<end)
        case .sign("["):
            let elements = try arguments(upTo: "]")
            return FilterExpression(.list(elements), start..<end)
        case .sign, .end:
            position = first.kind == .end ? position : position - 1
            throw failure("a field, a value or a function should be here")
        }
    }

    /// A literal, a function call or a field.
    private mutating func named(_ path: [String], at name: FilterToken) throws(TriggerError) -> FilterExpression {
        switch name.word {
        case "true"?: return FilterExpression(.literal(true), name.range)
        case "false"?: return FilterExpression(.literal(false), name.range)
        case "null"?: return FilterExpression(.literal(.null), name.range)
        case "and"?, "or"?, "in"?:
            position -= 1
            throw failure("a field, a value or a function should be here")
        default: break
        }
        guard token.isSign("(") else { return FilterExpression(.field(path), name.range) }
        guard let word = name.word, let function = FilterFunction(rawValue: word) else {
            position -= 1
            throw failure("there is no function \(path.joined(separator: "."))")
        }
        position += 1
        let given = try arguments(upTo: ")")
        guard given.count == function.argumentCount else {
            throw failure("\(word) takes \(function.argumentCount == 1 ? "one argument" : "two arguments")")
        }
        if function == .match, case .literal(.string(let pattern)) = given[1].kind {
            return FilterExpression(.match(given[0], FilterGlob(pattern)), name.range.lowerBound..<end)
        }
        return FilterExpression(.call(function, given), name.range.lowerBound..<end)
    }

    private mutating func arguments(upTo closing: String) throws(TriggerError) -> [FilterExpression] {
        var given: [FilterExpression] = []
        if token.isSign(closing) {
            position += 1
            return given
        }
        while true {
            given.append(try either())
            guard token.isSign(",") else { break }
            position += 1
        }
        try take(closing)
        return given
    }

    private mutating func take(_ sign: String) throws(TriggerError) {
        guard token.isSign(sign) else { throw failure("\(sign) should be here") }
        position += 1
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard token.word == word else { return false }
        position += 1
        return true
    }

    private var token: FilterToken { tokens[position] }

    /// Where the last token that was read ends.
    private var end: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

    private func failure(_ problem: String) -> TriggerError {
        .filter(problem, column: text.column(at: token.range.lowerBound))
    }
}
