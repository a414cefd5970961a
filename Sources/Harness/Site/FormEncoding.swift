internal import PageURL

/// `application/x-www-form-urlencoded`, as URLSearchParams reads it (WHATWG URL section 5.1).
enum FormEncoding {
    /// The pairs of a query in order; names may repeat.
    static func pairs(_ query: String) -> [(name: String, value: String)] {
        QueryItem.items(of: query).map { ($0.name, $0.value) }
    }

    /// Plus signs are spaces; a percent sign without two digits stands for itself.
    static func decode(_ text: some StringProtocol) -> String {
        String(decoding: PercentEncoding.decode(text.utf8, plusAsSpace: true), as: UTF8.self)
    }

    /// A part of a path with its percent escapes resolved.
    static func decodePath(_ text: some StringProtocol) -> String {
        String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self)
    }
}
