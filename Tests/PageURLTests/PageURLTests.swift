import Foundation
import PageURL
import Testing

@Suite("A URL is read and printed as browsers do it")
struct PageURLTests {
    /// Input and `location.href`; all seen in Chromium 156.
    static let printed: [(String, String)] = [
        ("HTTP://SHOP.TEST", "http://shop.test/"),
        ("  http://shop.test/x?a=b  ", "http://shop.test/x?a=b"),
        ("http://sh\nop.test/\t a\n/b\r", "http://shop.test/%20a/b"),
        ("http:shop.test", "http://shop.test/"),
        ("http:////shop.test//x", "http://shop.test//x"),
        ("HTTPS:\\\\shop.test\\x", "https://shop.test/x"),
        ("http://shop.test/a\\b\\..\\c?d\\e#f\\g", "http://shop.test/a/c?d\\e#f\\g"),
        ("http://shop.test/a/./b/%2e%2E/c/.", "http://shop.test/a/c/"),
        ("http://shop.test/..", "http://shop.test/"),
        ("http://shop.test/a//../b", "http://shop.test/a/b"),
        ("http://shop.test/;a=b/.;/..a/...", "http://shop.test/;a=b/.;/..a/..."),
        ("http://shop.test/%7c/%zz/%", "http://shop.test/%7c/%zz/%"),
        ("http://shop.test#?a", "http://shop.test/#?a"),
        ("http://shop.test?#", "http://shop.test/?#"),
        ("http://shop.test/?", "http://shop.test/?"),
        (
            "http://shop.test/ a\"<>'`{}|^[]~!$&()*+,;=:@",
            "http://shop.test/%20a%22%3C%3E'%60%7B%7D%7C%5E[]~!$&()*+,;=:@"
        ),
        (
            "http://shop.test/? a\"<>'`{}|^[]\\#a\"<>'`{}|^[]\\ b",
            "http://shop.test/?%20a%22%3C%3E%27`{}|^[]\\#a%22%3C%3E'%60{}|^[]\\%20b"
        ),
        ("http://shop.test/ü/😀?ü=😀#ü", "http://shop.test/%C3%BC/%F0%9F%98%80?%C3%BC=%F0%9F%98%80#%C3%BC"),
        ("http://shop.test:/", "http://shop.test/"),
        ("http://shop.test:0080/", "http://shop.test/"),
        ("https://shop.test:80/", "https://shop.test:80/"),
        ("http://1.1/", "http://1.0.0.1/"),
        ("http://256/", "http://0.0.1.0/"),
        ("http://0x/", "http://0.0.0.0/"),
        ("http://0300.0250.1.1/", "http://192.168.1.1/"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://1.2.3.4./", "http://1.2.3.4/"),
        ("http://[2001:DB8:0:0:1:0:0:1]/", "http://[2001:db8::1:0:0:1]/"),
        ("http://[1:0:0:2:0:0:0:3]/", "http://[1:0:0:2::3]/"),
        ("http://[::]/", "http://[::]/"),
        ("http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"),
        ("http://MÜNCHEN.de/", "http://xn--mnchen-3ya.de/"),
        ("http://faß.de/", "http://xn--fa-hia.de/"),
        ("http://日本語。ＪＰ/", "http://xn--wgv71a119e.jp/"),
        ("http://b%C3%BCcher.example/", "http://xn--bcher-kva.example/"),
        ("http://%77ww.shop%2Etest/", "http://www.shop.test/"),
        ("http://a_b.example.com/", "http://a_b.example.com/"),
        ("https://u:p@shop.test/", "https://u:p@shop.test/"),
        ("http://us er:p@ss:w@shop.test/", "http://us%20er:p%40ss%3Aw@shop.test/"),
        ("data:text/html,<p>?x#y", "data:text/html,<p>?x#y"),
        ("JavaScript:alert(1)", "javascript:alert(1)"),
        ("blob:https://shop.test/1-2", "blob:https://shop.test/1-2"),
    ]

    @Test("an absolute URL prints as location.href does", arguments: printed)
    func printing(input: String, href: String) {
        #expect(PageURL(input)?.href == href)
    }

    @Test("printing and reading again changes nothing", arguments: printed)
    func stable(input: String, href: String) {
        #expect(PageURL(href)?.href == href)
    }

    static let refused: [(String, PageURLError)] = [
        ("shop.test/x", .notAbsolute("shop.test/x")),
        ("", .notAbsolute("")),
        ("https://", .hostMissing("https://")),
        ("https:///?x", .hostMissing("https:///?x")),
        ("http://a b.test/", .hostInvalid("a b.test")),
        ("http://a%b.test/", .hostInvalid("a%b.test")),
        ("http://a<b.test/", .hostInvalid("a<b.test")),
        ("http://1.2.3.999/", .ipv4Invalid("1.2.3.999")),
        ("http://a.1/", .ipv4Invalid("a.1")),
        ("http://1.2.3.4.5/", .ipv4Invalid("1.2.3.4.5")),
        ("http://[1:2]/", .ipv6Invalid("[1:2]")),
        ("http://[::1/", .ipv6Invalid("[::1")),
        ("http://[1::2::3]/", .ipv6Invalid("[1::2::3]")),
        ("http://shop.test:65536/", .portInvalid("65536")),
        ("http://shop.test:8o/", .portInvalid("8o")),
    ]

    @Test("what is no URL says why", arguments: refused)
    func errors(input: String, error: PageURLError) {
        #expect(throws: error) { try PageURL(parsing: input) }
    }

    static let resolved: [(String, String)] = [
        ("x", "https://shop.test/a/x"),
        ("./x/../y", "https://shop.test/a/y"),
        ("../../x", "https://shop.test/x"),
        ("/x", "https://shop.test/x"),
        ("\\x", "https://shop.test/x"),
        ("//other.test/x", "https://other.test/x"),
        ("\\/other.test", "https://other.test/"),
        ("///other.test", "https://other.test/"),
        ("?y", "https://shop.test/a/b?y"),
        ("#z", "https://shop.test/a/b?q#z"),
        ("", "https://shop.test/a/b?q"),
        ("https:x", "https://shop.test/a/x"),
        ("https:/x", "https://shop.test/x"),
        ("http:x", "http://x/"),
        ("HTTP://other.test", "http://other.test/"),
        (" x\n", "https://shop.test/a/x"),
        ("data:,x", "data:,x"),
        ("a:b", "a:b"),
        ("..", "https://shop.test/"),
        (".", "https://shop.test/a/"),
    ]

    @Test("a reference is resolved against its base", arguments: resolved)
    func resolving(reference: String, href: String) throws {
        let base = try PageURL(parsing: "https://shop.test/a/b?q#f")
        #expect(PageURL(reference, relativeTo: base)?.href == href)
    }

    @Test("only a fragment can be put onto an opaque URL")
    func opaqueBase() throws {
        let base = try PageURL(parsing: "data:,x")
        #expect(PageURL("#y", relativeTo: base)?.href == "data:,x#y")
        #expect(PageURL("y", relativeTo: base) == nil)
    }

    @Test("the parts are what location shows of them")
    func parts() throws {
        let url = try PageURL(parsing: "https://u:p@Shop.test:8443/a/b?x=1#f")
        #expect(url.scheme == "https")
        #expect(url.username == "u")
        #expect(url.password == "p")
        #expect(url.host == "shop.test")
        #expect(url.port == 8443)
        #expect(url.path == "/a/b")
        #expect(url.query == "x=1")
        #expect(url.fragment == "f")
        #expect(url.origin == "https://shop.test:8443")
        #expect(url.withoutFragment.href == "https://u:p@shop.test:8443/a/b?x=1")
        #expect(PageURL("https://shop.test:443/")?.port == nil)
        #expect(PageURL("https://shop.test/")?.effectivePort == 443)
        #expect(PageURL("data:,x")?.origin == "null")
    }

    @Test(
        "https and loopback hosts are trustworthy",
        arguments: [
            ("https://shop.test", true), ("http://shop.test", false), ("http://localhost", true),
            ("http://a.localhost", true), ("http://localhost.", true), ("http://127.9.9.9", true),
            ("http://[::1]", true),
            ("http://10.0.0.7", false), ("http://localhost.test", false), ("http://127.0.0.1.test", false),
            ("data:,x", false), ("http://0x7f.1", true),
        ])
    func trustworthy(text: String, expected: Bool) {
        #expect(PageURL(text)?.isPotentiallyTrustworthy == expected)
    }

    @Test("the same origin is scheme, host and port")
    func sameOrigin() throws {
        let url = try PageURL(parsing: "https://shop.test/a")
        #expect(url.isSameOrigin(as: try PageURL(parsing: "https://shop.test:443/b")))
        #expect(!url.isSameOrigin(as: try PageURL(parsing: "http://shop.test/a")))
        #expect(!url.isSameOrigin(as: try PageURL(parsing: "https://www.shop.test/a")))
        let data = try PageURL(parsing: "data:,x")
        #expect(!data.isSameOrigin(as: data))
    }

    @Test("a URL is coded as its text")
    func coding() throws {
        let url = try PageURL(parsing: "https://shop.test/ü")
        let data = try JSONEncoder().encode([url])
        #expect(try JSONDecoder().decode([String].self, from: data) == [url.href])
        #expect(try JSONDecoder().decode([PageURL].self, from: data) == [url])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([PageURL].self, from: Data(#"["x"]"#.utf8)) }
    }
}
