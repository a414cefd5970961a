import Attribution
import EventStore
import HTTPTypes
import HummingbirdTesting
import JSON
import Segment
import Testing

@testable import Harness

@Suite("The dashboard")
struct DashboardTests {
    private static let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"
    private static let names = ["overview", "analytics", "events", "links", "segment", "verify", "settings"]

    private func with<Result>(
        _ change: (inout HarnessConfiguration) -> Void = { _ in }, _ body: (TestSite) async throws -> Result
    ) async throws -> Result {
        var configuration = HarnessConfiguration.test
        change(&configuration)
        let site = try await TestSite(configuration)
        let result = try await body(site)
        try await site.service.store.close()
        return result
    }

    /// What a browser that has opened the dashboard sends with a request of a page.
    private func session(of site: TestSite) async throws -> HTTPFields {
        let cookie = try #require(try await site.ask("/dashboard/overview").headers[.setCookie])
        return [.cookie: String(cookie.prefix { $0 != ";" }), .origin: "http://localhost"]
    }

    @Test(
        "has a page for each of its parts, which may load nothing from elsewhere and run no code of its own",
        arguments: names)
    func pages(name: String) async throws {
        try await with { (site: TestSite) async throws in
            let page = try await site.ask("/dashboard/\(name)")
            #expect(page.status == .ok)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"))
            #expect(page.text.contains("<a href=\"/dashboard/\(name)\" aria-current=\"page\">"))
            #expect(!page.text.contains("<script>") && !page.text.contains(" style=") && !page.text.contains("{{"))
            for file in ["\(name).js", "dashboard.css", "lib/page.js"] {
                #expect(page.text.contains("/dashboard/\(file)\""))
                #expect(try await site.ask("/dashboard/\(file)").status == .ok)
            }
        }
    }

    @Test("begins with the overview, and has no other pages", arguments: ["/dashboard", "/dashboard/"])
    func start(path: String) async throws {
        try await with { (site: TestSite) async throws in
            #expect(try await site.ask(path).headers[.location] == "/dashboard/overview")
            for strange in ["nothing", "overview.html", "lib/..%2f..%2fsite%2fframe.html", "lib"] {
                #expect(try await site.ask("/dashboard/\(strange)").status == .notFound, "\(strange)")
            }
        }
    }

