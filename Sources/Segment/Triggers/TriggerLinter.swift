/// Goes through a trigger's tokens as a person would read them, and notes where the runtime reads something else.
struct TriggerLinter {
    /// A pair of parentheses that is open.
    struct Level {
        /// The function whose arguments they hold; nil for a group.
        var function: TriggerToken?
        var connective: String?
        var isMixed = false
        /// Whether a condition is complete, so that only a connective can follow.
        var needsConnective = false
        /// Whether this is a group, or within one.
        var isWithinGroup = false
        var arguments: [TriggerToken] = []
    }

    let text: String
    let tokens: [TriggerToken]
    var index = 0
    var levels = [Level()]
    /// Whether a string that does not end where it looks has been noted; the rest then follows from that.
    var hasMisreadString = false
    private var findings: [TriggerLint] = []

    /// More findings than anybody reads are not collected.
    private static let mostFindings = 50

    static func findings(in text: String) -> [TriggerLint] {
        let lexer = TriggerLexer(text)
        var linter = TriggerLinter(text: text, tokens: lexer.tokens)
        linter.lint(lexer.problems)
        linter.lintCarriageReturns()
        while linter.token.kind != .end { linter.lintNext() }
        linter.lintEnd()
        return linter.findings.sorted { $0.column < $1.column }
    }

    private init(text: String, tokens: [TriggerToken]) {
        self.text = text
        self.tokens = tokens
    }

    var token: TriggerToken { tokens[index] }

    /// The token that many places further on, or the end.
    func token(after distance: Int) -> TriggerToken {
        tokens[min(index + distance, tokens.count - 1)]
    }

    var previous: TriggerToken? { index > 0 ? tokens[index - 1] : nil }

    var level: Level {
        get { levels[levels.count - 1] }
        set { levels[levels.count - 1] = newValue }
    }

    /// Notes a finding; of one rule there is one at a place.
    mutating func note(_ rule: TriggerLint.Rule, at offset: Int, _ message: String, fix: String) {
        guard findings.count < Self.mostFindings else { return }
        let column = text.column(at: offset)
        guard !findings.contains(where: { $0.rule == rule && $0.column == column }) else { return }
        findings.append(TriggerLint(rule: rule, message: message, column: column, fix: fix))
    }

    mutating func note(_ rule: TriggerLint.Rule, at token: TriggerToken, _ message: String, fix: String) {
        note(rule, at: token.range.lowerBound, message, fix: fix)
    }

    private mutating func lint(_ problems: [TriggerLexer.Problem]) {
        let bytes = Array(text.utf8)
        for problem in problems.prefix(Self.mostFindings) {
            switch problem.kind {
            case .missingSpace:
                note(
                    .missingSpace, at: problem.offset, "The whole trigger is invalid: \(problem.reason).",
                    fix: "Put a space on both sides of the operator.")
            case .openQuote:
                note(
                    .unfinished, at: problem.offset, "The quote is never closed, so that the whole trigger is invalid.",
                    fix: "Close the string with the same quote.")
            case .other where bytes[problem.offset] == UInt8(ascii: "\r"): break
            case .other where "&|".utf8.contains(bytes[problem.offset]):
                let isSecond = problem.offset > 0 && bytes[problem.offset - 1] == bytes[problem.offset]
                if isSecond { continue }
                note(
                    .unknownConnective, at: problem.offset, "&& and || are unknown; the whole trigger is invalid.",
                    fix: #"Write "and" or "or"."#)
            case .other:
                note(
                    .unreadable, at: problem.offset, "The whole trigger is invalid: \(problem.reason).",
                    fix: "Take it away; in a field's name, put a backslash before it.")
            }
        }
    }

    private mutating func lintCarriageReturns() {
        guard let offset = Array(text.utf8).firstIndex(of: UInt8(ascii: "\r")) else { return }
        note(
            .carriageReturn, at: offset,
            "A carriage return makes the trigger invalid, or hides what follows it in a string.",
            fix: "Use line feeds alone, or write the trigger on one line.")
    }

    private mutating func lintEnd() {
        guard text.utf8.contains(where: { $0 > UInt8(ascii: " ") }) else {
            return note(
                .unfinished, at: 0, "The trigger is empty and never matches.",
                fix: #"Write for example type = "track"."#)
        }
        if levels.count > 1 {
            note(
                .unfinished, at: token, "A parenthesis is never closed.", fix: "Close each parenthesis that is opened.")
        }
        if previous?.kind == .connective {
            note(
                .unfinished, at: token,
                "A condition is missing behind the last connective, which is kept for the level.",
                fix: "Take the connective away, or write the condition.")
        }
        guard findings.isEmpty else { return }
        do throws(TriggerError) {
            _ = try Trigger(text)
        } catch {
            note(
                .unreadable, at: 0, "The trigger is invalid: \(error.reason).",
                fix: "Write it as Segment's editor does.")
        }
    }
}
