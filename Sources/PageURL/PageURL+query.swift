/// One `name=value` of a query, decoded as `URLSearchParams` does.
public struct QueryItem: Hashable, Sendable {
    /// The decoded name.
    public let name: String
    /// The decoded value; empty without `=`.
    public let value: String

    /// An item from its decoded parts.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// `name=value` as a form is sent.
    public var encoded: String {
        func encode(_ text: String) -> String {
            PercentEncoding.encode(text.utf8, PercentEncoding.form, spaceAsPlus: true)
        }
        return "\(encode(name))=\(encode(value))"
    }

    /// The items of a query in order, read by the rules of application/x-www-form-urlencoded.
    ///
    /// `+` is a space, `%XX` a byte, invalid UTF-8 becomes U+FFFD, empty pieces between `&` are skipped (URL Standard,
    /// section 5.1).
    public static func items(of query: some StringProtocol) -> [QueryItem] {
        query.utf8.split(separator: UInt8(ascii: "&")).map { QueryItem($0) }
    }

    init(_ pair: some Collection<UInt8>) {
        let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
        name = Self.decode(pair[..<equals])
        value = Self.decode(pair[equals...].dropFirst())
    }

    private static func decode(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: PercentEncoding.decode(bytes, plusAsSpace: true), as: UTF8.self)
    }
}

extension PageURL {
    /// The parameters of the query, in order.
    public var queryItems: [QueryItem] {
        QueryItem.items(of: query ?? "")
    }

    /// The value of the first parameter of exactly this name, as `URLSearchParams.get` gives it; nil without one.
    public func first(_ name: String) -> String? {
        for pair in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let item = QueryItem(pair)
            if item.name == name { return item.value }
        }
        return nil
    }

    /// The URL without the parameters of exactly this name; the rest of the query keeps its bytes.
    public func removingQueryItem(_ name: String) -> PageURL {
        guard let query else { return self }
        let pieces = query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
        let kept = pieces.filter { $0.isEmpty || QueryItem($0).name != name }
        var copy = self
        copy.query = kept.isEmpty ? nil : kept.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "&")
        return copy
    }

    /// The URL with one parameter set: the first of that name replaced, later ones of that name removed, else appended.
    ///
    /// The rest of the query keeps its bytes, and the fragment stays.
    public func settingQueryItem(_ name: String, _ value: String) -> PageURL {
        let item = QueryItem(name: name, value: value).encoded
        var copy = self
        guard let query else {
            copy.query = item
            return copy
        }
        var isSet = false
        var pieces: [String] = []
        for piece in query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false) {
            if !piece.isEmpty, QueryItem(piece).name == name {
                if !isSet { pieces.append(item) }
                isSet = true
            } else {
                pieces.append(String(decoding: piece, as: UTF8.self))
            }
        }
        if !isSet {
            // "?" and "?a&" already end where an item can start.
            if pieces.last == "" { pieces.removeLast() }
            pieces.append(item)
        }
        copy.query = pieces.joined(separator: "&")
        return copy
    }

    /// The URL with these parameters as its whole query, written as a form; without any it has none.
    public func settingQueryItems(_ items: [QueryItem]) -> PageURL {
        var copy = self
        copy.query = items.isEmpty ? nil : items.map(\.encoded).joined(separator: "&")
        return copy
    }
}
