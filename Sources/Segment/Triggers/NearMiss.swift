public import JSON

/// An event that a trigger would match, were its name written as the trigger has it (`segment.md`, 6, trap 4).
public struct NearMiss: Sendable, Hashable {
    /// The event's name.
    public let found: String
    /// The trigger's name for it.
    public let wanted: String
    /// How they differ, such as `only the letter case differs`.
    public let difference: String
}

extension NearMiss: CustomStringConvertible {
    /// Both names, and how they differ.
    public var description: String {
        "event is \(TriggerWords.quoted(found)), wanted \(TriggerWords.quoted(wanted)): \(difference)"
    }
}

extension Trigger {
    /// What is wrong with the name of an event that misses the trigger by its name alone, and by little.
    ///
    /// Nil for an event that matches, or would not match under any of the trigger's names either.
    public func nearMiss(_ event: JSONValue) -> NearMiss? {
        guard case .object(var members) = event, let found = event["event"].string, !matches(event) else { return nil }
        for wanted in eventNames {
            guard let difference = NearName.explanation(found, wanted: wanted) else { continue }
            members["event"] = .string(wanted)
            if matches(.object(members)) { return NearMiss(found: found, wanted: wanted, difference: difference) }
        }
        return nil
    }
}
