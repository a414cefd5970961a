import Attribution
import EventStore
import Foundation
import HTTPTypes
import HummingbirdTesting
import JSON
import Testing

@testable import Harness

@Suite("The harness's operation")
struct OperationTests {
    /// A browser, which is no bot.
    private static let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"

    @Test("needs the secret key, but for whether it is alive")
    func keys() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            for path in ["metrics", "export", "clock", "chaos", "webhooks", "explain?clickId=a", "wait", "stream"] {
                #expect(try await site.ask("/_dubcheck/\(path)").status == .unauthorized, "\(path)")
            }
            #expect(try await site.ask("/_dubcheck/reset", method: .post).status == .unauthorized)
            for path in ["health", "ready"] { #expect(try await site.ask("/_dubcheck/\(path)").status == .ok) }
        }
    }

    @Test("is there for the dashboard's session, which a page of another origin cannot use")
    func session() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let page = try await site.ask("/dashboard/overview")
            let cookie = try #require(page.headers[.setCookie])
            #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
            let pair = String(cookie.prefix { $0 != ";" })
            var fields: HTTPFields = [.cookie: pair]
            #expect(try await site.ask("/_dubcheck/clock", headers: fields).status == .ok)
            #expect(try await site.ask("/_dubcheck/reset", method: .post, headers: fields).status == .forbidden)
            fields[.origin] = "https://evil.example.com"
            #expect(try await site.ask("/_dubcheck/reset", method: .post, headers: fields).status == .forbidden)
            var key = site.secret
            key[.origin] = "https://evil.example.com"
            #expect(try await site.ask("/_dubcheck/reset", method: .post, headers: key).status == .forbidden)
        }
    }

    @Test("tells why a click is not recorded, in the answer and when asked")
    func explanations() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let bot = try await site.ask("/r/demo", headers: [.userAgent: "curl/8.0"])
            #expect(bot.headers[.init("X-Dubcheck-Note")!]?.contains("'curl'") == true)
            let id = try #require(bot.headers[.location]?.split(separator: "=").last)
            let story = try await site.ask("/_dubcheck/explain?clickId=\(id)", headers: site.secret).json()
            #expect(
                story["summary"].string?.hasPrefix("Click \(id) is not recorded: NOT RECORDED, a bot's click") == true)
            #expect(story["click"] == .null)
        }
    }

    @Test("moves the clock, so that a visitor of an hour ago is a new one")
    func clock() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let first = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            let again = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            #expect(first.headers[.location] == again.headers[.location])
            let body = #"{"advance": 3601}"#
            #expect(
                try await site.ask("/_dubcheck/clock", method: .put, headers: site.secret, body: body).status == .ok)
            let later = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            #expect(first.headers[.location] != later.headers[.location])
            #expect(try await site.ask("/events", headers: site.secret).json().array?.count == 2)
        }
    }

    @Test("waits for a lead, and says why there is none")
    func wait() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let click = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            let id = try #require(click.headers[.location]?.split(separator: "=").last)
            let path = "/_dubcheck/wait?event=lead&clickId=\(id)&timeout="
            let none = try await site.ask(path + "0", headers: site.secret)
            #expect(none.status == .requestTimeout)
            #expect(try none.json()["explanation"]["summary"].string?.hasSuffix("no lead yet, no sale yet.") == true)
            async let waited = site.ask(path + "10", headers: site.secret)
            try await Task.sleep(for: .milliseconds(50))
            let lead = #"{"clickId": "\#(id)", "eventName": "Sign up", "customerExternalId": "u_1"}"#
            #expect(try await site.ask("/track/lead", method: .post, headers: site.secret, body: lead).status == .ok)
            let event = try await waited.json()
            #expect(event["eventName"] == "Sign up")
        }
    }

    @Test("lets requests fail as often as a rule says, and then answers again")
    func chaos() async throws {
        let rules = try ["/links,method=GET,status=429,times=2", "/tags,status=410"].map { try ChaosRule($0) }
        try await TestSite.with({ $0.chaos = rules }) { (site: TestSite) async throws in
            var seen: [Int] = []
            var last = JSONValue.null
            for _ in 0..<3 {
                let answer = try await site.ask("/links", headers: site.secret)
                seen.append(answer.status.code)
                if answer.status.code == 429 { last = try answer.json()["error"] }
            }
            #expect(seen == [429, 429, 200])
            #expect(last["code"] == "rate_limit_exceeded" && last["message"] == "Too many requests.")
            #expect(try await site.ask("/tags", headers: site.secret).json()["error"]["code"] == "invite_expired")
        }
    }

    @Test("forces errors by values that nothing real has", arguments: [400, 404, 409, 410, 422, 429, 500])
    func forced(status: Int) async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let lead = #"{"clickId": "error-\#(status)", "eventName": "Sign up", "customerExternalId": "u_1"}"#
            let sale = #"{"customerExternalId": "u_1", "amount": \#(9_990_000 + status)}"#
            for (path, body) in [("/track/lead", lead), ("/track/sale", sale)] {
                let answer = try await site.ask(path, method: .post, headers: site.secret, body: body)
                #expect(answer.status.code == status)
            }
        }
    }

    @Test("exports what a seed plants again, and resets to it")
    func seed() async throws {
        let exported = try await TestSite.with { (site: TestSite) async throws in
            _ = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            return try await site.ask("/_dubcheck/export", headers: site.secret).text
        }
        #expect(exported.contains(#"{"type":"click""#))
        try await TestSite.with({ $0.seed = exported }) { (site: TestSite) async throws in
            #expect(try await site.ask("/_dubcheck/export", headers: site.secret).text == exported)
            _ = try await site.ask("/r/demo", headers: [.userAgent: Self.agent + " other"])
            #expect(try await site.ask("/_dubcheck/reset", method: .post, headers: site.secret).status == .ok)
            #expect(try await site.ask("/_dubcheck/export", headers: site.secret).text == exported)
        }
    }

    @Test("keeps its data in a file, whose folder it makes, and goes on with it after a restart")
    func file() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "harness-data-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "new/data.sqlite").path
        var keys: Set<String> = []
        for clicks in 0..<2 {
            try await TestSite.with({ $0.data = .file(path) }) { (site: TestSite) async throws in
                keys.insert(site.service.workspace.secretKey.text)
                let known = try await site.ask("/events", headers: site.secret).json().array?.count
                #expect(known == clicks)
                _ = try await site.ask("/r/demo", headers: [.userAgent: Self.agent + " \(clicks)"])
            }
        }
        #expect(keys.count == 1)
    }

    @Test("refuses a seed that cannot be read, with the line")
    func badSeed() async throws {
        var configuration = HarnessConfiguration.test
        configuration.seed = "{\"type\": \"link\", \"url\": \"https://acme.test\"}\n\n{\"type\": \"clock\"}\n"
        await #expect {
            _ = try await TestSite(configuration)
        } throws: { error in
            (error as? HarnessError)?.message.contains("line 3") == true
        }
    }
}

