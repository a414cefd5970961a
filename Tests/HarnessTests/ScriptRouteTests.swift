import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import WebAssets

@testable import Harness

@Suite("/analytics/script*.js")
struct ScriptRouteTests {
    @Test(
        "has 8 variants, each joined from its parts in order",
        arguments: [
            ("script.js", ["base"]),
            ("script.site-visit.js", ["base", "site-visit"]),
            ("script.outbound-domains.js", ["base", "outbound-domains"]),
            ("script.conversion-tracking.js", ["base", "conversion-tracking"]),
            ("script.site-visit.outbound-domains.js", ["base", "site-visit", "outbound-domains"]),
            ("script.site-visit.conversion-tracking.js", ["base", "site-visit", "conversion-tracking"]),
            ("script.outbound-domains.conversion-tracking.js", ["base", "outbound-domains", "conversion-tracking"]),
            (
                "script.site-visit.outbound-domains.conversion-tracking.js",
                ["base", "site-visit", "outbound-domains", "conversion-tracking"]
            ),
        ])
    func variant(file: String, parts: [String]) async throws {
        let joined = try parts.map { try #require(WebAssets.embedded.asset(at: "analytics/\($0).js")).text }.joined()
        let response = try await ask("/analytics/\(file)")
        #expect(response.status == .ok)
        #expect(response.text == joined)
        #expect(response.headers[.contentType] == "application/javascript; charset=utf-8")
        #expect(response.headers[.xContentTypeOptions] == "nosniff")
        #expect(response.headers[.accessControlAllowOrigin] == "*")
        #expect(response.headers[.cacheControl] == "no-cache")
        #expect(response.headers[.vary] == "Accept-Encoding")
        #expect(response.headers[.contentEncoding] == nil)
    }

    @Test("is answered with 304 to whoever has it, with each of its forms")
    func notModified() async throws {
        for encoding in ["identity", "gzip"] {
            let first = try await ask("/analytics/script.js", headers: [.acceptEncoding: encoding])
            let tag = try #require(first.headers[.eTag])
            let again = try await ask(
                "/analytics/script.js", headers: [.acceptEncoding: encoding, .ifNoneMatch: "\"other\", W/\(tag)"])
            #expect(again.status == .notModified)
            #expect(again.headers[.eTag] == tag)
            #expect(again.text.isEmpty)
            let changed = try await ask(
                "/analytics/script.js", headers: [.acceptEncoding: encoding, .ifNoneMatch: "\"other\""])
            #expect(changed.status == .ok)
        }
    }

    @Test("is compressed for whoever reads gzip, under another validator")
    func gzip() async throws {
        let plain = try await ask("/analytics/script.js")
        let compressed = try await ask("/analytics/script.js", headers: [.acceptEncoding: "br, gzip"])
        #expect(compressed.headers[.contentEncoding] == "gzip")
        #expect(compressed.headers[.vary] == "Accept-Encoding")
        #expect(compressed.headers[.eTag] != plain.headers[.eTag])
        #expect(Array(buffer: compressed.body) == Gzip.compress(Array(buffer: plain.body)))
    }

    @Test("answers HEAD as GET, without the body")
    func head() async throws {
        let get = try await ask("/analytics/script.js")
        let head = try await ask("/analytics/script.js", method: .head)
        #expect(head.status == .ok)
        #expect(head.text.isEmpty)
        #expect(head.headers[.contentLength] == "\(get.body.readableBytes)")
        #expect(head.headers[.eTag] == get.headers[.eTag])
    }

    @Test(
        "names the 8 variants when asked for another",
        arguments: [
            "script.outbound-domains.site-visit.js", "script.site-visit.site-visit.js", "script.unknown.js",
            "script..js", "scripts.js",
        ])
    func unknown(file: String) async throws {
        let response = try await ask("/analytics/\(file)", headers: [.accept: "text/html"])
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "text/plain; charset=utf-8")
        for variant in ScriptVariant.all { #expect(response.text.contains("/analytics/\(variant.fileName)\n")) }
    }

    @Test("keeps apart parts that do not end with a line break")
    func joint() async throws {
        try await withWebRoot(["analytics/base.js": "a() // b", "analytics/site-visit.js": "c()\n"]) { configuration in
            let response = try await ask("/analytics/script.site-visit.js", configuration: configuration)
            #expect(response.text == "a() // b\nc()\n")
        }
    }
}

@Suite("Conditions of a request")
struct ConditionTests {
    @Test(
        "Accept-Encoding tells whether gzip may be sent",
        arguments: [
            ("gzip", true), ("GZIP;q=1.0, br", true), ("br, x-gzip", true), ("*", true), ("gzip; q=0", false),
            ("*, gzip;q=0", false), ("identity", false), ("", false), ("gzip;q=nonsense", false),
        ])
    func acceptEncoding(header: String, takes: Bool) {
        #expect(AcceptEncoding.takesGzip(header) == takes)
    }

    @Test("no Accept-Encoding means no gzip")
    func noAcceptEncoding() {
        #expect(!AcceptEncoding.takesGzip(nil))
    }

    @Test(
        "If-None-Match is compared weakly, tag by tag",
        arguments: [
            ("\"a\"", true), ("W/\"a\"", true), ("\"b\" , \"a\" ", true), ("*", true), ("\"b\"", false), ("a", false),
            ("", false), ("\"ab\"", false),
        ])
    func ifNoneMatch(list: String, contains: Bool) {
        #expect(EntityTags.contain("\"a\"", in: list) == contains)
    }
}
