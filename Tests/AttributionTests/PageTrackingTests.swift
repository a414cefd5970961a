import Attribution
import AttributionTesting
import JSON
import PageURL
import Testing

@Suite("Tracking by pages and apps")
struct PageTrackingTests {
    private func store(hosts: [String] = [], _ change: (inout Link) -> Void = { _ in }) throws -> MemoryStore {
        var store = MemoryStore.furnished()
        store.workspaces[MemoryStore.workspace]?.allowedHostnames = hosts
        store.links = try MemoryStore.withClick(change).links
        return store
    }

    private func visitor(_ change: (inout PageVisitor) -> Void = { _ in }) -> PageVisitor {
        var visitor = PageVisitor()
        visitor.userAgent = ClickTests.browser
        visitor.address = "127.0.0.1"
        change(&visitor)
        return visitor
    }

    private func click(
        _ body: String = #"{"domain": "go.acme.test", "key": "spring"}"#, by visitor: PageVisitor? = nil,
        after duration: Duration = .zero, countsBots: Bool = false, in store: inout MemoryStore
    ) throws -> Outcome<String> {
        var rules = PageTracking(now: MemoryStore.start + duration)
        rules.countsBots = countsBots
        return try rules.track(
            ClickTrackingRequest(RequestFields(body: body.utf8)), by: visitor ?? self.visitor(), in: &store)
    }

    private func visit(
        _ body: String, by visitor: PageVisitor? = nil, in store: inout MemoryStore
    ) throws -> Outcome<String> {
        try PageTracking(now: MemoryStore.start).track(
            VisitTrackingRequest(RequestFields(body: body.utf8)), by: visitor ?? self.visitor(), in: &store)
    }

    private func open(
        _ body: String, by visitor: PageVisitor? = nil, in store: inout MemoryStore
    ) throws -> Outcome<OpenAnswer> {
        try PageTracking(now: MemoryStore.start).track(
            OpenTrackingRequest(RequestFields(body: body.utf8)), by: visitor ?? self.visitor(), in: &store)
    }

