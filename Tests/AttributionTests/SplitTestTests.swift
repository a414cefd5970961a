import Attribution
import AttributionTesting
import Synchronization
import Testing

@Suite("Links that lead to several destinations under test")
struct SplitTestTests {
    private static let shares = [
        ("https://acme.test/a?x=1", 10), ("https://acme.test/b;c", 30), ("https://c.test/", 60),
    ]
    private static let hour = Duration.seconds(3_600)
    private static let past = Duration.seconds(-3_600)

    private func store(_ change: (inout Link) -> Void = { _ in }) throws -> MemoryStore {
        var store = try MemoryStore.withClick {
            $0.extras.variants = Self.shares.map { Link.Extras.Variant(url: $0, percentage: $1) }
            change(&$0)
        }
        store.clicks = [:]
        return store
    }

    /// What a visitor gets for whom a part of all numbers is drawn, from 0 up to 1.
    private func answer(
        drawing part: Double = 0, cookie: String? = nil, agent: String = ClickTests.browser,
        in store: inout MemoryStore
    ) throws -> ShortLinkAnswer {
        var request = ShortLinkRequest(domain: "go.acme.test", path: "/Spring")
        request.userAgent = agent
        request.cookies["dub_test_url"] = cookie
        let ids = IDMaker { UInt64(part * 0x1p63) << 1 }
        return try ClickRules(now: MemoryStore.start, ids: ids).answer(request, in: &store).answer
    }

    private func location(_ answer: ShortLinkAnswer) -> String? {
        if case .redirect(_, let location, _) = answer { location } else { nil }
    }

    @Test(
        "Visitors are shared out by the percentages",
        arguments: [(0, 0), (0.09, 0), (0.11, 1), (0.39, 1), (0.41, 2), (0.99, 2)])
    func shared(_ part: Double, _ index: Int) throws {
        var store = try store()
        let answer = try answer(drawing: part, in: &store)
        let target = Self.shares[index].0
        #expect(location(answer) == target && answer.cookie?.others.map(\.value) == [target])
        #expect(store.clicks.values.map(\.url) == [target])
    }

    @Test("Shares that do not come to a hundred are parts of what they come to")
    func unevenShares() throws {
        var store = try store { link in
            link.extras.variants = [10, 10].map { .init(url: "https://acme.test/\($0)", percentage: $0) }
            link.extras.variants?[1].url = "https://acme.test/last"
        }
        #expect(location(try answer(drawing: 0.51, in: &store)) == "https://acme.test/last")
    }

    @Test("Who comes again is led to the same destination, and no cookie leads to another place")
    func kept() throws {
        var store = try store()
        let kept = try answer(drawing: 0.9, cookie: "https%3A%2F%2Facme.test%2Fb%3Bc", in: &store)
        #expect(location(kept) == Self.shares[1].0)
        for cookie in ["https%3A%2F%2Fother.test%2F", "https://acme.test/pricing", "", "%ff"] {
            #expect(location(try answer(drawing: 0.9, cookie: cookie, in: &store)) == Self.shares[2].0)
        }
    }

    @Test("The destination is kept for 7 days in a cookie of its own, at the click's path")
    func cookies() throws {
        var store = try store()
        let cookie = try #require(try answer(drawing: 0.2, in: &store).cookie)
        let fields = cookie.fields(below: "/r")
        #expect(fields.count == 2)
        #expect(
            fields.first == "dub_id_go.acme.test_spring=\(cookie.value); Path=/r/Spring; "
                + "Expires=Mon, 02 Mar 2026 10:15:04 GMT; Max-Age=3600")
        #expect(
            fields.last == "dub_test_url=https%3A%2F%2Facme.test%2Fb%3Bc; Path=/r/Spring; "
                + "Expires=Mon, 09 Mar 2026 09:15:04 GMT; Max-Age=604800")
    }

    static let times: [(start: Duration?, end: Duration?, runs: Bool)] = [
        (nil, nil, true), (.zero, hour, true), (past, nil, true), (hour, nil, false), (nil, .zero, false),
        (past, past, false),
    ]

    @Test("A test runs from its start to its end", arguments: times)
    func running(_ start: Duration?, _ end: Duration?, _ runs: Bool) throws {
        var store = try store {
            $0.extras.testStartedAt = start.map { MemoryStore.start + $0 }
            $0.extras.testCompletedAt = end.map { MemoryStore.start + $0 }
        }
        let answer = try answer(cookie: Self.shares[0].0, in: &store)
        #expect(location(answer) == (runs ? Self.shares[0].0 : "https://acme.test/pricing"))
        #expect(answer.cookie?.others.isEmpty == !runs)
    }

    @Test("The destination under test gets the click id, is framed, and gives way to a phone's own")
    func otherTargets() throws {
        var store = try store { $0.tracksConversions = true }
        let id = try #require(try answer(in: &store).cookie?.value)
        #expect(store.clicks[id]?.url == "https://acme.test/a?x=1&dub_id=\(id)")
        store = try self.store { $0.extras.isCloaked = true }
        guard case .cloaked("https://acme.test/a?x=1", _) = try answer(in: &store) else {
            Issue.record("not framed")
            return
        }
        store = try self.store { $0.extras.ios = "https://acme.test/ios" }
        #expect(location(try answer(agent: "iPhone", in: &store)) == "https://acme.test/ios")
    }
}
