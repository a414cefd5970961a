/// What is counted and listed (`dub-api.md`, 14.1).
public enum EventKind: String, Sendable, Hashable, CaseIterable {
    case clicks, leads, sales
}
