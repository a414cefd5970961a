/// What a path of the Tracking API takes (`segment.md`, 1.1).
public enum Endpoint: Sendable, Hashable {
    /// One call, whose kind the path says.
    case single(EventKind)
    /// Many calls, each of which says its own kind.
    case batch
    /// Counters that the browser SDK keeps of itself; they are taken and forgotten.
    case counters

    /// The endpoint of a path such as `/v1/track` or `/v1/t`; nil for a path that the API does not have.
    public init?(path: String) {
        let prefix = "/v1/"
        guard path.hasPrefix(prefix) else { return nil }
        self.init(name: String(path.dropFirst(prefix.count)))
    }

    /// The endpoint of what follows `/v1/`, such as `track` or `t`.
    public init?(name: String) {
        switch name {
        case "batch", "b", "import": self = .batch
        case "m": self = .counters
        default:
            let kind = EventKind(rawValue: name) ?? EventKind.allCases.first { String($0.rawValue.prefix(1)) == name }
            guard let kind else { return nil }
            self = .single(kind)
        }
    }
}
