/// The kinds of calls that become events (`segment.md`, 1.1).
public enum EventKind: String, Sendable, Hashable, CaseIterable {
    case identify, track, page, screen, group, alias
}
