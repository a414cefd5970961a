extension TriggerLinter {
    mutating func lintField(_ name: TriggerToken) {
        guard TriggerField(subject: name) == nil else { return }
        if name.text == "all" || name.isFunction {
            note(
                .unsupportedField, at: name, "\(name.text) alone is no condition and is skipped.",
                fix: #"Write a condition such as type = "track"."#)
        } else {
            note(
                .unsupportedField, at: name,
                "Triggers do not know the field \(name.text): its condition is dropped, and the rest alone decides.",
                fix: "Use type, event, name, userId, properties, traits or context, or take the condition away.")
        }
    }

    /// A field that nothing is compared with; where something else is wrong with it, that is enough.
    mutating func lintLoneField(_ name: TriggerToken) {
        guard let field = TriggerField(subject: name), previous?.isSign("!") != true else { return }
        note(
            .unfinished, at: name,
            "An operator and a value must follow \(name.text); without them the trigger is invalid or misread.",
            fix: field.isTestedForPresence
                ? "Write \(name.text) != null to ask whether there is a value."
                : "Compare \(name.text) with a text in double quotes.")
    }

    mutating func noteOperator(_ sign: TriggerToken) {
        note(
            .unsupportedOperator, at: sign, "\(sign.text) is no operator here, so that the condition never holds.",
            fix: sign.text == "in" ? "Write one comparison for each value, joined by \"or\"." : "Use = or !=.")
    }

    mutating func lintOperator(_ sign: TriggerToken, _ value: TriggerToken) {
        if value.kind == .end {
            note(
                .unfinished, at: sign, "The value is missing; the field is compared with the text \"eos\".",
                fix: "Write the value behind \(sign.text).")
        } else if value.kind == .comparison, sign.range.upperBound == value.range.lowerBound {
            let isMisread = sign.text != "=" && value.text == "="
            let written = sign.text + value.text
            note(
                isMisread ? .missingSpace : .unsupportedOperator, at: sign,
                isMisread
                    ? "Without a space behind it, \(written) is read as two operators and the condition never holds."
                    : "\(written) is no operator; the condition never holds.",
                fix: isMisread ? "Put a space on both sides of \(written)." : "Write =, with a space on both sides.")
        }
    }

    /// A space before and behind an operator; it is not always needed, but nobody can know where.
    mutating func lintSpaces(around sign: TriggerToken) {
        let bytes = text.utf8
        func isSpace(_ offset: Int) -> Bool {
            guard offset >= 0, offset < bytes.count else { return true }
            return bytes[bytes.index(bytes.startIndex, offsetBy: offset)] <= UInt8(ascii: " ")
        }
        let isDoubled = token(after: 2).kind == .comparison && token(after: 2).range.lowerBound == sign.range.upperBound
        guard !isDoubled, !isSpace(sign.range.lowerBound - 1) || !isSpace(sign.range.upperBound) else { return }
        note(
            .missingSpace, at: sign, "White space is missing beside \(sign.text); only = is read all the same.",
            fix: "Put a space on both sides of \(sign.text).")
    }

    mutating func lintValue(_ value: TriggerToken, of name: TriggerToken, _ sign: TriggerToken) {
        guard let field = TriggerField(subject: name) else { return }
        if (value.kind == .null && !field.isTestedForPresence) || (value.truth != nil && !field.isTestedForTruth) {
            let isAlwaysTrue = sign.text == "!=" ? ", which is true for nearly every event" : ""
            note(
                .textOnlyField, at: name,
                "\(field.name) is only ever compared as text, here with \"\(value.text)\"\(isAlwaysTrue).",
                fix: "Compare \(field.name) with a text in double quotes, or take the condition away.")
        } else if sign.text == "!=", let truth = value.truth {
            note(
                .notTruth, at: sign,
                "!= \(truth) compares with the text \"\(truth)\", and holds for the value \(truth) too.",
                fix: "Write \(field.name) = \(!truth).")
        }
    }

    /// A call that has just been closed, with a comparison that may follow it.
    mutating func lintCall(of function: TriggerToken, _ arguments: [TriggerToken]) {
        if token.kind == .comparison, token.text != "!" {
            if function.isFunction {
                note(
                    .unsupportedOperator, at: token,
                    "\(function.text) stands alone; what it is compared with is skipped.",
                    fix: "Write \(function.text), or !\(function.text), and no operator behind it.")
            }
            skipValue()
        }
        guard function.isFunction else {
            return note(
                .unsupportedFunction, at: function,
                "Triggers do not know the function \(function.text): it makes the trigger false or invalid.",
                fix: "Use contains or match, or compare the field itself.")
        }
        guard arguments.count == 2 else {
            return note(
                .unfinished, at: function, "\(function.text) takes a field and a text, and is misread otherwise.",
                fix: #"Write \#(function.text)(event, "…")."#)
        }
        if TriggerField(argument: arguments[0]) == nil {
            note(
                .unsupportedField, at: arguments[0],
                "\(function.text) does not know the field \(arguments[0].text): its condition is dropped.",
                fix: "Use event, name, userId, properties, traits or context.")
        }
        if function.text == "match" { lintPattern(arguments[1]) }
    }

    private mutating func lintPattern(_ pattern: TriggerToken) {
        guard !pattern.text.hasPrefix("'") else { return }
        let text = pattern.comparisonText
        let stars = text.utf8.count { $0 == UInt8(ascii: "*") }
        guard pattern.kind != .string || stars != 1 || !(text.hasPrefix("*") || text.hasSuffix("*")) else { return }
        let reading =
            text.hasSuffix("*")
            ? "starts with \"\(text.dropLast())\"" : "ends with \"\(text.dropFirst())\""
        note(
            .matchPattern, at: pattern,
            "A pattern has one star, at its beginning or its end; this one means: \(reading).",
            fix: stars == 0 ? "Write \"\(text)*\", or compare with =." : "Use contains, or one star at an end.")
    }

    mutating func lintQuotes(_ token: TriggerToken) {
        guard token.kind == .string else { return }
        let content = token.text.dropFirst().prefix { $0 != token.text.first }
        if token.text.hasPrefix("'") {
            note(
                .singleQuotes, at: token, "Single quotes are taken for part of the text, which no value then equals.",
                fix: "Write \"\(content)\".")
        }
        if token.isMisread, !hasMisreadString, token.range.upperBound < text.utf8.count {
            hasMisreadString = true
            note(
                .missingSpace, at: token.range.upperBound,
                "White space must follow a closing quote; this one opens another string instead.",
                fix: "Put a space behind the quote. A quote cannot be part of a string.")
        }
    }
}
