import Attribution
import AttributionTesting
import PageURL
import Testing

@Suite("Where links lead some visitors")
struct ClickTargetTests {
    private static let iPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
        + "Mobile/15E148 Safari/604.1"
    private static let pixel =
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile "
        + "Safari/537.36"

    private func answer(
        _ path: String = "/spring", agent: String = ClickTests.browser, country: String = "US", query: String = "",
        domain: Domain? = nil, in store: inout MemoryStore
    ) throws -> ShortLinkAnswer {
        var request = ShortLinkRequest(domain: "go.acme.test", path: path)
        request.userAgent = agent
        request.address = "127.0.0.1"
        request.place.country = country
        request.query = QueryItem.items(of: query)
        var rules = ClickRules(now: MemoryStore.start)
        rules.domain = domain
        return try rules.answer(request, in: &store).answer
    }

    /// A store with a link that leads to five places.
    private func store(_ change: (inout Link) -> Void = { _ in }) throws -> MemoryStore {
        var store = try MemoryStore.withClick {
            $0.extras.ios = "https://acme.test/ios"
            $0.extras.android = "https://acme.test/android"
            $0.extras.geo = ["DE": "https://acme.test/de"]
            change(&$0)
        }
        store.clicks = [:]
        return store
    }

    static let places = [
        (iPhone, "US", "https://acme.test/ios?a=1"), (pixel, "US", "https://acme.test/android?a=1"),
        (iPhone, "DE", "https://acme.test/ios?a=1"), (ClickTests.browser, "DE", "https://acme.test/de?a=1"),
        (ClickTests.browser, "FR", "https://acme.test/pricing?a=1"),
    ]

    @Test("A phone's target comes before the country's, and that before the destination", arguments: places)
    func targets(_ agent: String, _ country: String, _ location: String) throws {
        var store = try store()
        guard
            case .redirect(302, location, .some) = try answer(agent: agent, country: country, query: "a=1", in: &store)
        else {
            Issue.record("led elsewhere")
            return
        }
        #expect(store.clicks.values.map(\.url) == [location])
    }

    @Test("A cloaked link stays under its own address, on every device, and its click is recorded")
    func cloaked() throws {
        var store = try store {
            $0.extras.isCloaked = true
            $0.tracksConversions = true
        }
        let answer = try answer(agent: Self.iPhone, in: &store)
        let id = try #require(store.clicks.keys.first)
        guard case .cloaked(let location, let cookie) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(location == "https://acme.test/pricing?dub_id=\(id)" && cookie.value == id)
    }

    @Test(
        "What another program opens is opened by a page",
        arguments: ["mailto:kim@acme.test", "tel:+1", "sms:+1", "tg://x", "whatsapp://x", "xmpp:kim@acme.test"])
    func programs(_ target: String) throws {
        var store = try store {
            $0.url = target
            $0.extras.isCloaked = true
        }
        guard case .page(target, _) = try answer(in: &store) else {
            Issue.record("no page")
            return
        }
        #expect(store.clicks.count == 1)
    }

    @Test("An app's own scheme is redirected to")
    func otherSchemes() throws {
        var store = try store { $0.url = "acme-app://x" }
        guard case .redirect(302, "acme-app://x", .some) = try answer(in: &store) else {
            Issue.record("no redirect")
            return
        }
    }

    @Test(
        "What weak servers and apps are asked for leads to the domain itself, untracked",
        arguments: ["/x.php", "/wp/X.PHP7", "/.well-known/assetlinks.json"])
    func serverFiles(_ path: String) throws {
        var store = try store()
        #expect(
            try answer(path, in: &store) == .redirect(status: 302, location: "/?dub-no-track=1", cookie: nil))
    }

    @Test("A plus at the end asks about the link, and records nothing; a password is asked for first")
    func inspection() throws {
        var store = try store { $0.disabledAt = MemoryStore.start }
        #expect(try answer("/spring+", in: &store) == .inspect(#require(store.links["link_1"])))
        #expect(try answer("/none+", in: &store) == .notFound)
        store.links["link_1"]?.password = "open"
        #expect(try answer("/spring+", in: &store) == .password(isWrong: false))
        #expect(store.clicks.isEmpty)
    }

    @Test("The domain says where visitors go for whom there is no link, or none any more")
    func domainSettings() throws {
        var store = try store { $0.expiresAt = MemoryStore.start }
        var domain = Domain(
            id: "dom_1", slug: "go.acme.test", workspaceID: MemoryStore.workspace, createdAt: MemoryStore.start)
        #expect(try answer(domain: domain, in: &store) == .expired)
        domain.expiredURL = "https://acme.test/over"
        domain.notFoundURL = "https://acme.test/none"
        let over = ShortLinkAnswer.redirect(status: 307, location: "https://acme.test/over", cookie: nil)
        let none = ShortLinkAnswer.redirect(status: 307, location: "https://acme.test/none", cookie: nil)
        #expect(try answer(domain: domain, in: &store) == over)
        #expect(try answer("/none", domain: domain, in: &store) == none)
        store.links["link_1"]?.disabledAt = MemoryStore.start
        #expect(try answer(domain: domain, in: &store) == none)
    }

    private static let slack = "Slackbot-LinkExpanding 1.0"

    @Test("A bot sees what a proxied link shows of itself, whatever its targets, and no click is recorded")
    func previews() throws {
        var store = try store {
            $0.extras.isProxied = true
            $0.extras.isCloaked = true
        }
        guard case .preview(let link, "https://acme.test/pricing", _) = try answer(agent: Self.slack, in: &store) else {
            Issue.record("no preview")
            return
        }
        #expect(link.id == "link_1" && store.clicks.isEmpty)
        guard case .cloaked = try answer(in: &store) else {
            Issue.record("a person got no page")
            return
        }
    }

    @Test("A proxied link that wants a password, or leads nowhere, or not any more, has no preview")
    func previewsComeLater() throws {
        var store = try store { $0.extras.isProxied = true }
        store.links["link_1"]?.url = ""
        guard case .placeholder = try answer(agent: Self.slack, in: &store) else {
            Issue.record("no placeholder")
            return
        }
        store.links["link_1"]?.expiresAt = MemoryStore.start
        #expect(try answer(agent: Self.slack, in: &store) == .expired)
        store.links["link_1"]?.password = "open"
        #expect(try answer(agent: Self.slack, in: &store) == .password(isWrong: false))
    }

    @Test("Bots that count as visitors are led on by a proxied link, but never a HEAD request")
    func countedBots() throws {
        var store = try store { $0.extras.isProxied = true }
        var request = ShortLinkRequest(domain: "go.acme.test", path: "/spring")
        request.userAgent = "curl/8.5.0"
        var rules = ClickRules(now: MemoryStore.start)
        rules.countsBots = true
        guard case .redirect = try rules.answer(request, in: &store).answer else {
            Issue.record("not led on")
            return
        }
        request.method = "HEAD"
        #expect(
            try rules.answer(request, in: &store).notes == [.preview("https://go.acme.test/spring", .headRequest)])
    }

    @Test("A partner's link tells its key and needs a click id")
    func partners() throws {
        var store = try store {
            $0.extras.programID = "p"
            $0.extras.partnerID = "q"
        }
        _ = try answer(in: &store)
        let click = try #require(store.clicks.values.first)
        #expect(click.url == "https://acme.test/pricing?via=spring&dub_id=\(click.id)")
    }
}
