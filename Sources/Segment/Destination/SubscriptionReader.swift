import JSON

/// Reads one entry of a list of subscriptions, and notes all that is wrong with it.
struct SubscriptionReader {
    let path: String
    private(set) var errors: [SubscriptionList.Finding] = []
    private(set) var warnings: [SubscriptionList.Finding] = []

    init(path: String) {
        self.path = path
    }

    /// The subscription of an entry; nil where something is wrong.
    mutating func read(_ entry: JSONValue, makeID: () -> String) -> Subscription? {
        guard case .object(let members) = entry else {
            errors.append(
                SubscriptionList.Finding(
                    path: path, message: "must be an object, but it is \(entry.kindWithArticle)"))
            return nil
        }
        for key in members.keys where !Self.keys.contains(key) {
            warn(key, "is not known and left out; known are \(Self.keys.joined(separator: ", "))")
        }
        let name = name(members["name"])
        let action = action(members["partnerAction"])
        let isEnabled = isEnabled(members["enabled"])
        let trigger = trigger(members["subscribe"])
        let mapping = mapping(members["mapping"], action)
        guard errors.isEmpty, let action, let trigger else { return nil }
        return Subscription(
            id: makeID(), name: name, action: action, isEnabled: isEnabled, trigger: trigger, mapping: mapping)
    }

    private static let keys = ["name", "partnerAction", "enabled", "subscribe", "mapping"]

    private mutating func name(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null, .string(""): break
        case .string(let name): return name
        case let other?: fail("name", "must be text, but it is \(other.kindWithArticle)")
        }
        return nil
    }

    private mutating func action(_ value: JSONValue?) -> DestinationAction? {
        if let action = value?.string.flatMap(DestinationAction.init(rawValue:)) { return action }
        let names = DestinationAction.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
        fail("partnerAction", "must be \(names), but it is \(value?.compact ?? "missing")")
        return nil
    }

    private mutating func isEnabled(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null: break
        case .bool(let isEnabled): return isEnabled
        case let other?: fail("enabled", "must be true or false, but it is \(other.compact)")
        }
        return true
    }

    private mutating func trigger(_ value: JSONValue?) -> String? {
        guard let text = value?.string else {
            fail("subscribe", "must be a trigger as text, but it is \(value?.kindWithArticle ?? "missing")")
            return nil
        }
        for lint in Trigger.lint(text) { warn("subscribe", lint.description) }
        do throws(TriggerError) {
            _ = try Trigger(text)
        } catch {
            fail("subscribe", "is no trigger that matches anything: \(error)")
        }
        return text
    }

    private mutating func mapping(_ value: JSONValue?, _ action: DestinationAction?) -> JSONValue? {
        let json: JSONValue
        switch value {
        case nil, .null: return nil
        case .object(let fields):
            json = .object(fields)
            warnFields(fields, action)
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

    private mutating func warnFields(_ fields: JSONObject, _ action: DestinationAction?) {
        guard let action, DirectiveName.written(in: .object(fields)) == nil, fields[RootDirective.key] == nil else {
            return
        }
        for key in fields.keys where action.field(key) == nil {
            warn("mapping.\(key)", "is no field of \(action.rawValue) and is removed before sending")
        }
        for field in action.fields where field.isRequired && fields[field.name] == nil {
            warn("mapping.\(field.name)", "is missing: without \(field.label) every event is rejected")
        }
    }

    private mutating func fail(_ field: String, _ message: String) {
        errors.append(SubscriptionList.Finding(path: "\(path).\(field)", message: message))
    }

    private mutating func warn(_ field: String, _ message: String) {
        warnings.append(SubscriptionList.Finding(path: "\(path).\(field)", message: message))
    }
}
