import Attribution
import AttributionTesting
import PageURL
import Testing

@Suite("Clicks on short links")
struct ClickTests {
    static let browser =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"

    private func store(_ change: (inout Link) -> Void = { $0.tracksConversions = true }) throws -> MemoryStore {
        var store = try MemoryStore.withClick(change)
        store.clicks = [:]
        return store
    }

    private func request(
        _ path: String = "/spring", query: String = "", _ change: (inout ShortLinkRequest) -> Void = { _ in }
    ) throws -> ShortLinkRequest {
        var request = ShortLinkRequest(domain: "go.acme.test", path: path)
        request.userAgent = Self.browser
        request.address = "127.0.0.1"
        request.query = try #require(PageURL("https://go.acme.test/?\(query)")).queryItems
        change(&request)
        return request
    }

    /// What a click led to.
    private func click(
        _ request: ShortLinkRequest, after duration: Duration = .zero, countsBots: Bool = false,
        in store: inout MemoryStore
    ) throws -> (status: Int, location: String, cookie: ClickCookie?, notes: [Note]) {
        var rules = ClickRules(now: MemoryStore.start + duration)
        rules.countsBots = countsBots
        let (answer, notes, _) = try rules.answer(request, in: &store)
        guard case .redirect(let status, let location, let cookie) = answer else {
            Issue.record("\(answer)")
            return (0, "", nil, notes)
        }
        return (status, location, cookie, notes)
    }

    @Test("A visitor is sent on with a click id, which is recorded, counted and kept in a cookie of the link")
    func recorded() throws {
        var store = try store()
        let answer = try click(request("/Spring", query: "utm_source=mail"), in: &store)
        let click = try #require(store.clicks.values.first)
        #expect(answer.status == 302)
        #expect(answer.location == "https://acme.test/pricing?dub_id=\(click.id)&utm_source=mail")
        #expect(click.url == answer.location)
        #expect(answer.notes.isEmpty)
        let cookie = try #require(answer.cookie)
        #expect((cookie.name, cookie.value, cookie.path) == ("dub_id_go.acme.test_spring", click.id, "/Spring"))
        #expect(cookie.start == MemoryStore.start && cookie.others.isEmpty)
        #expect(store.links["link_1"]?.counters.clicks == 1)
        #expect(store.links["link_1"]?.counters.lastClicked == MemoryStore.start)
    }

    @Test("The same visitor within the hour keeps the click id and is not recorded; another visitor is")
    func repeats() throws {
        var store = try store()
        let first = try click(request(), in: &store)
        let again = try click(request(), after: .seconds(3_599), in: &store)
        #expect(again.location == first.location)
        #expect(again.notes == [.repeatedClick(first.cookie?.value ?? "")])
        let other = try click(request { $0.userAgent += " Edg/131" }, in: &store)
        #expect(other.location != first.location)
        // The hour counts from the click that was recorded.
        let later = try click(request(), after: .seconds(3_600), in: &store)
        #expect(later.location != first.location)
        #expect(store.clicks.count == 3)
    }

    @Test("A bot gets the redirect and an id that is not recorded, unless bots count; HEAD never does")
    func bots() throws {
        var store = try store()
        let curl = try request { $0.userAgent = "curl/8.5.0" }
        let answer = try click(curl, in: &store)
        #expect(answer.location.hasPrefix("https://acme.test/pricing?dub_id="))
        #expect(answer.notes == [.botClick(.userAgent("curl"))])
        #expect(store.clicks.isEmpty)
        let head = try request { $0.method = "HEAD" }
        #expect(try click(head, countsBots: true, in: &store).notes == [.botClick(.headRequest)])
        _ = try click(curl, countsBots: true, in: &store)
        #expect(store.clicks.count == 1)
    }

    @Test("A link without conversion tracking records the click and leaves the destination as it is")
    func withoutConversions() throws {
        var store = try store { $0.url = "https://acme.test/?a=b%20c&flag" }
        let answer = try click(request(), in: &store)
        #expect(answer.location == "https://acme.test/?a=b%20c&flag")
        #expect(answer.cookie != nil && store.clicks.count == 1)
    }

    @Test("dub-no-track is not recorded and gets no click id", arguments: ["dub-no-track", "dub-no-track=1"])
    func untracked(_ query: String) throws {
        var store = try store()
        let answer = try click(request(query: query), in: &store)
        #expect(answer.location == "https://acme.test/pricing")
        #expect(answer.notes == [.untrackedClick] && store.clicks.isEmpty)
    }

