public import PageURL

/// The UTM parameters and `ref` of a link's destination (`dub-api.md`, 8.2 step 2 and 8.6).
public struct CampaignTags: Sendable, Hashable {
    /// The names, in the order in which they are written into a URL.
    public static let names = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "ref"]

    /// What a request says of each tag: a value, an empty one to remove it, or nothing.
    public var values: [String: String]

    /// Tags by their names; others are not looked at.
    public init(_ values: [String: String] = [:]) {
        self.values = values.filter { Self.names.contains($0.key) }
    }

    /// The tags that are in a URL; `ref` is not one of those that a link shows.
    public init(in url: PageURL) {
        let found = Self.names.dropLast().compactMap { name in
            url.first(name).map { (name, $0) }
        }
        values = Dictionary(found) { first, _ in first }
    }

    /// The tags that are in the text of a URL; most have no query, which is all that is looked at then.
    public init(inText url: String) {
        self.init()
        guard url.hasBytes(of: "utm_"), let query = url.split(separator: "?", maxSplits: 1).dropFirst().first else {
            return
        }
        let items = QueryItem.items(of: query.prefix { $0 != "#" })
        values = Dictionary(items.filter { Self.names.contains($0.name) }.map { ($0.name, $0.value) }) { $1 }
    }

    /// The URL with each tag set that is given, and those removed that are given empty.
    public func applied(to url: PageURL) -> PageURL {
        Self.names.reduce(url) { url, name in
            guard let value = values[name] else { return url }
            return value.isEmpty ? url.removingFormItem(name) : url.settingFormItem(name, value)
        }
    }
}
