/// Some of a workspace's links, in an order, as a store finds them (`dub-api.md`, 8.3).
public struct LinkSelection: Sendable, Hashable {
    /// Which folders are looked at.
    public enum Place: Sendable, Hashable {
        /// All, and outside of them.
        case anywhere
        /// Only outside of folders.
        case unsorted
        /// One folder, by its id.
        case folder(String)
    }

    /// What links are sorted by: the largest first, those without a value last, and of equal ones the largest id first.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        case createdAt, clicks, saleAmount, lastClicked
    }

    /// Whose links.
    public var workspaceID: String
    /// Only those of a domain.
    public var domain: String?
    /// Only those whose destination, or whose ``Link/shortLink``, contains this text, whatever its letter case.
    public var search: String?
    /// Only those of a customer of the user.
    public var tenantID: String?
    /// Only those with at least one of these tags; with none for an empty list.
    public var tagIDs: [String]?
    /// Only those with a tag, whichever.
    public var isTagged = false
    /// Where they lie.
    public var place = Place.anywhere
    /// Whether those that are put away are among them.
    public var includesArchived = false
    /// What they are sorted by; where the window has a cursor, they are sorted by id instead, the largest first.
    public var order = Order.createdAt
    /// Which of them.
    public var window = Window.all

    /// What ``search`` is in a short link as it is stored, in small letters.
    ///
    /// Of this machine's names it is shown with http and a port, which are no part of it.
    public var searchInShortLinks: String? {
        guard var text = search?.lowercased() else { return nil }
        guard let host = text.firstRange(of: ".localhost") else { return text }
        let rest = text[host.upperBound...]
        if rest.first == ":" {
            let port = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            text.removeSubrange(host.upperBound..<port.endIndex)
        }
        return text.hasPrefix("http://") ? "https" + text.dropFirst(4) : text
    }

    /// All links of a workspace that are not put away.
    public init(workspaceID: String) {
        self.workspaceID = workspaceID
    }
}

/// What links are counted by (`dub-api.md`, 8.5).
public enum LinkGrouping: String, Sendable, Hashable, CaseIterable {
    case domain
    case tagID = "tagId"
    case folderID = "folderId"
}

/// How many links have something in common.
public struct LinkGroup: Sendable, Hashable {
    /// The domain, or the id of the tag, folder or user; nil for none.
    public var value: String?
    /// How many links.
    public var count: Int

    /// A group of links.
    public init(value: String?, count: Int) {
        self.value = value
        self.count = count
    }
}
