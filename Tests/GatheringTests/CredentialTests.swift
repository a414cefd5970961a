import Evidence
import Gathering
import PageURL
import Testing

@Suite("Headers, cookies and credentials of the user")
struct CredentialTests {
    private static func options(_ site: TestSite) throws -> GatheringOptions {
        var options = try GatheringOptions.to(site)
        options.headers = [.init(name: "X-Preview", value: "secret"), .init(name: "accept-language", value: "de")]
        options.cookies = [.init(name: "session", value: "s1"), .init(name: "lang", value: "de")]
        options.basicAuth = .init(user: "ada", password: "pa:ss")
        return options
    }

    @Test("They go to the target, and replace what is sent by default")
    func toTarget() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            _ = try await gather("http://acme.test/", try Self.options(site))
            let request = try #require(site.requests.first)
            #expect(request["x-preview"] == "secret")
            #expect(request["authorization"] == "Basic YWRhOnBhOnNz")
            #expect(request["cookie"] == "session=s1; lang=de")
            #expect(request.fields.filter { $0.name.lowercased() == "accept-language" }.map(\.value) == ["de"])
        }
    }

    @Test("A user and password in the URL are sent as browsers send them, and not in the Host")
    func inURL() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            _ = try await gather("http://ada:pa%3Ass@acme.test/", try .to(site))
            let request = try #require(site.requests.first)
            #expect(request["authorization"] == "Basic YWRhOnBhOnNz")
            #expect(request["host"] == "acme.test")
        }
    }

    @Test(
        "They do not follow a redirect to another host or port",
        arguments: ["http://other.test/x", "http://www.acme.test/x", "http://acme.test:8080/x"])
    func notElsewhere(_ location: String) async throws {
        try await TestSite.serve { request in
            request.path == "/" ? .redirect(to: location) : .html(TestPage.withTag)
        } during: { site in
            _ = try await gather("http://acme.test/", try Self.options(site))
            #expect(site.requests.count == 2)
            let request = try #require(site.requests.last)
            #expect(request["host"] != "acme.test")
            #expect(request["x-preview"] == nil)
            #expect(request["authorization"] == nil)
            #expect(request["cookie"] == nil)
            #expect(request["accept-language"] != "de")
        }
    }

    @Test("They follow a redirect on the same host")
    func sameHost() async throws {
        try await TestSite.serve { request in
            request.path == "/"
                ? .redirect(to: "/x", fields: [("Set-Cookie", "lang=en")]) : .html(TestPage.withTag)
        } during: { site in
            _ = try await gather("http://acme.test/", try Self.options(site))
            let request = try #require(site.requests.last)
            #expect(request["authorization"] != nil)
            // What the server has set since replaces the user's.
            #expect(request["cookie"] == "session=s1; lang=en")
        }
    }

    @Test("Script files of another host do not get them, those of the target's own do")
    func scripts() async throws {
        try await TestSite.serve { request in
            request.path.hasSuffix(".js")
                ? .init(fields: [("Content-Type", "text/javascript")]) : .html(TestPage.withTag)
        } during: { site in
            var options = try Self.options(site)
            let own = try #require(PageURL("http://acme.test/own.js"))
            let foreign = try #require(PageURL("http://cdn.test/foreign.js"))
            options.scriptCandidates = { _ in [own, foreign] }
            _ = try await gather("http://acme.test/", options)
            let ownRequest = try #require(site.requests.first { $0.path == "/own.js" })
            let foreignRequest = try #require(site.requests.first { $0.path == "/foreign.js" })
            #expect(ownRequest["authorization"] != nil && ownRequest["cookie"] != nil)
            #expect(foreignRequest["authorization"] == nil && foreignRequest["cookie"] == nil)
            #expect(foreignRequest["x-preview"] == nil)
        }
    }
}