    @Test("The visitor's cookie keeps the click id; one that is no id is not taken over")
    func cookies() throws {
        var store = try store()
        let kept = try click(request { $0.cookies["dub_id_go.acme.test_spring"] = "Bd0Kh8oOOL8dKLzd" }, in: &store)
        #expect(kept.cookie?.value == "Bd0Kh8oOOL8dKLzd")
        let forged = try click(
            request {
                $0.cookies["dub_id_go.acme.test_spring"] = "<script>"; $0.address = "10.0.0.1"
            }, in: &store)
        #expect(forged.cookie?.value.utf8.count == 16)
        // The same id from another browser is the same click.
        let moved = try click(
            request {
                $0.cookies["dub_id_go.acme.test_spring"] = "Bd0Kh8oOOL8dKLzd"; $0.address = "10.0.0.2"
            }, in: &store)
        #expect(moved.notes == [.repeatedClick("Bd0Kh8oOOL8dKLzd")])
    }

    @Test("A password, once right, is no part of the destination")
    func passwords() throws {
        var store = try store { $0.password = "open" }
        let rules = ClickRules(now: MemoryStore.start)
        #expect(try rules.answer(request(), in: &store).answer == .password(isWrong: false))
        #expect(try rules.answer(request(query: "pw=shut"), in: &store).answer == .password(isWrong: true))
        #expect(try click(request(query: "pw=open&a=1"), in: &store).location == "https://acme.test/pricing?a=1")
        #expect(store.clicks.count == 1)
    }

    @Test("A password that its form has sent is kept in a cookie, which opens the link; no other link's does")
    func passwordForm() throws {
        var store = try store { $0.password = "o pen;" }
        let answer = try click(request(query: "pw=shut&a=1") { $0.password = "o pen;" }, in: &store)
        #expect(answer.location == "https://acme.test/pricing?a=1" && store.clicks.count == 1)
        let field = try #require(answer.cookie?.fields(below: "").last)
        #expect(field == "dub_password_link_1=o%20pen%3B; Path=/spring; HttpOnly; Secure")
        let kept = try click(request { $0.cookies["dub_password_link_1"] = "o%20pen%3B" }, in: &store)
        #expect(kept.status == 302 && kept.cookie?.others == [])
        let rules = ClickRules(now: MemoryStore.start)
        let other = try request { $0.cookies["dub_password_link_2"] = "o%20pen%3B" }
        #expect(try rules.answer(other, in: &store).answer == .password(isWrong: false))
        let wrong = try request { $0.password = "shut" }
        #expect(try rules.answer(wrong, in: &store).answer == .password(isWrong: true))
        store.links["link_1"]?.password = nil
        #expect(try click(request { $0.password = "x" }, in: &store).cookie?.others == [])
    }

    @Test("A link that is over leads to what comes after it, without a cookie")
    func expired() throws {
        var store = try store {
            $0.expiresAt = MemoryStore.start; $0.expiredURL = "https://acme.test/over"
        }
        let answer = try click(request(), in: &store)
        #expect(answer.location == "https://acme.test/over" && answer.cookie == nil)
        store.links["link_1"]?.expiredURL = nil
        #expect(try ClickRules(now: MemoryStore.start).answer(request(), in: &store).answer == .expired)
        #expect(store.clicks.isEmpty)
    }

    @Test(
        "An unknown key, a link that is switched off, and a path that is no text are not found",
        arguments: ["/none", "/spring", "/%ff", "/%4"])
    func notFound(_ path: String) throws {
        var store = try store { $0.disabledAt = MemoryStore.start }
        #expect(try ClickRules(now: MemoryStore.start).answer(request(path), in: &store).answer == .notFound)
    }

    @Test("A domain's own link redirects for good, or shows its place")
    func root() throws {
        var store = try store { $0.key = .root }
        #expect(try click(request("/"), in: &store).status == 301)
        store.links["link_1"]?.url = ""
        guard case .placeholder = try ClickRules(now: MemoryStore.start).answer(request("/"), in: &store).answer else {
            Issue.record("no placeholder")
            return
        }
    }

    @Test("A scanned code is told from a click, also where the address keeps no trace of it")
    func qr() throws {
        var store = try store()
        #expect(try click(request(query: "qr=1"), in: &store).location.contains("qr") == false)
        #expect(store.clicks.values.map(\.trigger) == [.qr])
    }
}
