import Attribution
import EventStore
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Testing

@testable import Harness

@Suite("Allowed hostnames, as they are served")
struct AllowedHostnameTests {
    /// Where a request comes from.
    struct Source: Sendable, CustomTestStringConvertible {
        var origin: String?
        var referer: String?
        /// The host as a refusal names it; nil where the page may track.
        var refused: String?

        var testDescription: String { "origin \(origin ?? "none"), referer \(referer ?? "none")" }

        var fields: HTTPFields {
            var fields: HTTPFields = [.userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0.0.0 Safari/537.36"]
            fields[.origin] = origin
            fields[.referer] = referer
            return fields
        }
    }

    private static let sources = [
        Source(origin: "https://shop.acme.test"), Source(origin: "https://www.shop.acme.test:8443"),
        Source(origin: "http://app.example.com"), Source(origin: "https://a.b.example.com"),
        Source(origin: "https://evil.test", referer: "https://shop.acme.test/pricing"),
        Source(origin: "https://acme.test", refused: "acme.test"),
        Source(origin: "https://example.com", refused: "example.com"),
        Source(origin: "https://testexample.com", refused: "testexample.com"),
        Source(origin: "https://shop.acme.test.evil.test", refused: "shop.acme.test.evil.test"),
        Source(origin: "https://shop.acme.test", referer: "https://www.evil.test/", refused: "evil.test"),
        Source(refused: "null"),
    ]

    private func withSite(_ body: (TestSite) async throws -> Void) async throws {
        let site = try await TestSite(.test)
        let change = try await site.ask(
            "/workspaces/\(site.service.workspace.id)", method: .patch, headers: site.secret,
            body: #"{"allowedHostnames": ["shop.acme.test", "*.example.com"]}"#)
        #expect(change.status == .ok, "\(change.text)")
        try await body(site)
        try await site.service.store.close()
    }

    private func expect(_ answer: TestResponse, from source: Source) throws {
        #expect(answer.headers[.accessControlAllowOrigin] == "*")
        guard let host = source.refused else {
            #expect(answer.status == .ok, "\(answer.text)")
            return
        }
        #expect(answer.status == .forbidden)
        let error = try answer.json()["error"]
        #expect(error["code"] == "forbidden")
        #expect(
            error["message"].string == """
                Request origin '\(host)' is not included in the allowed hostnames for this workspace. \
                Update your allowed hostnames here: https://app.dub.co/settings/tracking
                """)
    }

    /// The id of a visitor's click on a short link.
    private func clickID(at site: TestSite) async throws -> String {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"
        let visit = try await site.ask("/r/demo", headers: [.userAgent: agent])
        return String(try #require(visit.headers[.location]?.split(separator: "=").last))
    }

    private func clicks(at site: TestSite) async throws -> Int? {
        try await site.ask("/events?event=clicks&interval=all", headers: site.secret).json().array?.count
    }

    @Test("A click is taken from pages of these hosts only", arguments: sources)
    func click(_ source: Source) async throws {
        try await withSite { site in
            let body = #"{"domain": "go.localhost", "key": "demo"}"#
            let answer = try await site.ask("/track/click", method: .post, headers: source.fields, body: body)
            try expect(answer, from: source)
            #expect(try await clicks(at: site) == (source.refused == nil ? 1 : 0))
        }
    }

    @Test("A lead with the key of pages is taken from pages of these hosts only", arguments: sources)
    func lead(_ source: Source) async throws {
        try await withSite { site in
            let id = try await clickID(at: site)
            let key = try #require(site.service.workspace.publishableKey?.text)
            var fields = source.fields
            fields[.authorization] = "Bearer \(key)"
            let body = #"{"clickId": "\#(id)", "eventName": "Sign up", "customerExternalId": "u_1"}"#
            let answer = try await site.ask("/track/lead/client", method: .post, headers: fields, body: body)
            try expect(answer, from: source)
            let leads = try await site.ask("/events?event=leads&interval=all", headers: site.secret).json().array
            #expect(leads?.count == (source.refused == nil ? 1 : 0))
        }
    }

    @Test("A visitor who is known keeps the click, from whatever page")
    func known() async throws {
        try await withSite { site in
            let body = #"{"domain": "go.localhost", "key": "demo"}"#
            let friend = Source(origin: "https://shop.acme.test"), stranger = Source(origin: "https://evil.test")
            let first = try await site.ask("/track/click", method: .post, headers: friend.fields, body: body)
            let again = try await site.ask("/track/click", method: .post, headers: stranger.fields, body: body)
            #expect(first.status == .ok && again.status == .ok)
            #expect(try first.json()["clickId"] == again.json()["clickId"])
            #expect(try await clicks(at: site) == 1)
        }
    }

    @Test("Servers may track from wherever they are")
    func servers() async throws {
        try await withSite { site in
            let id = try await clickID(at: site)
            let body = #"{"clickId": "\#(id)", "eventName": "Sign up", "customerExternalId": "u_1"}"#
            #expect(try await site.ask("/track/lead", method: .post, headers: site.secret, body: body).status == .ok)
        }
    }
}
