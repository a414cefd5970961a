public import JSON

/// Whether an event may go to a destination, by its `integrations` (`segment.md`, 1.8).
public enum IntegrationSwitch: Sendable, Hashable {
    /// It may.
    case on
    /// The destination's own key is `false`.
    case offByName
    /// `All` is `false`, and the destination's own key does not say otherwise.
    case offByAll

    /// The code under which blocked events are listed.
    public static let code = "FILTERED_BY_INTEGRATIONS_OBJECT"

    /// Reads an event's switch for a destination of an exact name.
    public init(_ event: JSONValue, for name: String) {
        guard case .object(let integrations) = event["integrations"] else {
            self = .on
            return
        }
        switch integrations[name] {
        case .bool(false): self = .offByName
        case nil, .null: self = integrations["All"] == false ? .offByAll : .on
        default: self = .on
        }
    }

    /// Whether the event may go to the destination.
    public var isOn: Bool { self == .on }

    /// Why the event is not sent; nil for one that is.
    public func reason(for name: String) -> String? {
        switch self {
        case .on: nil
        case .offByName: "integrations[\"\(name)\"] is false"
        case .offByAll: "integrations.All is false, and \"\(name)\" is not switched on beside it"
        }
    }

    /// The keys of an event's `integrations` that are probably meant for a destination and are not its name: other
    /// letter case, other or no spaces and brackets, or only the first word.
    public static func lookAlikes(of name: String, in event: JSONValue) -> [String] {
        guard case .object(let integrations) = event["integrations"] else { return [] }
        let wanted = bare(name)
        let firstWord = bare(name.prefix { $0 != " " })
        return integrations.keys.filter { key in
            guard key != name, key != "All" else { return false }
            let found = bare(key)
            return found == wanted || found == firstWord || found == "actions" + firstWord
        }
    }

    private static func bare(_ text: some StringProtocol) -> String {
        String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
