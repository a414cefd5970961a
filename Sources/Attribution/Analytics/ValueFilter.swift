/// Values of which one must be there, or none may be (`dub-api.md`, 15.3).
public struct ValueFilter: Sendable, Hashable {
    /// The values; never empty.
    public var values: [String]
    /// Whether they are those that are left out.
    public var isExcluding: Bool

    /// Values to look for, or to leave out.
    public init(_ values: [String], isExcluding: Bool = false) {
        self.values = values
        self.isExcluding = isExcluding
    }

    /// A list as queries have it: `US`, `US,CA` or, to leave out all of them, `-US,CA`; nil where nothing is listed.
    public init?(list text: String?) {
        guard let text else { return nil }
        isExcluding = text.hasPrefix("-")
        values = text.dropFirst(isExcluding ? 1 : 0).split(separator: ",").map { String($0).trimmingWhiteSpace }
            .filter { !$0.isEmpty }
        if values.isEmpty { return nil }
    }

    /// The filter with each value changed.
    func map(_ change: (String) -> String) -> ValueFilter {
        ValueFilter(values.map(change), isExcluding: isExcluding)
    }
}
