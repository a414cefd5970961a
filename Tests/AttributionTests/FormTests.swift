import Attribution
import AttributionTesting
import PageURL
import Testing

@Suite("Forms of ids, keys, times and errors")
struct FormTests {
    @Test("Ids have the API's alphabets and lengths")
    func ids() throws {
        let ids = IDMaker()
        #expect(try /[0-9A-Za-z]{16}/.wholeMatch(in: ids.eventID(at: MemoryStore.start)) != nil)
        #expect(try /[0-9A-Za-z]{7}/.wholeMatch(in: ids.linkKey()) != nil)
        let link = ids.sortable("link_", at: MemoryStore.start)
        #expect(try /link_[0-9A-HJKMNP-TV-Z]{25}/.wholeMatch(in: link) != nil, "\(link)")
        #expect(link.hasPrefix("link_1K"))
        #expect(Set((0..<1_000).map { _ in ids.eventID(at: MemoryStore.start) }).count == 1_000)
    }

    @Test("Ids of later milliseconds sort later")
    func sorting() {
        let ids = IDMaker()
        let made = (0..<200).map { ids.sortable("cus_", at: MemoryStore.start + .milliseconds($0)) }
        #expect(made == made.sorted())
        let events = (0..<200).map { ids.eventID(at: MemoryStore.start + .milliseconds($0)) }
        #expect(events == events.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test("All 128 bits of an id are where they belong")
    func bits() {
        let ones = IDMaker { .max }.sortable("", at: Timestamp(milliseconds: 0))
        #expect(ones == String(repeating: "0", count: 9) + String(repeating: "Z", count: 16))
    }

    @Test(
        "Times are ISO 8601 with milliseconds",
        arguments: [
            (1_772_442_904_123, "2026-03-02T09:15:04.123Z"), (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_102_444_799_999, "2099-12-31T23:59:59.999Z"),
        ] as [(Int64, String)])
    func times(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).text == text)
    }

    @Test(
        "Keys keep their case and lose their outer slashes",
        arguments: [
            ("Spring", "Spring"), ("/promo/spring/", "promo/spring"), ("a.b-c_d", "a.b-c_d"),
        ])
    func keys(_ text: String, _ key: String) throws {
        #expect(try LinkKey(text).text == key)
        #expect(try LinkKey(text).folded == key.lowercased())
    }

    @Test(
        "What cannot be a key is refused",
        arguments: ["", "/", "_a", "x.php", "X.PHP", "a b", "a?b", "a#b", "a\u{0}b", "ä b"])
    func badKeys(_ text: String) {
        #expect(throws: APIError(.unprocessableEntity, "Invalid key.")) { try LinkKey(text) }
    }

    @Test("A name that every domain needs itself is refused")
    func reserved() {
        #expect { try LinkKey("robots.txt") } throws: { ($0 as? APIError)?.code == .forbidden }
    }

    @Test("Errors carry the status and the documentation that clients expect")
    func errors() {
        #expect(APIError.Code.exceededLimit.status == 403)
        #expect(APIError.Code.notFound.documentation == "https://dub.co/docs/api-reference/errors#not-found")
        #expect(APIError.Code.rateLimitExceeded.documentation.hasSuffix("#rate-limit_exceeded"))
        #expect(
            APIError.invalid(.invalidType, "domain", "domain is required.").message
                == "invalid_type: domain: domain is required.")
        #expect(
            APIError.invalid(.tooBig, nil, "You can only create up to 100 links at a time.").message.hasPrefix(
                "too_big: You"))
    }

    @Test("Campaign tags are set in the destination, and removed where they are empty")
    func tags() throws {
        let url = try #require(PageURL("https://acme.test/?utm_source=mail&a=1"))
        #expect(CampaignTags(in: url).values == ["utm_source": "mail"])
        let tags = CampaignTags(["utm_source": "", "utm_medium": "e mail", "ref": "x", "other": "y"])
        #expect(tags.applied(to: url).href == "https://acme.test/?a=1&utm_medium=e+mail&ref=x")
    }
}
