public import JSON

/// A change of a destination, as a request or a command asks for it: `{"name"?, "apiKey"?, "enabled"?}`.
///
/// What is left out, or null, stays as it is.
public struct DestinationChange: Sendable, Hashable {
    private let name: String?
    private let apiKey: String?
    private let isEnabled: Bool?
    /// Members that are not known, and left out.
    public let warnings: [SubscriptionList.Finding]

    /// Reads a change.
    ///
    /// - Throws: all that is wrong with it, each with the member it is at.
    public init(json: JSONValue) throws(SubscriptionList.ImportError) {
        guard case .object(let members) = json else {
            throw SubscriptionList.ImportError(
                findings: [SubscriptionList.Finding(path: "the change", message: "must be an object")])
        }
        var reader = SubscriptionReader(path: "")
        reader.warnUnknown(members, known: ["name", "apiKey", "enabled"])
        name = members["name"] == "" ? "" : reader.name(members["name"])
        isEnabled = members["enabled"].present.map { reader.isEnabled($0) }
        switch members["apiKey"].present {
        case nil: apiKey = nil
        case .string(let key)?: apiKey = key
        case let other?:
            apiKey = nil
            reader.fail("apiKey", "must be text, but it is \(other.kindWithArticle)")
        }
        guard reader.errors.isEmpty else { throw SubscriptionList.ImportError(findings: reader.errors) }
        warnings = reader.warnings
    }

    /// The destination with the change made; an empty name makes it its name in Segment's catalogue.
    public func applied(to destination: DubDestination) -> DubDestination {
        var changed = destination
        if let name { changed.name = name.isEmpty ? DubDestination.key : name }
        if let isEnabled { changed.isEnabled = isEnabled }
        if let apiKey { changed.settings = DestinationSettings(apiKey: apiKey) }
        return changed
    }
}
