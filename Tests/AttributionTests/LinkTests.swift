import Attribution
import AttributionTesting
import Testing

@Suite("Creating links")
struct LinkTests {
    private func create(_ body: String, in store: inout MemoryStore) throws -> Outcome<Link> {
        let request: LinkRequest
        do {
            request = try LinkRequest(RequestFields(body: body.utf8))
        } catch {
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
        var store = MemoryStore.furnished()
        let link = try create(
            #"""
            {"url": "acme.test/x", "domain": "ACME.link", "key": "/Promo/", "externalId": "ext_7", "trackConversion": true,
             "tenantId": "t", "archived": true, "comments": "c", "expiresAt": "2026-03-02T09:15:04.123Z",
             "expiredUrl": "https://acme.test/over", "password": "open", "doIndex": true, "utm_source": "e mail",
             "tagNames": ["ADS", "mail", "ads"], "tagId": "tag_9", "folderId": "fold_1", "title": "t", "image": "i",
             "video": "v", "proxy": true, "rewrite": true, "publicStats": true, "ios": "https://acme.test/ios",
             "android": "https://acme.test/android", "geo": {"de": "https://acme.test/de"}, "programId": "p",
             "partnerId": "q", "webhookIds": ["wh_1"], "testStartedAt": "2026-03-02",
             "testVariants": [{"url": "https://acme.test/1", "percentage": 40.0},
                              {"url": "https://acme.test/2", "percentage": 60}]}
            """#, in: &store
        ).result.get()
        #expect(link.url == "https://acme.test/x?utm_source=e+mail")
        #expect((link.domain, link.key.text, link.externalID) == ("acme.link", "Promo", "7"))
        #expect(link.tracksConversions && link.isArchived && link.isIndexed)
        #expect((link.tenantID, link.comments, link.password) == ("t", "c", "open"))
        #expect(link.expiresAt == MemoryStore.start)
        #expect(link.expiredURL == "https://acme.test/over")
        #expect(link.tagIDs == ["tag_2", "tag_1"] && link.folderID == "fold_1")
        let extras = link.extras
        #expect((extras.title, extras.image, extras.video) == ("t", "i", "v"))
        #expect(extras.isProxied && extras.isCloaked && extras.hasPublicStats)
        #expect((extras.ios, extras.android) == ("https://acme.test/ios", "https://acme.test/android"))
        #expect(extras.geo == ["DE": "https://acme.test/de"])
        #expect((extras.programID, extras.partnerID) == ("p", "q"))
        #expect(extras.webhookIDs == ["wh_1"])
        #expect(extras.variants?.map(\.percentage) == [40, 60])
        #expect(extras.testStartedAt?.text == "2026-03-02T00:00:00.000Z" && extras.testCompletedAt == nil)
        #expect(store.links[link.id] == link)
    }

    @Test("Long titles and descriptions are cut")
    func cut() throws {
        var store = MemoryStore()
        let long = String(repeating: "ä", count: 300)
        let link = try create(#"{"url":"https://b.test","title":"\#(long)","description":"\#(long)"}"#, in: &store)
            .result.get()
        #expect(link.extras.title == String(long.prefix(117)) + "...")
        #expect(link.extras.description == String(long.prefix(237)) + "...")
        let title = String(long.prefix(120))
        #expect(
            try create(#"{"url":"https://b.test","title":"\#(title)"}"#, in: &store).result.get().extras.title == title)
    }

    @Test("A domain's own link can be made where it has none, also without a destination")
    func root() throws {
        var store = MemoryStore()
        let link = try create(#"{"url":"","key":"_root"}"#, in: &store).result.get()
        #expect(link.key == .root && link.url == "" && link.shortLink == "https://go.acme.test")
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
            "2026-03-02", "2026-03-02 09:15:04+00:00", "2026-03-02T09:15:04.123456+00:00",
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
            (#"{"url":"https://b.test","ios":"soon"}"#, "invalid_format: ios: Invalid URL"),
            (#"{"url":"https://b.test","geo":{"DE":"soon"}}"#, "invalid_format: geo.DE: Invalid URL"),
            (
                #"{"url":"https://b.test","geo":"DE"}"#,
                "invalid_type: geo: Invalid input: expected record, received string"
            ),
            (#"{"url":"https://b.test","geo":{"Germany":"x"}}"#, "invalid_value: geo: Invalid country code 'Germany'"),
            (
                #"{"url":"https://b.test","testVariants":[{"url":"https://b.test/1","percentage":50}]}"#,
                "too_small: testVariants: Too small: expected array to have >=2 items"
            ),
            (
                #"{"url":"https://b.test","testVariants":[{"url":"x","percentage":50},{}]}"#,
                "invalid_format: testVariants.0.url: Invalid URL"
            ),
            (
                #"{"url":"b.test","testVariants":[{"url":"https://b.test","percentage":5},{}]}"#,
                "too_small: testVariants.0.percentage: Too small: expected number to be >=10"
            ),
            (
                #"{"url":"b.test","testVariants":[{"url":"https://b.test","percentage":50},{"url":"https://b.test"}]}"#,
                "invalid_type: testVariants.1.percentage: Invalid input: expected number, received undefined"
            ),
            (
                #"""
                {"url":"b.test","testVariants":[{"url":"https://b.test/1","percentage":50},
                                                {"url":"https://b.test/2","percentage":50}]}
                """#, "custom: testVariants: A/B tests need trackConversion to be on"
            ),
            (#"{"url":"https://b.test","testStartedAt":"soon"}"#, "custom: testStartedAt: Invalid date"),
            (
                #"{"url":"https://b.test","key":"robots.txt"}"#,
                "'robots.txt' is a reserved key and cannot be used as a short link."
            ),
            (#"{"url":"https://b.test","tagIds":["tag_8","tag_9"]}"#, "Invalid tagIds detected: tag_8, tag_9"),
            (#"{"url":"https://b.test","tagNames":"x,y"}"#, "Invalid tagNames detected: x, y"),
            (#"{"url":"https://b.test","tagId":"tag_9"}"#, "Invalid tagIds detected: tag_9"),
            (#"{"url":"https://b.test","folderId":"fold_9"}"#, "Folder not found."),
            (
                #"{"url":"https://b.test","externalId":""}"#,
                "too_small: externalId: Too small: expected string to have >=1 characters"
            ),
            (#"{"url":"https://b.test","keyLength":2}"#, "too_small: keyLength: Too small: expected number to be >=3"),
        ])
    func refused(_ body: String, _ message: String) throws {
        var store = MemoryStore()
        #expect(try create(body, in: &store).refusal == message)
        #expect(store.links.isEmpty)
    }

    @Test("Of several problems, the first step's is the answer")
    func order() throws {
        var store = MemoryStore.furnished()
        _ = try create(#"{"url":"https://b.test","key":"a","externalId":"7"}"#, in: &store).result.get()
        let steps = [
            ("url", #""no url""#, #""b.test""#, "Invalid destination URL"),
            ("domain", #""other.test""#, "null", "Domain does not belong to workspace."),
            ("key", #""_x""#, #""A""#, "Invalid key."),
            ("key", #""A""#, #""b""#, "Duplicate key: This short link already exists."),
            ("externalId", #""ext_7""#, #""8""#, "A link with this externalId already exists in this workspace."),
            ("tagIds", #""tag_9""#, "null", "Invalid tagIds detected: tag_9"),
            ("expiresAt", #""soon""#, #""2027-01-01""#, "Invalid expiration date."),
        ]
        for (index, step) in steps.enumerated() {
            var fields: [String: String] = [:]
            for (name, bad, _, _) in steps[index...].reversed() { fields[name] = bad }
            for (name, _, good, _) in steps[..<index] where name != step.0 { fields[name] = good }
            let body = fields.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",")
            #expect(try create("{\(body)}", in: &store).refusal == step.3)
        }
        #expect(store.links.count == 1)
    }
}
