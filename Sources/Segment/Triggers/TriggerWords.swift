import JSON

/// What conditions demand and what events have, in words for people.
enum TriggerWords {
    /// The words behind the name of a field: `is missing`, `is "Sign Up"`, `is the number 3`.
    static func state(of value: JSONValue?) -> String {
        switch value {
        case nil: "is missing"
        case .null?: "is null"
        case .bool(let value)?: "is \(value)"
        case .number(let value)?: "is the number \(JavaScriptText.number(value))"
        case .string(let text)?: "is \(quoted(text))"
        case .array(let elements)?: "is a list of \(elements.count)"
        case .object?: "is an object"
        }
    }

    /// A text in quotes, cut where it is too long to be read.
    static func quoted(_ text: String) -> String {
        let isLong = text.count > 80
        return "\"\(isLong ? text.prefix(77) + "…" : text[...])\""
    }
}

extension TriggerCondition {
    /// What the event has at the field and, where that is not it, what was wanted and how close it is.
    func words(for event: JSONValue) -> String {
        let found = field.value(in: event)
        let seen = "\(field.name) \(TriggerWords.state(of: found))"
        guard test.holds(for: found) else {
            return "\(seen), \(wanted)" + (hint(for: found).map { ": \($0)" } ?? "")
        }
        if case .notText(let text) = test {
            return "\(seen), which is not \(found?.string == nil ? "the text " : "")\(TriggerWords.quoted(text))"
        }
        return seen
    }

    private var wanted: String {
        switch test {
        case .text(let text): "wanted \(TriggerWords.quoted(text))"
        case .notText(let text): "wanted anything but \(TriggerWords.quoted(text))"
        case .number(let number): "wanted the number \(JavaScriptText.number(number))"
        case .otherNumber(let number): "wanted a number other than \(JavaScriptText.number(number))"
        case .order(let order, let limit): "wanted a number \(order.rawValue) \(JavaScriptText.number(limit))"
        case .truth(let truth): "wanted \(truth)"
        case .present: "wanted a value"
        case .missing: "wanted none"
        case .pattern(.contains(let part), let isNegated):
            "wanted text with\(isNegated ? "out" : "") \(TriggerWords.quoted(part)) in it"
        case .pattern(.starts(let part), let isNegated):
            "wanted text that \(isNegated ? "does not start" : "starts") with \(TriggerWords.quoted(part))"
        case .pattern(.ends(let part), let isNegated):
            "wanted text that \(isNegated ? "does not end" : "ends") with \(TriggerWords.quoted(part))"
        case .never(let sign): "and \(TriggerWords.quoted(sign)) is no operator, so that this never holds"
        }
    }

    private func hint(for found: JSONValue?) -> String? {
        switch (test, found) {
        case (.text(let wanted), _) where wanted.hasPrefix("'"): "single quotes are taken for part of the text"
        case (.text(let wanted), .string(let text)?): NearName.explanation(text, wanted: wanted)
        case (.text(let wanted), .number(let number)?) where wanted == JavaScriptText.number(number):
            "a number never equals a text"
        case (.text(let wanted), .bool(let truth)?) where wanted == String(truth): "a truth value never equals a text"
        case (.number, .string?), (.otherNumber, .string?), (.order, .string?): "a text never counts as a number"
        case (.order(_, let limit), _) where limit.isNaN: "there is no number to compare with"
        case (.truth, .string?), (.truth, .number?): "only the values true and false themselves count"
        case (.pattern(.contains(let part), isNegated: false), .string(let text)?)
        where TriggerText.contains(text.lowercased(), part.lowercased()):
            "only the letter case differs"
        default: nil
        }
    }
}

extension FilterExpression {
    /// What the event has at the field, and whether that is what was wanted.
    func words(_ written: String, found: JSONValue?, holds: Bool) -> String {
        guard let field = firstField?.joined(separator: ".") else {
            return holds ? "\(written) always holds" : "\(written) never holds"
        }
        let seen = "\(field) \(TriggerWords.state(of: found))"
        guard !holds else { return seen }
        return "\(seen), wanted \(written)" + (hint(for: found).map { ": \($0)" } ?? "")
    }

    private func hint(for found: JSONValue?) -> String? {
        guard case .comparison(.same, let left, let right) = kind, let text = found?.string else { return nil }
        for case .literal(.string(let wanted)) in [left.kind, right.kind] {
            return NearName.explanation(text, wanted: wanted)
        }
        return nil
    }
}
