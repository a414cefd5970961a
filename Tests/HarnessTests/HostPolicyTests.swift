import Testing

@testable import Harness

@Suite("Hosts")
struct HostPolicyTests {
    private let policy = HostPolicy(allowed: ["Dev.Example.com"], sampleHosts: ["www.acme.test", "www.dubcdn.com"])

    @Test(
        "that are loopback names or vouched for are answered everywhere",
        arguments: [
            "localhost", "LOCALHOST:8787", "localhost.", "go.localhost:80", "127.0.0.1", "127.8.9.1:1", "[::1]",
            "[::1]:8787", "[0:0:0:0:0:0:0:1]", "dev.example.com", "DEV.example.COM:443",
        ])
    func allowed(authority: String) {
        for path in ["/", "/dashboard", "/_dubcheck/simulate", "/samples"] {
            #expect(policy.decide(authority: authority, path: path) == .allowed)
        }
    }

    @Test(
        "of anybody else are refused everywhere",
        arguments: [
            ("evil.example", "evil.example"), ("localhost.evil.example:8787", "localhost.evil.example"),
            ("notlocalhost", "notlocalhost"), ("127.0.0.1.evil.example", "127.0.0.1.evil.example"),
            ("128.0.0.1", "128.0.0.1"), ("0.0.0.0", "0.0.0.0"), ("127.1", "127.1"), ("[::2]", "::2"),
            ("acme.test", "acme.test"), ("x.www.acme.test", "x.www.acme.test"),
        ])
    func unknown(authority: String, host: String) {
        for path in ["/", "/samples", "/analytics/script.js"] {
            #expect(policy.decide(authority: authority, path: path) == .unknown(host))
        }
    }

    @Test(
        "of samples are answered for samples, the script and the sign-up page",
        arguments: [
            "/samples", "/samples/", "/samples/a/b", "/samples.json", "/signup", "/signup/x.js",
            "/analytics/script.js", "/analytics/script.site-visit.js",
        ])
    func samples(path: String) {
        #expect(policy.decide(authority: "www.acme.test", path: path) == .allowed)
        #expect(policy.decide(authority: "WWW.dubcdn.com:8787", path: path) == .allowed)
    }

    @Test(
        "of samples are refused for everything else",
        arguments: [
            "/", "/dashboard", "/_dubcheck/health", "/analytics", "/analytics/clicks", "/analytics/a/script.js",
            "/samplesx", "/signups", "/site/site.css", "/v1/track",
        ])
    func elsewhere(path: String) {
        #expect(policy.decide(authority: "www.acme.test", path: path) == .samplesOnly("www.acme.test"))
    }

    @Test("of a sample's further address are answered for exactly that path")
    func furtherAddresses() throws {
        let addresses = try ["tags.test/t.js?id=1", "www.acme.test/sw.js"].map { try #require(ElsewhereAddress($0)) }
        let policy = HostPolicy(allowed: [], sampleHosts: ["www.acme.test"], elsewhere: addresses)
        #expect(policy.decide(authority: "Tags.test:443", path: "/t.js") == .allowed)
        #expect(policy.decide(authority: "www.acme.test", path: "/sw.js") == .allowed)
        #expect(policy.decide(authority: "www.acme.test", path: "/samples/a") == .allowed)
        #expect(policy.decide(authority: "www.acme.test", path: "/t.js") == .samplesOnly("www.acme.test"))
        for path in ["/", "/t.js/", "/T.js", "/samples", "/analytics/script.js", "/sw.js"] {
            #expect(policy.decide(authority: "tags.test", path: path) == .samplesOnly("tags.test"))
        }
        #expect(policy.decide(authority: "x.tags.test", path: "/t.js") == .unknown("x.tags.test"))
    }

    @Test(
        "that are not well formed are refused",
        arguments: [
            nil, "", ":80", "localhost:80:80", "localhost:x", "user@localhost:80x", "[::1", "[evil]", "[::1]x", ".",
        ])
    func malformed(authority: String?) {
        #expect(policy.decide(authority: authority, path: "/") == .malformed)
    }

    @Test("with a user name in front are somebody else's")
    func userInfo() {
        #expect(policy.decide(authority: "localhost@evil.example", path: "/") == .unknown("localhost@evil.example"))
    }
}
