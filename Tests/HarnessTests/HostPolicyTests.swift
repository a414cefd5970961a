import Testing

@testable import Harness

@Suite("Hosts")
struct HostPolicyTests {
    private let policy = HostPolicy(allowed: ["Dev.Example.com"], sampleHosts: ["www.acme.test", "www.dubcdn.com"])

    private func decide(_ authority: String, _ path: String) -> HostPolicy.Decision? {
        Authority.host(of: authority).map { policy.decide(host: $0, path: path) }
    }

    @Test(
        "that are loopback names or vouched for are answered everywhere",
        arguments: [
            "localhost", "LOCALHOST:8787", "localhost.", "go.localhost:80", "127.0.0.1", "127.8.9.1:1", "[::1]",
            "[::1]:8787", "[0:0:0:0:0:0:0:1]", "dev.example.com", "DEV.example.COM:443",
        ])
    func allowed(authority: String) {
        for path in ["/", "/dashboard", "/_dubcheck/simulate", "/samples"] {
            #expect(decide(authority, path) == .allowed)
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
        #expect(Authority.host(of: authority) == host)
        for path in ["/", "/samples", "/analytics/script.js"] {
            #expect(decide(authority, path) == .unknown)
        }
    }

    @Test(
        "of samples are answered for samples, the script and the sign-up page",
        arguments: [
            "/samples", "/samples/", "/samples/a/b", "/samples.json", "/signup", "/signup/x.js",
            "/analytics/script.js", "/analytics/script.site-visit.js",
        ])
    func samples(path: String) {
        #expect(decide("www.acme.test", path) == .allowed)
        #expect(decide("WWW.dubcdn.com:8787", path) == .allowed)
    }

    @Test(
        "of samples are refused for everything else",
        arguments: [
            "/", "/dashboard", "/_dubcheck/health", "/analytics", "/analytics/clicks", "/analytics/a/script.js",
            "/samplesx", "/signups", "/site/site.css", "/v1/track",
        ])
    func elsewhere(path: String) {
        #expect(decide("www.acme.test", path) == .samplesOnly)
    }

    @Test("of a sample's further address are answered for exactly that path")
    func furtherAddresses() throws {
        let addresses = try ["tags.test/t.js?id=1", "www.acme.test/sw.js"].map { try #require(ElsewhereAddress($0)) }
        let policy = HostPolicy(allowed: [], sampleHosts: ["www.acme.test"], elsewhere: addresses)
        let decide = { (authority: String, path: String) in
            Authority.host(of: authority).map { policy.decide(host: $0, path: path) }
        }
        #expect(decide("Tags.test:443", "/t.js") == .allowed)
        #expect(decide("www.acme.test", "/sw.js") == .allowed)
        #expect(decide("www.acme.test", "/samples/a") == .allowed)
        #expect(decide("www.acme.test", "/t.js") == .samplesOnly)
        for path in ["/", "/t.js/", "/T.js", "/samples", "/analytics/script.js", "/sw.js"] {
            #expect(decide("tags.test", path) == .samplesOnly)
        }
        #expect(decide("x.tags.test", "/t.js") == .unknown)
    }

    @Test(
        "that are not well formed are refused",
        arguments: [
            "", ":80", "localhost:80:80", "localhost:x", "user@localhost:80x", "[::1", "[evil]", "[::1]x", ".",
        ])
    func malformed(authority: String) {
        #expect(Authority.host(of: authority) == nil)
    }

    @Test("with a user name in front are somebody else's")
    func userInfo() {
        #expect(decide("localhost@evil.example", "/") == .unknown)
    }
}
