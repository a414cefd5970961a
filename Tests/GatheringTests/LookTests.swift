import Evidence
import Gathering
import HTMLPage
import Installation
import PageURL
import Testing

@Suite("The looks of the cache probe")
struct LookTests {
    @Test("Six looks: bare, its repeat, then no-cache, a random parameter, the probe value and a phone")
    func sixLooks() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            let evidence = try await gather("http://localhost/shop?a=b%20c#top", try .to(site, cacheProbe: true))
            let requests = site.requests
            try #require(requests.count == 6)
            #expect(requests.prefix(2).allSatisfy { $0.target == "/shop?a=b%20c" && $0["cache-control"] == nil })
            let rest = requests.dropFirst(2)
            let noCache = try #require(rest.first { $0["cache-control"] == "no-cache" })
            #expect(noCache.target == "/shop?a=b%20c")
            #expect(noCache["pragma"] == "no-cache")
            #expect(rest.contains { $0.target == "/shop?a=b%20c&dubcheck=probe1" })
            #expect(rest.contains { $0.target == "/shop?a=b%20c&dub_id=probe1" })
            let mobile = try #require(rest.first { $0["user-agent"]?.contains("Mobile") == true })
            #expect(mobile.target == "/shop?a=b%20c")

            for request in requests {
                let agent = try #require(request["user-agent"])
                #expect(agent.contains("Chrome/") && !agent.contains("Headless"))
                #expect(request["accept"]?.hasPrefix("text/html") == true)
                #expect(request["sec-fetch-dest"] == "document")
                #expect(request["host"] == "localhost")
                #expect(request["cookie"] == nil)
            }
            #expect(evidence.probeValue == "probe1")
            #expect(evidence.page?.url?.href == "http://localhost/shop?a=b%20c&dub_id=probe1#top")
            #expect(evidence.cacheProbe?.looks.map(\.way) == CacheProbe.Way.allCases)
            #expect(evidence.cacheProbe?[.bare]?.page?.url?.href == "http://localhost/shop?a=b%20c#top")
        }
    }

    @Test("A dub_id that is already in the URL gives way to the probe value")
    func replacesProbe() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            let evidence = try await gather("http://acme.test/?dub_id=old&x=1", try .to(site))
            #expect(evidence.page?.url?.query == "dub_id=probe1&x=1")
        }
    }

    @Test(
        "A short link is asked without a click id of ours, so that its own is seen, or missed",
        arguments: [true, false])
    func shortLink(tracksConversions: Bool) async throws {
        try await TestSite.serve { request in
            guard request.path == "/spring" else { return .html(TestPage.withTag) }
            // As Dub does it: a click id where the link has conversion tracking, and over it the query of the request.
            let asked = request.target.split(separator: "?").dropFirst().first.map(String.init)
            let query = asked ?? (tracksConversions ? "dub_id=Bd0Kh8oOOL8dKLzd" : "")
            return .redirect(
                302, to: "/home" + (query.isEmpty ? "" : "?\(query)"),
                fields: [
                    ("X-Powered-By", "Dub - The Modern Link Attribution Platform"),
                    ("Set-Cookie", "dub_id_acme.test_spring=Bd0Kh8oOOL8dKLzd; Path=/spring"),
                ])
        } during: { site in
            let evidence = try await gather("http://acme.test/spring", try .to(site, cacheProbe: true))
            let bare = try #require(evidence.cacheProbe?[.bare])
            #expect(bare.hops.map(\.location) == [tracksConversions ? "/home?dub_id=Bd0Kh8oOOL8dKLzd" : "/home"])
            #expect(evidence.hops.map(\.location) == ["/home?dub_id=probe1"])
            let ids = judge(evidence).findings.map(\.id)
            #expect(ids.contains("link-without-conversion") == !tracksConversions)
        }
    }

    @Test("A stale copy is seen: the bare looks differ from those that pass the cache by")
    func staleCopy() async throws {
        try await TestSite.serve { request in
            let isCached = request.target == "/" && request["cache-control"] == nil
            return .html(
                isCached ? TestPage.withoutTag : TestPage.withTag,
                fields: isCached ? [("Age", "86400"), ("X-Cache", "HIT")] : [])
        } during: { site in
            let probe = try #require(try await gather("http://acme.test/", try .to(site, cacheProbe: true)).cacheProbe)
            let scripts = Dictionary(uniqueKeysWithValues: probe.looks.map { ($0.way, $0.page?.scan.scripts.count) })
            #expect(scripts == [.bare: 0, .bareAgain: 0, .noCache: 1, .randomParameter: 1, .probe: 1, .mobile: 0])
            #expect(probe[.bare]?.page?.fields["age"] == "86400")
            #expect(probe[.noCache]?.page?.fields["age"] == nil)
        }
    }

    @Test("Equal bodies of different looks are one array in memory")
    func sharedBodies() async throws {
        try await TestSite.serve { request in
            .html(TestPage.withTag, fields: [("X-Target", request.target)])
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site, cacheProbe: true))
            let pages = (evidence.cacheProbe?.looks ?? []).compactMap(\.page)
            let addresses = pages.map { page in
                page.body.array.withUnsafeBufferPointer { $0.baseAddress.map(UInt.init(bitPattern:)) }
            }
            #expect(pages.count == 6)
            #expect(Set(addresses).count == 1)
            #expect(evidence.cacheProbe?[.probe]?.page?.fields["x-target"] == "/?dub_id=probe1")
        }
    }

    @Test("When the bare look fails, no other is made")
    func oneFailure() async throws {
        try await TestSite.serve { _ in
            .redirect(to: "/")
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site, cacheProbe: true))
            #expect(evidence.failure?.kind == .redirects)
            #expect(evidence.hops.count == 1)
            #expect(evidence.cacheProbe?.looks.map(\.way) == [.bare])
            #expect(site.requests.count == 1)
        }
    }

    @Test("With a user agent of the user's own, the phone's is not tried")
    func ownUserAgent() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            var options = try GatheringOptions.to(site, cacheProbe: true)
            options.userAgent = "Preview/1"
            let evidence = try await gather("http://acme.test/", options)
            #expect(site.requests.count == 5)
            #expect(site.requests.allSatisfy { $0["user-agent"] == "Preview/1" })
            #expect(evidence.cacheProbe?[.mobile] == nil)
        }
    }

    @Test("Probe values are letters and digits, and new each time")
    func probeValues() {
        let values = (0..<100).map { _ in GatheringOptions.randomProbeValue() }
        #expect(Set(values).count == 100)
        #expect(values.allSatisfy { $0.count == 16 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    }
}
