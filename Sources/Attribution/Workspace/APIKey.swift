/// A key that gives access to a workspace (`dub-api.md`, 5.1).
public struct APIKey: Sendable, Hashable {
    /// The key in full.
    public let text: String

    private static let randomLength = 24
    private static let publishablePrefix = "dub_pk_"
    private static let publishableLengths = 16...64

    /// A key as it is stored.
    public init(_ text: String) {
        self.text = text
    }

    /// Whether a text is this key; how long that takes says nothing of where the two differ.
    public func isSame(as other: String) -> Bool {
        let (mine, theirs) = (Array(text.utf8), Array(other.utf8))
        var difference = mine.count ^ theirs.count
        for index in theirs.indices where !mine.isEmpty {
            difference |= Int(mine[index % mine.count] ^ theirs[index])
        }
        return difference == 0
    }

    /// Whether the text has the form of a publishable key.
    public var isPublishable: Bool {
        guard text.hasPrefix(Self.publishablePrefix) else { return false }
        let rest = text.dropFirst(Self.publishablePrefix.count).utf8
        return Self.publishableLengths.contains(rest.count)
            && rest.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    fileprivate init(_ prefix: String, randomBy ids: IDMaker) {
        text = prefix + ids.alphanumeric(Self.randomLength)
    }

    fileprivate static func publishable(by ids: IDMaker) -> APIKey { APIKey(publishablePrefix, randomBy: ids) }
}

/// The two keys of a workspace (`dub-api.md`, 2).
public struct WorkspaceKeys: Sendable, Hashable {
    /// `dub_` and 24 letters and digits: for servers.
    public var secret: APIKey
    /// `dub_pk_` and 24 letters and digits: for pages.
    public var publishable: APIKey

    /// New random keys.
    public static func make(ids: IDMaker = IDMaker()) -> WorkspaceKeys {
        WorkspaceKeys(secret: APIKey("dub_", randomBy: ids), publishable: .publishable(by: ids))
    }
}
