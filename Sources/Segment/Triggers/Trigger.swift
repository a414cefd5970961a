public import JSON

/// The condition of a mapping of a destination, or a destination filter (`segment.md`, 2).
///
/// Making one reads the text once; `matches` is for as many events as there are.
public struct Trigger: Sendable {
    /// The two languages that Segment has under one name.
    public enum Dialect: String, Sendable, CaseIterable {
        /// The small one, which decides whether a mapping is run; with all oddities of the runtime (2.1 to 2.6, 2.9).
        case trigger
        /// The larger one of destination filters (2.8).
        case filter
    }

    enum Program: Sendable {
        case trigger(TriggerGroup)
        case filter(FilterExpression)
    }

    /// What the runtime says when a trigger does not match.
    public static let notSubscribed = "not subscribed"
    /// The same for an event of a batch.
    public static let notSubscribedInBatch = "Payload is either invalid or does not match the subscription"

    /// The text as it was given.
    public let text: String
    /// The language it is read in.
    public let dialect: Dialect
    let program: Program

    /// Reads a trigger.
    ///
    /// - Throws: `TriggerError` for a text that never matches anything; the event counts as not subscribed then.
    public init(_ text: String, dialect: Dialect = .trigger) throws(TriggerError) {
        self.text = text
        self.dialect = dialect
        program =
            switch dialect {
            case .trigger: .trigger(try TriggerReader.read(text))
            case .filter: .filter(try FilterParser.parse(text))
            }
    }

    /// Whether an event, an object as the destination gets it, meets the condition.
    public func matches(_ event: JSONValue) -> Bool {
        switch program {
        case .trigger(let group): group.holds(for: event)
        case .filter(let expression): expression.holds(for: event)
        }
    }

    /// The names that the trigger compares `event =` with, in their order and each once.
    public var eventNames: [String] {
        let names: [String] =
            switch program {
            case .trigger(let group):
                group.conditions.compactMap { condition in
                    guard case .text(let name) = condition.test, condition.field == .plain(.event) else { return nil }
                    return name
                }
            case .filter(let expression): expression.eventNames
            }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}

extension Trigger: Hashable {
    /// Whether both are the same text in the same language.
    public static func == (one: Trigger, other: Trigger) -> Bool {
        one.text == other.text && one.dialect == other.dialect
    }

    /// Hashes the text and the language.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
        hasher.combine(dialect)
    }
}
