public import JSON

/// One way out of a trap, as a change that somebody can make, or a program for them.
public struct Cure: Sendable, Hashable {
    /// What is changed.
    public enum Change: Sendable, Hashable {
        /// The event: these members are to be sent, beside what it has.
        case send(JSONValue)
        /// The mapping: a field gets this value or directive.
        case map(field: String, to: JSONValue)
        /// The mapping: a field is taken out.
        case unmap(field: String)
        /// The trigger.
        case trigger(String)
        /// Nothing that has a form: the words say it.
        case advice
    }

    /// What to do, in words.
    public let words: String
    /// What is changed.
    public let change: Change

    init(_ words: String, _ change: Change = .advice) {
        self.words = words
        self.change = change
    }

    /// The subscription with the cure applied; nil for a cure that is not in it.
    ///
    /// - Throws: `MappingError` for a mapping whose fields cannot be changed one by one.
    public func applied(to subscription: Subscription) throws(MappingError) -> Subscription? {
        var cured = subscription
        switch change {
        case .map(let field, let value):
            cured.mapping = try Mapping(subscription.mapping).replacing(field: field, with: value).json
        case .unmap(let field): cured.mapping = try Mapping(subscription.mapping).removing(field: field).json
        case .trigger(let text): cured.trigger = text
        case .send, .advice: return nil
        }
        return cured
    }

    /// The command that applies the cure to a subscription; nil for a cure that is not in it.
    public func command(for subscriptionID: String) -> String? {
        let command = "dubcheck segment set \(Self.quoted(subscriptionID))"
        switch change {
        case .map(let field, let value): return "\(command) --map \(Self.quoted("\(field)=\(value.compact)"))"
        case .unmap(let field): return "\(command) --unmap \(Self.quoted(field))"
        case .trigger(let text): return "\(command) --trigger \(Self.quoted(text))"
        case .send, .advice: return nil
        }
    }

    /// What is to be sent, as JSON over several lines; nil for every other cure.
    public var snippet: String? {
        if case .send(let members) = change { members.pretty } else { nil }
    }

    /// A word of a shell command.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        guard text.isEmpty || !isPlain else { return text }
        return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}

extension Cure {
    /// The directive that reads a path.
    static func path(_ path: String) -> JSONValue { ["@path": .string(path)] }
}
