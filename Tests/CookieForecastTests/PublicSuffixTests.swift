import CookieForecast
import Testing

@Suite("Public suffixes are what Chromium takes for them")
struct PublicSuffixTests {
    static let sites: [(String, String?)] = [
        ("www.example.com", "example.com"), ("example.com", "example.com"), ("com", nil), ("co.uk", nil),
        ("a.b.shop.co.uk", "shop.co.uk"), ("github.io", nil), ("foo.github.io", "foo.github.io"),
        ("a.foo.github.io", "foo.github.io"), ("intranet", nil), ("shop.test", "shop.test"),
        ("a.shop.test", "shop.test"), ("foo.ck", nil), ("a.foo.ck", "a.foo.ck"), ("www.ck", "www.ck"),
        ("a.www.ck", "www.ck"), ("kawasaki.jp", nil), ("city.kawasaki.jp", "city.kawasaki.jp"), ("127.0.0.1", nil),
        ("[::1]", nil), ("example.com.", "example.com."), ("www.example.com.", "example.com."), ("", nil),
        ("xn--mnchen-3ya.de", "xn--mnchen-3ya.de"), ("shop.xn--p1ai", "shop.xn--p1ai"), ("webflow.io", nil),
        ("foo.webflow.io", "foo.webflow.io"), ("x.hosted.app", nil), ("a.x.hosted.app", "a.x.hosted.app"),
        ("www.ghost.io", "ghost.io"), ("EXAMPLE.com", "example.com"),
    ]

    @Test("the registrable domain is the suffix and one label", arguments: sites)
    func registrable(host: String, site: String?) {
        #expect(PublicSuffixes.registrableDomain(host) == site)
    }

    @Test("a suffix is one, names below it and addresses are not")
    func suffixes() {
        for host in ["com", "co.uk", "github.io", "intranet", "vercel.app", "foo.ck", "lovable.app"] {
            #expect(PublicSuffixes.isPublicSuffix(host), "\(host)")
        }
        for host in ["example.com", "foo.github.io", "shop.test", "www.ck", "10.0.0.7", "[::1]", ""] {
            #expect(!PublicSuffixes.isPublicSuffix(host), "\(host)")
        }
    }

    @Test("hosts below one registrable domain are the same site")
    func sameSite() {
        #expect(PublicSuffixes.areSameSite("app.acme.test", "www.acme.test"))
        #expect(PublicSuffixes.areSameSite("localhost", "localhost"))
        #expect(!PublicSuffixes.areSameSite("a.github.io", "b.github.io"))
        #expect(!PublicSuffixes.areSameSite("127.0.0.1", "127.0.0.2"))
        #expect(!PublicSuffixes.areSameSite("localhost", "intranet"))
    }
}
