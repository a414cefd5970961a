import Attribution
import AttributionTesting
import PageURL
import Testing

@Suite("Keys in other scripts")
struct PunycodeTests {
    static let keys = [
        ("한글", "xn--bj0bj06e"), ("שלום", "xn--9dbne9b"), ("🚀", "xn--158h"), ("straße", "xn--strae-oqa"),
        ("Straße", "xn--Strae-oqa"), ("äé", "xn--4cak"), ("مرحبا", "xn--mgbbop3h"), ("中文-a", "xn---a-py2cs33g"),
        ("promo/한글/x", "promo/xn--bj0bj06e/x"),
    ]

    @Test("A key is kept in ASCII, and the same however it is given", arguments: keys)
    func encoded(_ text: String, _ ascii: String) throws {
        let key = try LinkKey(text)
        #expect(key.text == ascii)
        #expect(LinkKey(stored: text) == key && LinkKey(stored: ascii) == key)
        #expect(LinkKey.requested(decodedPath: "/\(text)") == key)
        #expect(try LinkKey(ascii) == key)
    }

    @Test(
        "Letter case and the way accents are composed make no other key",
        arguments: [
            ("Ärger", "ärger"), ("STRASSE/É", "strasse/é"), ("a\u{308}", "ä"), ("A\u{308}", "ä"), ("ЖУК", "жук"),
        ])
    func folded(_ one: String, _ other: String) throws {
        #expect(try LinkKey(one).folded == LinkKey(other).folded)
    }

    @Test(
        "A link with such a key is found by the path that browsers send", arguments: ["/r/%ED%95%9C", "/R/%ed%95%9c"])
    func requested(_ path: String) throws {
        var store = try MemoryStore.withClick { $0.key = LinkKey(stored: "r/한") }
        var request = ShortLinkRequest(domain: "go.acme.test", path: path)
        request.userAgent = ClickTests.browser
        let answer = try ClickRules(now: MemoryStore.start).answer(request, in: &store).answer
        guard case .redirect(_, let location, let cookie) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(location == "https://acme.test/pricing")
        #expect(cookie?.name == "dub_id_go.acme.test_r/xn--6q8b")
    }
}
