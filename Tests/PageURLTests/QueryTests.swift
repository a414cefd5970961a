import PageURL
import Testing

@Suite("A query is read as URLSearchParams does it")
struct QueryTests {
    static let values: [(String, String?)] = [
        ("?dub_id=a", "a"), ("?x=1&dub_id=a", "a"), ("?dub_id=a&dub_id=b", "a"), ("?dub_id", ""), ("?dub_id=", ""),
        ("?dub_id=a=b", "a=b"), ("?&&dub_id=a", "a"), ("?%64ub_id=a", "a"), ("?dub_id=a+b%2B", "a b+"),
        ("?dub_id=%", "%"), ("?dub_id=%4", "%4"), ("?dub_id=%zz", "%zz"), ("?dub_id=%FF", "\u{FFFD}"),
        ("?dub_id=a%E2%82", "a\u{FFFD}"), ("?dub_id=%ED%A0%80", "\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("?dub_id=%C3%BC", "ü"), ("?dub_id=a;b", "a;b"), ("?DUB_ID=a", nil), ("?amp;dub_id=a", nil),
        ("#?dub_id=a", nil), ("?a=b%26dub_id=c", nil), ("??dub_id=a", nil), ("?+dub_id=a", nil), ("", nil),
    ]

    @Test("the first parameter of exactly this name counts", arguments: values)
    func first(query: String, value: String?) {
        #expect(PageURL("https://shop.test/\(query)")?.first("dub_id") == value)
    }

    @Test("all parameters come in order")
    func items() {
        let items = PageURL("https://shop.test/?b=1&&a=2+3&c&=d")?.queryItems
        #expect(
            items == [
                QueryItem(name: "b", value: "1"), QueryItem(name: "a", value: "2 3"), QueryItem(name: "c", value: ""),
                QueryItem(name: "", value: "d"),
            ])
    }

    static let settings: [(String, String)] = [
        ("", "?dub_id=p+1%25"), ("?", "?dub_id=p+1%25"), ("?a=%20+x", "?a=%20+x&dub_id=p+1%25"),
        ("?a=1&", "?a=1&dub_id=p+1%25"), ("?dub_id=old&a=1#f", "?dub_id=p+1%25&a=1#f"),
        ("?a=1&dub%5Fid=x&b=2&dub_id=y", "?a=1&dub_id=p+1%25&b=2"), ("?a&&b#x", "?a&&b&dub_id=p+1%25#x"),
    ]

    @Test("setting a parameter keeps the other bytes and the fragment", arguments: settings)
    func setting(before: String, after: String) {
        let url = PageURL("https://shop.test/\(before)")?.settingQueryItem("dub_id", "p 1%")
        #expect(url?.href == "https://shop.test/\(after)")
        #expect(url?.first("dub_id") == "p 1%")
    }
}
