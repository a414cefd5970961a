public import JSON

/// Subscriptions as the JSON list that tools for Segment exchange: `[{"name", "partnerAction", "enabled", "subscribe",
/// "mapping"}]`.
public enum SubscriptionList {
    /// Something to know about a list, with the place it is at.
    public struct Finding: Sendable, Hashable, CustomStringConvertible {
        /// Where, such as `subscriptions[1].partnerAction`.
        public let path: String
        /// What is wrong there, to be read behind the path.
        public let message: String

        /// The place and what is wrong.
        public var description: String { "\(path) \(message)" }
    }

    /// Why a list cannot be taken over; nothing of it is.
    public struct ImportError: Error, Sendable, Hashable, CustomStringConvertible {
        /// Everything that is wrong, in the order of the list; one at least.
        public let findings: [Finding]

        /// One line for each.
        public var description: String { findings.map(\.description).joined(separator: "\n") }
    }

    /// The subscriptions of a list.
    public struct Import: Sendable, Hashable {
        /// The subscriptions, in order.
        public let subscriptions: [Subscription]
        /// What does not do what it looks like, and is taken over nonetheless.
        public let warnings: [Finding]
    }

    /// Reads a list.
    ///
    /// `partnerAction` and `subscribe` are needed. Without `name` it is the action's title, without `enabled` it is
    /// switched on, without `mapping` it is the action's own.
    ///
    /// - Parameters:
    ///   - path: where the list is in what was given.
    ///   - keepsIDs: whether an entry may have an `id`, which its subscription then has.
    ///   - makeID: makes the id of each other subscription.
    /// - Throws: ``ImportError`` with all that is wrong.
    public static func read(
        _ json: JSONValue, path: String = "subscriptions", keepsIDs: Bool = false, makeID: () -> String
    ) throws(ImportError) -> Import {
        guard case .array(let entries) = json else {
            let finding = Finding(path: path, message: "must be an array, but it is \(json.kindWithArticle)")
            throw ImportError(findings: [finding])
        }
        var errors: [Finding] = []
        var warnings: [Finding] = []
        var subscriptions: [Subscription] = []
        if entries.count > DubDestination.mostSubscriptions {
            let message = "has \(entries.count) entries, and may have \(DubDestination.mostSubscriptions)"
            errors.append(Finding(path: path, message: message))
        }
        for (index, entry) in entries.enumerated() {
            var reader = SubscriptionReader(path: "\(path)[\(index)]", keepsIDs: keepsIDs)
            if let subscription = reader.read(entry, makeID: makeID) { subscriptions.append(subscription) }
            errors += reader.errors
            warnings += reader.warnings
        }
        guard errors.isEmpty else { throw ImportError(findings: errors) }
        return Import(subscriptions: subscriptions, warnings: warnings)
    }

    /// Reads a single subscription, as an entry of a list; without `subscribe` it has the action's own trigger.
    ///
    /// - Throws: ``ImportError`` with all that is wrong; the paths begin at the entry.
    public static func readEntry(
        _ json: JSONValue, makeID: () -> String
    ) throws(ImportError) -> (Subscription, warnings: [Finding]) {
        var reader = SubscriptionReader(path: "", needsTrigger: false)
        guard let subscription = reader.read(json, makeID: makeID) else { throw ImportError(findings: reader.errors) }
        return (subscription, reader.warnings)
    }

    /// The list of some subscriptions, which ``read(_:path:keepsIDs:makeID:)`` takes back.
    public static func json(_ subscriptions: [Subscription]) -> JSONValue {
        .array(subscriptions.map { .object(entry($0)) })
    }

    /// The entry of a subscription.
    static func entry(_ subscription: Subscription) -> JSONObject {
        [
            "name": .string(subscription.name), "partnerAction": .string(subscription.action.rawValue),
            "enabled": .bool(subscription.isEnabled), "subscribe": .string(subscription.trigger),
            "mapping": subscription.mapping,
        ]
    }
}