    @Test("asks the Dub API with its session, which is no key for the API itself")
    func api() async throws {
        try await with { (site: TestSite) async throws in
            let fields = try await session(of: site)
            let links = try await site.ask("/_dubcheck/api/links", headers: fields)
            let own = try await site.ask("/links", headers: site.secret).json()
            #expect(links.status == .ok)
            #expect(try links.json() == own)
            #expect(links.headers[.init("X-RateLimit-Limit")!] == nil)
            #expect(try await site.ask("/links", headers: fields).status == .unauthorized)
            #expect(try await site.ask("/_dubcheck/api/links").status == .unauthorized)
            #expect(try await site.ask("/_dubcheck/api/track/lead", method: .post, headers: fields).status == .notFound)
            let body = #"{"url": "https://example.com", "key": "new"}"#
            var strange = fields
            strange[.origin] = "https://evil.example.com"
            #expect(
                try await site.ask("/_dubcheck/api/links", method: .post, headers: strange, body: body).status
                    == .forbidden)
            #expect(
                try await site.ask("/_dubcheck/api/links", method: .post, headers: fields, body: body).status == .ok)
            #expect(try await site.ask("/links/info?domain=go.localhost&key=new", headers: site.secret).status == .ok)
        }
    }

    @Test("knows when each step of the chain was seen last")
    func chain() async throws {
        try await with { (site: TestSite) async throws in
            func seen() async throws -> [String] {
                let chain = try await site.ask("/_dubcheck/chain", headers: site.secret).json()
                let steps = try #require(chain["steps"].array)
                #expect(steps.compactMap { $0["id"].string } == ["script", "click", "cookie", "event", "lead"])
                return steps.filter { $0["lastAt"] != .null }.compactMap { $0["id"].string }
            }
            #expect(try await seen() == [])
            _ = try await site.ask("/analytics/script.js")
            #expect(try await seen() == ["script"])
            let click = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            let id = String(try #require(click.headers[.location]?.split(separator: "=").last))
            #expect(try await seen() == ["script", "click"])
            _ = try await site.ask("/analytics/script.js", headers: [.cookie: "other=1; dub_id=\(id)"])
            #expect(try await seen() == ["script", "click", "cookie"])
            let story = try await site.ask("/_dubcheck/explain?clickId=\(id)", headers: site.secret).json()
            #expect(story["cookie"]["firstSeenAt"].string != nil)
            for (clickID, steps) in [
                ("nobody", ["script", "click", "cookie", "event"]),
                (id, ["script", "click", "cookie", "event", "lead"]),
            ] {
                let lead = #"{"clickId": "\#(clickID)", "eventName": "Sign Up", "customerExternalId": "u1"}"#
                _ = try await site.ask("/track/lead", method: .post, headers: site.secret, body: lead)
                #expect(try await seen() == steps)
            }
            let without = #"{"clickId": "", "eventName": "Sign Up", "customerExternalId": "u2"}"#
            _ = try await site.ask("/api/track/lead", method: .post, headers: site.secret, body: without)
            _ = try await site.ask("/track/lead", method: .post, body: without)
            let refused = try await site.ask("/_dubcheck/chain", headers: site.secret).json()["refused"].array
            #expect(refused?.map { $0["status"].int } == [401, 400, 404])
            #expect(refused?.map { $0["path"].string } == ["/track/lead", "/api/track/lead", "/track/lead"])
            #expect(refused?.last?["clickId"] == "nobody")
            _ = try await site.ask("/_dubcheck/reset", method: .post, headers: site.secret)
            #expect(try await seen() == [])
        }
    }

    @Test("gives out new keys, and the destination of Segment's events goes on with them")
    func keys() async throws {
        try await with { (site: TestSite) async throws in
            let fields = try await session(of: site)
            let old = try await site.ask("/_dubcheck/keys", headers: fields).json()
            let body = #"{"key": "secret"}"#
            let answer = try await site.ask("/_dubcheck/keys/rotate", method: .post, headers: fields, body: body)
            let new = try answer.json()
            #expect(new["secretKey"] != old["secretKey"] && new["publishableKey"] == old["publishableKey"])
            #expect(new["environment"]["DUB_API_KEY"] == new["secretKey"])
            let oldKey = try #require(old["secretKey"].string)
            let newKey = try #require(new["secretKey"].string)
            #expect(try await site.ask("/links", headers: [.authorization: "Bearer \(oldKey)"]).status == .unauthorized)
            #expect(try await site.ask("/links", headers: [.authorization: "Bearer \(newKey)"]).status == .ok)
            let destinations = try await site.service.store.read { try $0.destinations() }
            #expect(destinations.map(\.destination.settings.apiKey) == [newKey])
            let wrong = try await site.ask(
                "/_dubcheck/keys/rotate", method: .post, headers: fields, body: #"{"key": "door"}"#)
            #expect(wrong.status == .unprocessableContent)
        }
    }
}

@Suite("Verification in the dashboard")
struct DashboardVerificationTests {
    private func with<Result>(
        _ allowance: HostAllowance,
        _ verify: @escaping Verifier.Verify = { url, mode in
            #"{"verdict": "pass", "url": "\#(url)", "mode": "\#(mode.rawValue)"}"#
        }, _ body: (TestSite) async throws -> Result
    ) async throws -> Result {
        var configuration = HarnessConfiguration.test
        configuration.verifier = Verifier(allowance: allowance, modes: [.static, .browser], verify: verify)
        let site = try await TestSite(configuration)
        let result = try await body(site)
        try await site.service.store.close()
        return result
    }

    private struct Fault: Error, CustomStringConvertible {
        var description: String { "there is no browser" }
    }

    private func verify(_ url: String, _ more: String = "", at site: TestSite) async throws -> TestResponse {
        try await site.ask(
            "/_dubcheck/verify", method: .post, headers: site.secret, body: #"{"url": "\#(url)"\#(more)}"#)
    }

    @Test(
        "covers this machine, and other hosts as far as they are allowed",
        arguments: [
            (HostAllowance.loopback, "http://localhost:3000/", true), (.loopback, "http://app.localhost/", true),
            (.loopback, "http://127.0.0.1:1/", true), (.loopback, "http://[::1]:3000/", true),
            (.loopback, "https://example.com/", false), (.loopback, "http://localhost.example.com/", false),
            (.hosts(["acme.test"]), "https://ACME.test/", true),
            (.hosts(["acme.test"]), "https://www.acme.test/", false),
            (.hosts(["acme.test"]), "http://localhost/", true), (.any, "https://example.com/", true),
        ])
    func allowance(allowance: HostAllowance, url: String, isAllowed: Bool) async throws {
        try await with(allowance) { (site: TestSite) async throws in
            let answer = try await verify(url, at: site)
            #expect(answer.status == (isAllowed ? .ok : .forbidden))
            if !isAllowed { #expect(answer.text.contains("--allow-verify")) }
        }
    }

    @Test("tells of the quick look first, and goes on after one that fails")
    func stages() async throws {
        try await with(
            .loopback,
            { _, mode in
                if mode == .browser { throw Fault() }
                return #"{"verdict": "warn"}"#
            }
        ) { (site: TestSite) async throws in
            let answer = try await verify("http://localhost/", at: site)
            #expect(answer.headers[.contentType] == "text/event-stream")
            let lines = answer.text.split(separator: "\n").filter { $0.hasPrefix("event:") || $0.contains("verdict") }
            #expect(
                lines == [
                    "event: stage", "event: report", #"data: {"stage":"static","report":{"verdict":"warn"}}"#,
                    "event: stage",
                    "event: stage", "event: problem",
                ])
            #expect(answer.text.contains("there is no browser"))
            // The turn was given back.
            #expect(try await verify("http://localhost/", #", "mode": "static""#, at: site).text.contains("report"))
        }
    }

    @Test(
        "refuses what is no page",
        arguments: [
            #"{"url": "file:///etc/passwd"}"#, #"{"url": "localhost"}"#, "{}",
            #"{"url": "http://localhost/", "mode": "guess"}"#,
        ])
    func refusals(body: String) async throws {
        try await with(.any) { (site: TestSite) async throws in
            let answer = try await site.ask("/_dubcheck/verify", method: .post, headers: site.secret, body: body)
            #expect(answer.status == .unprocessableContent)
        }
    }
}
