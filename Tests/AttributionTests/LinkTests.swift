import Attribution
import Testing

@Suite("Creating links")
struct LinkTests {
    private func create(_ body: String, in store: inout MemoryStore) throws -> Outcome<Link> {
        let request: LinkRequest
        do {
            request = try LinkRequest(RequestFields(body: body.utf8))
        } catch let error as APIError {
            return Outcome(.failure(error))
        }
        let rules = LinkRules(
            workspaceID: MemoryStore.workspace, domains: ["go.acme.test", "acme.link"], now: MemoryStore.start)
        return try rules.create(request, in: &store)
    }

    @Test("A link gets the workspace's domain, a random key and the defaults")
    func defaults() throws {
        var store = MemoryStore()
        let link = try create(#"{"url": "https://acme.test/pricing?plan=pro"}"#, in: &store).result.get()
        #expect(link.domain == "go.acme.test" && link.key.text.count == 7)
        #expect(link.shortLink == "https://go.acme.test/\(link.key.text)")
        #expect(link.url == "https://acme.test/pricing?plan=pro")
        #expect(!link.tracksConversions && !link.isArchived && link.createdAt == MemoryStore.start)
        #expect(store.links[link.id] == link)
    }

    @Test("Every field is taken over")
    func fields() throws {
        var store = MemoryStore()
        let link = try create(
            #"""
            {"url": "acme.test/x", "domain": "ACME.link", "key": "/Promo/", "externalId": "ext_7", "trackConversion": true,
             "tenantId": "t", "archived": true, "comments": "c", "expiresAt": "2026-03-02T09:15:04.123Z",
             "expiredUrl": "https://acme.test/over", "password": "open", "doIndex": true, "utm_source": "e mail"}
            """#, in: &store
        ).result.get()
        #expect(link.url == "https://acme.test/x?utm_source=e+mail")
        #expect((link.domain, link.key.text, link.externalID) == ("acme.link", "Promo", "7"))
        #expect(link.tracksConversions && link.isArchived && link.isIndexed)
        #expect((link.tenantID, link.comments, link.password) == ("t", "c", "open"))
        #expect(link.expiresAt == MemoryStore.start)
        #expect(link.expiredURL == "https://acme.test/over")
    }

    @Test("A random key has the length and the prefix that were asked for")
    func randomKeys() throws {
        var store = MemoryStore()
        let link = try create(#"{"url":"https://acme.test","prefix":"/a/","keyLength":12}"#, in: &store).result.get()
        #expect(link.key.text.hasPrefix("a/") && link.key.text.count == 14)
    }

    @Test(
        "A destination keeps its bytes where no tag is given; an empty tag is taken out",
        arguments: [
            (#"{"url":"https://b.test"}"#, "https://b.test"),
            (#"{"url":"b.test?x"}"#, "https://b.test?x"),
            (#"{"url":"https://b.test?utm_source=a&b","utm_source":""}"#, "https://b.test/?b="),
            (#"{"url":"mailto:kim@acme.test"}"#, "mailto:kim@acme.test"),
        ])
    func destinations(_ body: String, _ url: String) throws {
        var store = MemoryStore()
        #expect(try create(body, in: &store).result.get().url == url)
    }

    @Test(
        "Times are read as programs write them",
        arguments: [
            "2026-03-02T09:15:04.123Z", "2026-03-02T10:15:04.123+01:00", "2026-03-02T09:15:04Z", "2026-03-02T09:15:04",
            "2026-03-02",
        ])
    func times(_ text: String) throws {
        var store = MemoryStore()
        let link = try create(#"{"url":"https://b.test","expiresAt":"\#(text)"}"#, in: &store).result.get()
        #expect(link.expiresAt?.text.hasPrefix("2026-03-02T0") == true)
    }

    @Test(
        "What cannot be is refused in the API's words",
        arguments: [
            (#"{}"#, "invalid_type: url: Invalid input: expected string, received undefined"),
            (#"{"url":""}"#, "Missing destination URL"), (#"{"url":"no url"}"#, "Invalid destination URL"),
            (#"{"url":"https://b.test","domain":"b.test"}"#, "Domain does not belong to workspace."),
            (#"{"url":"https://b.test","key":"_x"}"#, "Invalid key."),
            (#"{"url":"https://b.test","expiresAt":"soon"}"#, "Invalid expiration date."),
            (#"{"url":"https://b.test","expiredUrl":"soon"}"#, "invalid_format: expiredUrl: Invalid URL"),
            (
                #"{"url":"https://b.test","trackConversion":"yes"}"#,
                "invalid_type: trackConversion: Invalid input: expected boolean, received string"
            ),
            (#"{"url":"https://b.test","keyLength":2}"#, "too_small: keyLength: Too small: expected number to be >=3"),
        ])
    func refused(_ body: String, _ message: String) throws {
        var store = MemoryStore()
        #expect(try create(body, in: &store).refusal == message)
        #expect(store.links.isEmpty)
    }
}