@Suite("The Dub API, as it is served")
struct ServedAPITests {
    @Test(
        "refuses keys in the API's words",
        arguments: [
            (nil, 401, "Missing Authorization header."), ("dub_1", 400, "Misconfigured authorization header."),
            ("Bearer dub_1", 401, "Unauthorized: Invalid API key."), ("Bearer xyz", 404, "Workspace ID not found."),
            ("Bearer dub_pk_1", 401, "Unauthorized: Invalid API key."),
        ])
    func keys(header: String?, status: Int, message: String) async throws {
        var fields = HTTPFields()
        fields[.authorization] = header
        let answer = try await ask("/links", headers: fields)
        #expect(answer.status.code == status)
        #expect(try answer.json()["error"]["message"].string?.hasPrefix(message) == true)
        #expect(answer.headers[.init("X-RateLimit-Limit")!] == "1200")
    }

    @Test(
        "lets pages of other origins call what is meant for them, and nothing else",
        arguments: [
            ("/track/click", true), ("/track/visit", true), ("/track/open", true), ("/track/lead/client", true),
            ("/track/sale/client", true), ("/track/lead", false), ("/track/sale", false),
        ])
    func crossOrigin(path: String, isForPages: Bool) async throws {
        let preflight = try await ask(path, method: .options)
        #expect((preflight.status == .noContent) == isForPages)
        let answer = try await ask(path, method: .post)
        #expect(answer.status.code >= 400)
        #expect((answer.headers[.accessControlAllowOrigin] == "*") == isForPages)
    }

    @Test("is below /api too, and takes its own short domain for links only")
    func hosts() async throws {
        let site = try await TestSite(.test)
        #expect(try await site.ask("/api/links", headers: site.secret).status == .ok)
        #expect(try await site.ask("/api/analytics/clicks", headers: site.secret).text == "0")
        try await site.service.store.close()
    }

    @Test("refuses a body of more than 2 MB")
    func largeBody() async throws {
        let site = try await TestSite(.test)
        let body = #"{"url": ""# + String(repeating: "a", count: 3 << 20) + #""}"#
        #expect(
            try await site.ask("/links", method: .post, headers: site.secret, body: body).status == .contentTooLarge)
        try await site.service.store.close()
    }
}