    @Test("A click is recorded with the page and its referrer, and counted")
    func clicks() throws {
        var store = try store()
        let id = try click(
            #"""
            {"domain": "https://www.GO.acme.test:8787/x", "key": "SPRING", "url": "https://acme.test/page?via=x",
             "referrer": "https://example.com/"}
            """#, by: visitor { $0.referer = "https://acme.test/" }, in: &store
        ).result.get()
        let click = try #require(store.clicks[id])
        #expect(click.url == "https://acme.test/page?via=x" && click.refererURL == "https://example.com/")
        #expect(click.trigger == .link && click.linkID == "link_1" && id.utf8.count == 16)
        #expect(store.links["link_1"]?.counters.clicks == 1)
        #expect(AnswerForm.tracked(id) == ["clickId": .string(id)])
    }

    @Test(
        "A page that is no URL is recorded as the link's destination",
        arguments: [#""url": "page""#, #""url": null"#, #""url": """#])
    func pages(_ field: String) throws {
        var store = try store()
        let id = try click(#"{"domain": "go.acme.test", "key": "spring", \#(field)}"#, in: &store).result.get()
        #expect(store.clicks[id]?.url == "https://acme.test/pricing" && store.clicks[id]?.refererURL == "(direct)")
    }

    @Test("A link of a local domain is found, with or without a port", arguments: ["localhost", "localhost:8787"])
    func localhost(_ domain: String) throws {
        var store = try store { $0.domain = "localhost" }
        #expect(try click(#"{"domain": "\#(domain)", "key": "spring"}"#, in: &store).refusal == nil)
        #expect(store.clicks.count == 1)
    }

    @Test("Redirect, click, page view and opened app know the same visitor, for an hour")
    func sharedMemory() throws {
        var store = try store()
        let id = try click(in: &store).result.get()
        let again = try click(after: .seconds(3_599), in: &store)
        #expect(try again.result.get() == id && again.notes == [.repeatedClick(id)])
        let seen = try visit(#"{"domain": "go.acme.test", "url": "https://go.acme.test/spring"}"#, in: &store)
        #expect(try seen.result.get() == id)
        #expect(try open(#"{"deepLink": "https://go.acme.test/spring"}"#, in: &store).result.get().clickID == id)
        var request = ShortLinkRequest(domain: "go.acme.test", path: "/spring")
        (request.userAgent, request.address) = (ClickTests.browser, "127.0.0.1")
        #expect(try ClickRules(now: MemoryStore.start).answer(request, in: &store).notes.count == 1)
        #expect(store.clicks.count == 1)
        #expect(try click(after: .seconds(3_600), in: &store).result.get() != id)
    }

    @Test("A bot and a visitor who is not to be tracked get an id that is not recorded")
    func unrecorded() throws {
        var store = try store()
        let curl = visitor { $0.userAgent = "curl/8" }
        let bot = try click(by: curl, in: &store)
        #expect(try bot.result.get().utf8.count == 16 && bot.notes == [.botClick(.userAgent("curl"))])
        let shy = try click(by: visitor { $0.isUntracked = true }, in: &store)
        #expect(try shy.result.get().utf8.count == 16 && shy.notes == [.untrackedClick])
        #expect(store.clicks.isEmpty)
        _ = try click(by: curl, countsBots: true, in: &store)
        #expect(store.clicks.count == 1)
    }

    @Test("Only pages of allowed hosts track clicks; a known visitor's host is not looked at")
    func hosts() throws {
        var store = try store(hosts: ["acme.test"])
        let refused = try click(by: visitor { $0.referer = "https://example.com/x" }, in: &store)
        #expect(refused.refusal?.hasPrefix("Request origin 'example.com' is not included") == true)
        let id = try click(by: visitor { $0.origin = "https://www.acme.test:3000" }, in: &store).result.get()
        #expect(try click(in: &store).result.get() == id)
        #expect(store.clicks.count == 1)
    }

    @Test("What cannot be tracked is answered in the API's words")
    func refusals() throws {
        var store = try store()
        let rows: [(String, APIError.Code, String)] = [
            (#"{"key": "spring"}"#, .unprocessableEntity, "invalid_type: domain: domain is required."),
            (#"{"domain": "", "key": "a"}"#, .unprocessableEntity, "invalid_type: domain: domain is required."),
            (#"{"domain": "go.acme.test"}"#, .unprocessableEntity, "invalid_type: key: key is required."),
            (
                #"{"domain": "go.acme.test", "key": "none"}"#, .notFound,
                "Link not found for domain: go.acme.test and key: none."
            ),
        ]
        for (body, code, message) in rows {
            #expect(refusal { _ = try click(body, in: &store).result.get() } == APIError(code, message))
        }
        store.workspaces = [:]
        #expect(try click(in: &store).refusal == "Link does not belong to a workspace.")
    }

    @Test(
        "A page's path is its link's key, and the home page is the domain's own link",
        arguments: [
            ("https://acme.test", "_root"), ("https://acme.test/?a=1", "_root"), ("https://acme.test/a/B?c", "a/b"),
            ("https://acme.test/%ED%95%9C", "한"),
        ])
    func visits(_ url: String, _ key: String) throws {
        var store = try store {
            $0.domain = "acme.test"
            $0.key = LinkKey(stored: key)
        }
        let id = try visit(#"{"domain": "acme.test", "url": "\#(url)"}"#, in: &store).result.get()
        #expect(store.clicks[id]?.trigger == .pageview && store.clicks[id]?.url.hasPrefix(url) == true)
        #expect(
            try visit(#"{"domain": "acme.test", "url": "https://acme.test/none"}"#, in: &store).refusal
                == "Link not found for domain: acme.test and key: none.")
    }

    @Test("A view of a page whose host is not allowed has an id that is not recorded, and a word about it")
    func refusedVisits() throws {
        var store = try store(hosts: ["example.com"])
        let body = #"{"domain": "go.acme.test", "url": "https://go.acme.test/spring"}"#
        let outcome = try visit(body, by: visitor { $0.referer = "https://acme.test/" }, in: &store)
        #expect(try outcome.result.get().utf8.count == 16 && outcome.notes == [.refusedHost("acme.test")])
        #expect(store.clicks.isEmpty)
        #expect(try visit(body, in: &store).notes == [.refusedHost(nil)])
        #expect(Note.refusedHost(nil).description.contains("'null'"))
    }

    @Test("A view of a page needs a domain and a URL that can be read")
    func malformedVisits() throws {
        var store = try store()
        for body in [#"{"domain": "acme.test"}"#, #"{"url": "https://acme.test"}"#, #"{"domain": "", "url": "x"}"#] {
            #expect(
                refusal { _ = try visit(body, in: &store) } == APIError(.badRequest, "Missing domain or url"))
        }
        let broken = refusal { _ = try visit(#"{"domain": "acme.test", "url": "x"}"#, in: &store).result.get() }
        #expect(broken?.code == .unprocessableEntity)
    }

    @Test("An app that a link has opened is told the link; also where its user agent is a library's")
    func opened() throws {
        var store = try store()
        let app = visitor { $0.userAgent = "okhttp/4" }
        let answer = try open(#"{"deepLink": "https://go.acme.test/Spring?x=1"}"#, by: app, in: &store).result.get()
        let click = try #require(store.clicks.values.first)
        #expect(click.trigger == .deeplink && store.clicks.count == 1)
        #expect(
            AnswerForm.answer(answer) == [
                "clickId": .string(click.id),
                "link": [
                    "id": "link_1", "domain": "go.acme.test", "key": "spring", "url": "https://acme.test/pricing",
                ],
            ])
        let shy = visitor { $0.isUntracked = true }
        let untracked = try open(#"{"deepLink": "https://go.acme.test/spring"}"#, by: shy, in: &store).result.get()
        #expect(untracked.clickID == nil && untracked.link?.id == "link_1")
        #expect(
            try open(#"{"deepLink": "https://go.acme.test/none"}"#, in: &store).refusal
                == "Deep link not found: https://go.acme.test/none")
        for body in ["{}", #"{"deepLink": "x"}"#] {
            #expect(refusal { _ = try open(body, in: &store) }?.code == .unprocessableEntity)
        }
    }

    @Test("An app that was just installed is told the link that led to it from the same address, within the hour")
    func installed() throws {
        var store = try store { $0.extras.ios = "https://acme.test/ios" }
        let body = #"{"dubDomain": "go.acme.test"}"#
        #expect(AnswerForm.answer(try open(body, in: &store).result.get()) == ["clickId": nil, "link": nil])
        var request = ShortLinkRequest(domain: "go.acme.test", path: "/spring")
        request.userAgent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1"
        request.address = "127.0.0.1"
        _ = try ClickRules(now: MemoryStore.start).answer(request, in: &store)
        let answer = try open(body, in: &store).result.get()
        #expect(answer.clickID == store.clicks.keys.first && answer.link?.id == "link_1")
        let elsewhere = visitor { $0.address = "127.0.0.2" }
        #expect(try open(body, by: elsewhere, in: &store).result.get() == OpenAnswer())
    }
}
