public import JSON

/// Why an event meets a trigger or does not, condition by condition.
public struct TriggerExplanation: Sendable, Hashable {
    /// How many of the parts must hold.
    public enum Connective: String, Sendable, Hashable {
        /// Every one.
        case all
        /// At least one.
        case any
    }

    /// One condition, or a group of them.
    public struct Part: Sendable, Hashable {
        /// What the trigger has there, as it is written.
        public let text: String
        /// The field's path within the event; nil for a group, or for a condition without a field.
        public let field: String?
        /// What the event has at the field; nil when that is missing.
        public let found: JSONValue?
        /// Whether the condition, or the group, is met.
        public let holds: Bool
        /// What was found and what was wanted, such as `event is "Sign up", wanted "Sign Up": …`.
        public let words: String
        /// How many parts of a group must hold.
        public let connective: Connective
        /// The parts of a group; empty for a condition.
        public let parts: [Part]
    }

    /// Whether the event meets the trigger: what `Trigger.matches` says.
    public let isMatch: Bool
    /// How many of the parts must hold.
    public let connective: Connective
    /// The conditions and groups in their order.
    public let parts: [Part]
}

extension TriggerExplanation: CustomStringConvertible {
    /// One line for the verdict and one for each condition.
    public var description: String {
        let need = parts.count == 1 ? "" : ", \(connective) of \(parts.count) must hold"
        return (["\(isMatch ? "matches" : "does not match")\(need)"] + Self.lines(parts, indent: "  "))
            .joined(separator: "\n")
    }

    private static func lines(_ parts: [Part], indent: String) -> [String] {
        parts.flatMap { part in
            ["\(indent)\(part.holds ? "✓" : "✗") \(part.words)"] + lines(part.parts, indent: indent + "  ")
        }
    }
}

extension Trigger {
    /// Why an event meets the condition or does not.
    public func explain(_ event: JSONValue) -> TriggerExplanation {
        let part =
            switch program {
            case .trigger(let group): explain(group, event)
            case .filter(let expression): explain(expression, event)
            }
        let isGroup = !part.parts.isEmpty
        return TriggerExplanation(
            isMatch: part.holds, connective: part.connective, parts: isGroup ? part.parts : [part])
    }

    private func explain(_ group: TriggerGroup, _ event: JSONValue) -> TriggerExplanation.Part {
        let parts = group.items.map { item in
            switch item {
            case .group(let group): explain(group, event)
            case .condition(let condition):
                TriggerExplanation.Part(
                    condition: text.written(condition.range), field: condition.field.name,
                    found: condition.field.value(in: event), holds: condition.holds(for: event),
                    words: condition.words(for: event))
            }
        }
        return TriggerExplanation.Part(
            group: text.written(group.range), isAny: group.isAny, parts: parts, holds: group.holds(for: event))
    }

    private func explain(_ expression: FilterExpression, _ event: JSONValue) -> TriggerExplanation.Part {
        let written = text.written(expression.range)
        let holds = expression.holds(for: event)
        switch expression.kind {
        case .all(let terms), .any(let terms):
            let isAny = if case .any = expression.kind { true } else { false }
            return TriggerExplanation.Part(
                group: written, isAny: isAny, parts: terms.map { explain($0, event) }, holds: holds)
        default:
            let path = expression.firstField
            let found = path.flatMap { path in
                path.reduce(event as JSONValue?) { value, key in value?.object.flatMap { $0[key] } }
            }
            return TriggerExplanation.Part(
                condition: written, field: path?.joined(separator: "."), found: found, holds: holds,
                words: expression.words(written, found: found, holds: holds))
        }
    }
}

extension TriggerExplanation.Part {
    fileprivate init(condition: String, field: String?, found: JSONValue?, holds: Bool, words: String) {
        self.init(
            text: condition, field: field, found: found, holds: holds, words: words, connective: .all, parts: [])
    }

    fileprivate init(group: String, isAny: Bool, parts: [TriggerExplanation.Part], holds: Bool) {
        let held = parts.count(where: \.holds)
        let words =
            parts.count == 1
            ? "the condition in parentheses \(holds ? "holds" : "does not hold")"
            : "\(isAny ? "one" : "all") of \(parts.count) must hold, \(held == 1 ? "1 does" : "\(held) do")"
        self.init(
            text: group, field: nil, found: .none, holds: holds, words: words, connective: isAny ? .any : .all,
            parts: parts)
    }
}
