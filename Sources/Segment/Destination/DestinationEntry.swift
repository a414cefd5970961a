public import JSON

/// A destination with its subscriptions, as seeds and configuration files write it: `{"id"?, "name"?, "apiKey"?,
/// "enabled"?, "subscriptions"?}`.
///
/// What is left out is as it is in a new destination: the name in Segment's catalogue, the workspace's own key (null
/// stands for none), switched on, and a subscription of each action with its own trigger and mapping.
public struct DestinationEntry: Sendable, Hashable {
    /// The key with which it calls Dub.
    private enum Key: Sendable, Hashable {
        case usual, none
        case stated(String)
    }

    /// What names it in stores and commands, where that is stated.
    public let id: String?
    /// What its owner calls it.
    public let name: String
    /// What does not do what it looks like, and is taken over nonetheless.
    public let warnings: [SubscriptionList.Finding]

    private let key: Key
    private let isEnabled: Bool?
    /// Those that state no id have an empty one.
    private let subscriptions: [Subscription]?

    private static let members = ["name", "apiKey", "enabled", "subscriptions"]

    /// Reads an entry.
    ///
    /// - Parameters:
    ///   - path: where the entry is in what was given, such as `destinations[0]`; empty where it is all of it.
    ///   - keepsIDs: whether ids may be stated.
    /// - Throws: all that is wrong, each with its path, such as `destinations[0].subscriptions[1].subscribe`.
    public init(
        json: JSONValue, path: String = "", keepsIDs: Bool = true
    ) throws(SubscriptionList.ImportError) {
        var reader = SubscriptionReader(path: path)
        guard case .object(let members) = json else {
            reader.failWhole("must be an object, but it is \(json.kindWithArticle)", as: "the destination")
            throw SubscriptionList.ImportError(findings: reader.errors)
        }
        reader.warnUnknown(members, known: keepsIDs ? ["id"] + Self.members : Self.members)
        id = keepsIDs ? reader.text(members["id"], "id") : nil
        name = reader.text(members["name"], "name") ?? DubDestination.key
        isEnabled = members["enabled"].present.map { reader.isEnabled($0) }
        switch members["apiKey"] {
        case nil: key = .usual
        case .null?: key = .none
        case let value?: key = reader.text(value, "apiKey").map(Key.stated) ?? .none
        }
        var errors = reader.errors
        var warnings = reader.warnings
        var read: SubscriptionList.Import?
        if let list = members["subscriptions"].present {
            do throws(SubscriptionList.ImportError) {
                let place = path.isEmpty ? "subscriptions" : "\(path).subscriptions"
                read = try SubscriptionList.read(list, path: place, keepsIDs: keepsIDs) { "" }
            } catch {
                errors += error.findings
            }
        }
        guard errors.isEmpty else { throw SubscriptionList.ImportError(findings: errors) }
        warnings += read?.warnings ?? []
        subscriptions = read?.subscriptions
        self.warnings = warnings
    }

    /// The entry that leaves everything out.
    public init() {
        (id, name, key, isEnabled, subscriptions, warnings) = (nil, DubDestination.key, .usual, nil, nil, [])
    }

    /// The entry of a destination, which ``init(json:path:keepsIDs:)`` takes back: with its key, and all ids.
    public static func json(_ record: DestinationRecord) -> JSONObject {
        [
            "id": .string(record.id), "name": .string(record.destination.name),
            "apiKey": .optional(record.destination.settings.apiKey), "enabled": .bool(record.destination.isEnabled),
            "subscriptions": .array(
                record.subscriptions.map { subscription in
                    var entry: JSONObject = ["id": .string(subscription.id)]
                    entry.merge(SubscriptionList.entry(subscription))
                    return .object(entry)
                }),
        ]
    }

    /// A new destination of it.
    ///
    /// - Parameters:
    ///   - usualKey: the key of one that states none.
    ///   - makeID: makes an id that begins like this: `dst_` or `sub_`.
    public func made(usualKey: String, makeID: (_ prefix: String) -> String) -> DestinationRecord {
        let usual = DestinationAction.allCases.map { Subscription(id: "", action: $0, isEnabled: true) }
        let record = DestinationRecord(
            id: id ?? makeID("dst_"), DubDestination(settings: DestinationSettings(apiKey: usualKey)),
            subscriptions: Self.named(usual, makeID))
        return applied(to: record, makeID: makeID)
    }

    /// A destination that is as the entry says, and otherwise as it was.
    ///
    /// A subscription of the same name and action keeps its id, so that what refers to it goes on doing so.
    public func applied(
        to record: DestinationRecord, makeID: (_ prefix: String) -> String
    ) -> DestinationRecord {
        var record = record
        record.destination.name = name
        record.destination.isEnabled = isEnabled ?? record.destination.isEnabled
        switch key {
        case .usual: break
        case .none: record.destination.settings = DestinationSettings(apiKey: nil)
        case .stated(let key): record.destination.settings = DestinationSettings(apiKey: key)
        }
        guard var listed = subscriptions else { return record }
        var left = record.subscriptions.filter { old in !listed.contains { $0.id == old.id } }
        for index in listed.indices where listed[index].id.isEmpty {
            let new = listed[index]
            guard let same = left.firstIndex(where: { $0.name == new.name && $0.action == new.action }) else {
                continue
            }
            listed[index].id = left.remove(at: same).id
        }
        record.subscriptions = Self.named(listed, makeID)
        return record
    }

    private static func named(_ subscriptions: [Subscription], _ makeID: (String) -> String) -> [Subscription] {
        subscriptions.map { subscription in
            var named = subscription
            if named.id.isEmpty { named.id = makeID("sub_") }
            return named
        }
    }
}
