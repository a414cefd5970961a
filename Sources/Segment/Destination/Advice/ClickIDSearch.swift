import JSON

/// Looks for a click id where people commonly put it.
enum ClickIDSearch {
    /// A click id, and where it is.
    struct Find: Equatable {
        let path: String
        let clickID: String
        /// Whether it is a parameter in a longer text, so that no path leads to it alone.
        var isWithinText = false
    }

    /// The first click id of an event that is not at one of some places.
    static func first(in event: JSONValue, besides places: [String]) -> Find? {
        (values(in: event) + parameters(in: event)).first { !places.contains($0.path) }
    }

    private static let names = ["clickId", "click_id", "dub_id", "dubId"]

    private static func values(in event: JSONValue) -> [Find] {
        var parents = ["$.context.traits", "$.traits", "$.properties", "$.context"]
        let integrations = event["integrations"].object ?? [:]
        parents += integrations.keys.filter(isWritable).map { "$.integrations.\($0)" }
        return parents.flatMap { parent in
            names.compactMap { name in
                let path = "\(parent).\(name)"
                guard let text = EventPath(path).value(in: event)?.string, !text.isEmpty else { return nil }
                return Find(path: path, clickID: text)
            }
        }
    }

    /// Whether a path can name the key.
    private static func isWritable(_ key: String) -> Bool {
        let marks = Array(#".[]"'"#.utf8)
        return !key.utf8.contains { marks.contains($0) }
    }

    private static func parameters(in event: JSONValue) -> [Find] {
        ["url", "search", "referrer"].compactMap { name in
            guard let id = event["context"]["page"][name].string.flatMap(parameter) else { return nil }
            return Find(path: "$.context.page.\(name)", clickID: id, isWithinText: true)
        }
    }

    /// The value of `dub_id` in the query of an address, as it is written there.
    private static func parameter(in address: String) -> String? {
        let query = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
        let end = query.firstIndex(of: "#") ?? query.endIndex
        for pair in query[..<end].split(separator: "&") where pair.hasPrefix("dub_id=") {
            let value = pair.dropFirst("dub_id=".count)
            if !value.isEmpty { return String(value) }
        }
        return nil
    }
}
