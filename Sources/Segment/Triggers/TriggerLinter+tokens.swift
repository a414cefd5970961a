extension TriggerLinter {
    /// Looks at the next token, or at the condition that begins with it.
    mutating func lintNext() {
        switch token.kind {
        case .leftParenthesis: open()
        case .rightParenthesis: close()
        case .connective: lintConnective()
        case .comparison where token.text == "!": lintNegation()
        case .name, .string, .number, .null, .comparison: lintTerm()
        case .dot, .leftBracket, .rightBracket, .comma, .end: index += 1
        }
    }

    private mutating func open() {
        let function = isCall ? previous : nil
        if function == nil {
            startTerm()
            if levels.count > 1 {
                note(
                    .nestedGroup, at: token, "Parentheses within parentheses make the trigger invalid.",
                    fix: "Use one level of parentheses, or two mappings with a trigger each.")
            }
        } else if level.isWithinGroup, let function {
            note(
                .functionInGroup, at: function,
                "The group ends at the first ), that of \(function.text); the rest joins the outer level.",
                fix: "Move the function out of the parentheses, or use two mappings with a trigger each.")
        }
        levels.append(Level(function: function, isWithinGroup: function == nil || level.isWithinGroup))
        index += 1
    }

    private mutating func close() {
        if levels.count > 1 {
            let closed = levels.removeLast()
            level.needsConnective = true
            index += 1
            if let function = closed.function { lintCall(of: function, closed.arguments) }
        } else {
            note(
                .unfinished, at: token, "No parenthesis is open here; this one is skipped.",
                fix: "Take the parenthesis away.")
            index += 1
        }
    }

    private mutating func lintConnective() {
        if let first = level.connective, first != token.text, !level.isMixed {
            level.isMixed = true
            note(
                .mixedConnectives, at: token,
                #""and" and "or" are mixed on one level: neither binds closer, and the last one counts for them all."#,
                fix: levels.count > 1
                    ? "Use one connective in the group, or two mappings with a trigger each."
                    : "Put the conditions that belong together in parentheses.")
        }
        level.connective = level.connective ?? token.text
        level.needsConnective = false
        index += 1
    }

    private mutating func lintNegation() {
        let next = token(after: 1)
        if next.kind == .leftParenthesis {
            note(
                .negatedGroup, at: token, "! before a parenthesis is ignored: the group counts as it is.",
                fix: "Negate each condition in the group with != or !contains.")
        } else if next.kind == .name, token(after: 2).kind != .leftParenthesis {
            note(
                .negatedCondition, at: token, "! works only directly before contains and match; here it is ignored.",
                fix: "Write = false, = null or != with the value.")
        }
        index += 1
    }

    /// A condition, an argument or a word that is out of place.
    private mutating func lintTerm() {
        if level.function != nil {
            level.arguments.append(token)
            lintQuotes(token)
            index += 1
            return
        }
        if token.kind == .name, token.isConnectiveLike {
            lintConnectiveLike()
            index += 1
            return
        }
        startTerm()
        if token.kind == .name, token(after: 1).kind != .leftParenthesis {
            lintComparison()
        } else {
            lintQuotes(token)
            index += 1
        }
    }

    private mutating func startTerm() {
        if level.needsConnective, !hasMisreadString, isSpaceBefore(token) {
            note(
                .missingConnective, at: token,
                #"There is no connective before this: it counts as "and", unless an "or" follows."#,
                fix: #"Write "and" or "or" between the conditions."#)
        }
        level.needsConnective = false
    }

    private mutating func lintConnectiveLike() {
        let word = token.text.lowercased()
        if token.text == "and" || token.text == "or" {
            note(
                .missingSpace, at: token,
                "\"\(word)\" without white space behind it is no connective and is skipped.",
                fix: "Write a space behind \"\(word)\".")
        } else {
            note(
                .unknownConnective, at: token, "\(token.text) is an unknown word: it is skipped and connects nothing.",
                fix: word == "not" ? "Write !contains, !match or !=." : "Write \"\(word)\" in small letters.")
        }
        level.needsConnective = false
    }

    /// A field with what stands behind it, up to the value.
    private mutating func lintComparison() {
        let (name, sign, value) = (token, token(after: 1), token(after: 2))
        lintField(name)
        guard sign.kind == .comparison else {
            if sign.kind == .end || sign.kind == .rightParenthesis || sign.kind == .connective {
                lintLoneField(name)
            } else if sign.kind != .leftParenthesis {
                noteOperator(sign)
                level.needsConnective = true
                index += 2
                return skipValue()
            }
            level.needsConnective = true
            index += 1
            return
        }
        lintSpaces(around: sign)
        lintOperator(sign, value)
        lintValue(value, of: name, sign)
        level.needsConnective = true
        index += 2
        skipValue()
    }

    /// Whether nothing but white space stands before the token: what cannot be read is noted already.
    private func isSpaceBefore(_ token: TriggerToken) -> Bool {
        let start = previous?.range.upperBound ?? 0
        return text.utf8.dropFirst(start).prefix(token.range.lowerBound - start).allSatisfy { $0 <= UInt8(ascii: " ") }
    }

    /// Goes on behind the value, a list included, and behind a second operator before it.
    mutating func skipValue() {
        while token.kind == .comparison && token.text != "!" { index += 1 }
        if token.kind == .leftBracket {
            while token.kind != .end, token.kind != .rightBracket { index += 1 }
            index += token.kind == .end ? 0 : 1
        } else if ![.end, .connective, .leftParenthesis, .rightParenthesis].contains(token.kind) {
            lintQuotes(token)
            index += 1
        }
    }

    /// Whether the parenthesis opens the arguments of a function: a name stands before it, and that is no value.
    private var isCall: Bool {
        guard let name = previous, name.kind == .name, !name.isConnectiveLike else { return false }
        guard index > 1 else { return true }
        return tokens[index - 2].kind != .comparison || tokens[index - 2].text == "!"
    }
}

extension TriggerToken {
    /// A word that looks like a connective and is none.
    var isConnectiveLike: Bool { kind == .name && ["and", "or", "not"].contains(text.lowercased()) }

    /// Whether this is a string whose closing quote was left for another one.
    var isMisread: Bool {
        kind == .string && !(range.count > 1 && text.utf8.last == text.utf8.first)
    }
}
