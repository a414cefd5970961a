import JSON

/// Reads one entry of a list of subscriptions, or a change of one, and notes all that is wrong with it.
struct SubscriptionReader {
    /// Where the entry is in what was given; empty where it is all that was given.
    let path: String
    /// Whether an entry must say what it takes; else it takes what its action takes by default.
    let needsTrigger: Bool
    /// Whether an entry may say what its id is.
    let keepsIDs: Bool
    private(set) var errors: [SubscriptionList.Finding] = []
    private(set) var warnings: [SubscriptionList.Finding] = []

    init(path: String, needsTrigger: Bool = true, keepsIDs: Bool = false) {
        self.path = path
        self.needsTrigger = needsTrigger
        self.keepsIDs = keepsIDs
    }

    /// The subscription of an entry; nil where something is wrong.
    mutating func read(_ entry: JSONValue, makeID: () -> String) -> Subscription? {
        guard case .object(let members) = entry else {
            failWhole("must be an object, but it is \(entry.kindWithArticle)", as: "the subscription")
            return nil
        }
        warnUnknown(members, known: keepsIDs ? ["id"] + Self.keys : Self.keys)
        let id = keepsIDs ? text(members["id"], "id") : nil
        let name = name(members["name"])
        let action = action(members["partnerAction"])
        let isEnabled = isEnabled(members["enabled"])
        let isDefault = !needsTrigger && members["subscribe"].present == nil
        let trigger = isDefault ? nil : trigger(members["subscribe"])
        let mapping = mapping(members["mapping"])
        guard errors.isEmpty, let action else { return nil }
        let subscription = Subscription(
            id: id ?? makeID(), name: name, action: action, isEnabled: isEnabled, trigger: trigger, mapping: mapping)
        for finding in subscription.findings { warn(finding.path, finding.message) }
        return subscription
    }

    private static let keys = ["name", "partnerAction", "enabled", "subscribe", "mapping"]

    mutating func name(_ value: JSONValue?) -> String? { text(value, "name") }

    /// A text, if there is any.
    mutating func text(_ value: JSONValue?, _ field: String) -> String? {
        switch value {
        case nil, .null, .string(""): break
        case .string(let text): return text
        case let other?: fail(field, "must be text, but it is \(other.kindWithArticle)")
        }
        return nil
    }

    mutating func action(_ value: JSONValue?) -> DestinationAction? {
        if let action = value?.string.flatMap(DestinationAction.init(rawValue:)) { return action }
        let names = DestinationAction.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        fail("partnerAction", "must be \(names), but it is \(value?.compact ?? "missing")")
        return nil
    }

    mutating func isEnabled(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null: break
        case .bool(let isEnabled): return isEnabled
        case let other?: fail("enabled", "must be true or false, but it is \(other.compact)")
        }
        return true
    }

    mutating func trigger(_ value: JSONValue?) -> String? {
        guard let text = value?.string else {
            fail("subscribe", "must be a trigger as text, but it is \(value?.kindWithArticle ?? "missing")")
            return nil
        }
        do throws(TriggerError) {
            _ = try Trigger(text)
        } catch {
            fail("subscribe", "is no trigger that matches anything: \(error)")
        }
        return text
    }

    mutating func mapping(_ value: JSONValue?) -> JSONValue? {
        let json: JSONValue
        switch value {
        case nil, .null: return nil
        case .object(let fields): json = .object(fields)
        case let other?:
            fail("mapping", "must be an object, but it is \(other.kindWithArticle)")
            return nil
        }
        do throws(MappingError) {
            _ = try Mapping(json)
        } catch {
            for problem in error.problems { fail("mapping", "is invalid: \(problem)") }
        }
        return json
    }

    mutating func warnUnknown(_ members: JSONObject, known keys: [String]) {
        for key in members.keys where !keys.contains(key) {
            warn(key, "is not known and left out; known are \(keys.joined(separator: ", "))")
        }
    }

    mutating func fail(_ field: String, _ message: String) {
        errors.append(SubscriptionList.Finding(path: place(field), message: message))
    }

    /// Notes what is wrong with an entry as a whole.
    mutating func failWhole(_ message: String, as what: String) {
        errors.append(SubscriptionList.Finding(path: path.isEmpty ? what : path, message: message))
    }

    private mutating func warn(_ field: String, _ message: String) {
        warnings.append(SubscriptionList.Finding(path: place(field), message: message))
    }

    private func place(_ field: String) -> String {
        path.isEmpty ? field : "\(path).\(field)"
    }
}
