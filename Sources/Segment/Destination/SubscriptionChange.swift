public import JSON

/// A change of a subscription, as a request or a command asks for it:
/// `{"name"?, "enabled"?, "subscribe"?, "mapping"?, "map"?: {field: value or directive}, "unmap"?: [field]}`.
///
/// What is left out, or null, stays as it is. `mapping` replaces all fields, then those of `map` are set and those of
/// `unmap` taken out.
public struct SubscriptionChange: Sendable, Hashable {
    private let name: String?
    private let action: DestinationAction?
    private let isEnabled: Bool?
    private let trigger: String?
    private let mapping: JSONValue?
    private let mapped: JSONObject
    private let unmapped: [String]
    /// Members that are not known, and left out.
    private let warnings: [SubscriptionList.Finding]

    /// Reads a change.
    ///
    /// - Throws: all that is wrong with it, each with the member it is at, such as `subscribe` or `unmap[1]`.
    public init(json: JSONValue) throws(SubscriptionList.ImportError) {
        guard case .object(let members) = json else {
            throw SubscriptionList.ImportError(
                findings: [SubscriptionList.Finding(path: "the change", message: "must be an object")])
        }
        var reader = SubscriptionReader(path: "")
        reader.warnUnknown(members, known: Self.keys)
        name = members["name"] == "" ? "" : reader.name(members["name"])
        action = members["partnerAction"].present.flatMap { reader.action($0) }
        isEnabled = members["enabled"].present.map { reader.isEnabled($0) }
        trigger = members["subscribe"].present.flatMap { reader.trigger($0) }
        mapping = reader.mapping(members["mapping"])
        mapped = reader.mappedFields(members["map"])
        unmapped = reader.unmappedFields(members["unmap"], mapped: mapped)
        guard reader.errors.isEmpty else { throw SubscriptionList.ImportError(findings: reader.errors) }
        warnings = reader.warnings
    }

    private static let keys = ["name", "partnerAction", "enabled", "subscribe", "mapping", "map", "unmap"]

    /// The subscription with the change made.
    ///
    /// - Returns: also what does not do what it looks like in it, whether it is new or was there before.
    /// - Throws: where the fields of its mapping cannot be changed so, or another action is asked for.
    public func applied(
        to subscription: Subscription
    ) throws(SubscriptionList.ImportError) -> (Subscription, warnings: [SubscriptionList.Finding]) {
        if let action, action != subscription.action {
            throw Self.error(
                "partnerAction", "cannot be changed from \(subscription.action.rawValue): make another subscription")
        }
        var changed = subscription
        if let name { changed.name = name.isEmpty ? subscription.action.title : name }
        if let isEnabled { changed.isEnabled = isEnabled }
        if let trigger { changed.trigger = trigger }
        if let mapping { changed.mapping = mapping }
        let unneeded = unneededUnmaps(of: changed.mapping)
        changed.mapping = try mappingChanged(changed.mapping)
        return (changed, warnings + unneeded + changed.findings)
    }

    private func mappingChanged(_ mapping: JSONValue) throws(SubscriptionList.ImportError) -> JSONValue {
        let changes = mapped.map { ($0.key, JSONValue?.some($0.value)) } + unmapped.map { ($0, JSONValue?.none) }
        guard !changes.isEmpty else { return mapping }
        do throws(MappingError) {
            return try Mapping(mapping).changing(changes).json
        } catch {
            let member = mapped.isEmpty ? "unmap" : "map"
            throw SubscriptionList.ImportError(
                findings: error.problems.map {
                    SubscriptionList.Finding(path: member, message: "gives no valid mapping: \($0)")
                })
        }
    }

    private func unneededUnmaps(of mapping: JSONValue) -> [SubscriptionList.Finding] {
        guard !unmapped.isEmpty, let fields = Mapping.fields(of: mapping) else { return [] }
        return unmapped.enumerated().filter { fields[$0.element] == nil }.map { index, field in
            SubscriptionList.Finding(path: "unmap[\(index)]", message: "changes nothing: \(field) was not mapped")
        }
    }

    private static func error(_ path: String, _ message: String) -> SubscriptionList.ImportError {
        SubscriptionList.ImportError(findings: [SubscriptionList.Finding(path: path, message: message)])
    }
}

extension SubscriptionReader {
    fileprivate mutating func mappedFields(_ value: JSONValue?) -> JSONObject {
        switch value.present {
        case nil: return [:]
        case .object(let fields)?:
            do throws(MappingError) {
                _ = try fields.isEmpty ? nil : Mapping(.object(fields))
                for key in fields.keys where key.hasPrefix("@") {
                    fail("map.\(key)", "is a directive, and \"map\" takes fields")
                }
            } catch {
                for problem in error.problems { fail("map", "is invalid: \(problem)") }
            }
            return fields
        case let other?: fail("map", "must be an object of fields, but it is \(other.kindWithArticle)")
        }
        return [:]
    }

    fileprivate mutating func unmappedFields(_ value: JSONValue?, mapped: JSONObject) -> [String] {
        guard let value = value.present else { return [] }
        guard case .array(let elements) = value else {
            fail("unmap", "must be a list of fields, but it is \(value.kindWithArticle)")
            return []
        }
        var fields: [String] = []
        for (index, element) in elements.enumerated() {
            switch element {
            case .string(let field) where mapped[field] != nil:
                fail("unmap[\(index)]", "cannot take out \(field), which \"map\" sets")
            case .string(let field): fields.append(field)
            default: fail("unmap[\(index)]", "must be the name of a field, but it is \(element.kindWithArticle)")
            }
        }
        return fields
    }
}

extension JSONValue? {
    /// The value, if there is one that is not null.
    var present: JSONValue? { self == .some(.null) ? .none : self }
}
