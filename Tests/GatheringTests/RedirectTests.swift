import Evidence
import Gathering
import PageURL
import Testing

@Suite("Redirects")
struct RedirectTests {
    @Test("Each hop is kept with its query, its Location as written, and its header fields")
    func hops() async throws {
        try await TestSite.serve { request in
            switch request.path {
            case "/": .redirect(301, to: "/en/" + request.target.dropFirst(), fields: [("Server", "edge")])
            case "/en/": .redirect(308, to: "start?lang=en")
            default: .html(TestPage.withTag)
            }
        } during: { site in
            let evidence = try await gather("http://acme.test/?a=b#top", try .to(site))
            #expect(evidence.failure == nil)
            #expect(
                evidence.hops.map(\.url.href) == [
                    "http://acme.test/?a=b&dub_id=probe1#top", "http://acme.test/en/?a=b&dub_id=probe1#top",
                ])
            #expect(evidence.hops.map(\.status) == [301, 308])
            #expect(evidence.hops.map(\.location) == ["/en/?a=b&dub_id=probe1", "start?lang=en"])
            #expect(evidence.hops.first?.fields["server"] == "edge")
            // The query is gone, the fragment is inherited.
            #expect(evidence.page?.url?.href == "http://acme.test/en/start?lang=en#top")
            #expect(evidence.page?.status == 200)
            #expect(
                site.requests.map(\.target) == [
                    "/?a=b&dub_id=probe1", "/en/?a=b&dub_id=probe1", "/en/start?lang=en",
                ])
        }
    }

    @Test("A 3xx answer with no or an empty Location, and a 300, are pages", arguments: [300, 302, 304, 307])
    func notRedirects(_ status: Int) async throws {
        try await TestSite.serve { _ in
            switch status {
            case 300: .redirect(300, to: "/elsewhere")
            case 302: .redirect(302, to: "")
            default: .init(status: status, fields: [])
            }
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site))
            #expect(evidence.page?.status == status)
            #expect(evidence.hops.isEmpty)
        }
    }

    @Test("A loop is a failure that names where it comes back to, and keeps the hops")
    func loop() async throws {
        try await TestSite.serve { request in
            .redirect(to: request.path == "/a" ? "/b" : "/a")
        } during: { site in
            let evidence = try await gather("http://acme.test/a", try .to(site))
            #expect(evidence.page == nil)
            #expect(evidence.failure?.kind == .redirects)
            #expect(evidence.failure?.url == "http://acme.test/b" || evidence.failure?.url == "http://acme.test/a")
            #expect(evidence.failure?.message.contains("circle") == true)
            // /a?dub_id → /b → /a → /b: the second visit of /b is the loop.
            #expect(evidence.hops.map(\.location) == ["/b", "/a", "/b"])
        }
    }

    @Test("Ten redirects are followed, the eleventh is a failure that keeps the ten")
    func tooMany() async throws {
        let respond: TestSite.Responder = { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return number == 0 ? .html(TestPage.withTag) : .redirect(to: "/\(number - 1)")
        }
        try await TestSite.serve(respond) { site in
            let ten = try await gather("http://acme.test/10", try .to(site))
            #expect(ten.page?.url?.path == "/0")
            #expect(ten.hops.count == 10)
            let eleven = try await gather("http://acme.test/11", try .to(site))
            #expect(
                eleven.failure == FetchFailure(.redirects, url: "http://acme.test/1", message: "more than 10 redirects")
            )
            #expect(eleven.hops.count == 10)
        }
    }

    @Test("A site that sets a cookie and redirects to itself is reached, as with a browser")
    func cookieWall() async throws {
        try await TestSite.serve { request in
            guard request["cookie"]?.contains("seen=yes") == true else {
                return .redirect(to: request.target, fields: [("Set-Cookie", "seen=yes; Path=/; HttpOnly")])
            }
            return .html(TestPage.withTag)
        } during: { site in
            let evidence = try await gather("http://acme.test/shop", try .to(site))
            #expect(evidence.page?.status == 200)
            #expect(evidence.hops.count == 1)
            #expect(site.requests.map { $0["cookie"] } == [nil, "seen=yes"])
        }
    }

    @Test(
        "Cookies of the way go where their domain, path and secure attributes allow",
        arguments: [
            ("a=1", "http://acme.test/x", "a=1"),
            ("a=1; Domain=acme.test", "http://www.acme.test/x", "a=1"),
            ("a=1", "http://www.acme.test/x", nil),
            ("a=1; Domain=other.test", "http://acme.test/x", nil),
            ("a=1; Domain=test", "http://www.acme.test/x", nil),
            ("a=1; Path=/shop", "http://acme.test/shopping", nil),
            ("a=1; Path=/shop", "http://acme.test/shop/cart", "a=1"),
            ("a=1; Secure", "http://acme.test/x", nil),
            ("a=1; Max-Age=0", "http://acme.test/x", nil),
            ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://acme.test/x", nil),
        ] as [(String, String, String?)])
    func cookieScope(_ cookie: String, _ next: String, _ sent: String?) async throws {
        try await TestSite.serve { request in
            request.path == "/" ? .redirect(to: next, fields: [("Set-Cookie", cookie)]) : .html(TestPage.withTag)
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site))
            #expect(evidence.page?.status == 200)
            #expect(site.requests.last?["cookie"] == sent)
        }
    }

    @Test(
        "A redirect to what is no web page is a failure",
        arguments: ["mailto:a@acme.test", "ftp://acme.test/", "http://"])
    func otherSchemes(_ location: String) async throws {
        try await TestSite.serve { _ in
            .redirect(to: location)
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site))
            #expect(evidence.failure?.kind == .unsupportedURL)
            #expect(evidence.failure?.message.contains(location) == true)
            #expect(evidence.hops.map(\.location) == [location])
            #expect(evidence.hops.first?.destination?.isHTTP != true)
        }
    }

    @Test(
        "A quick meta refresh in a page without the script is followed as a hop",
        arguments: [
            (#"<meta http-equiv="refresh" content="0; url=/start">"#, true),
            (#"<META HTTP-EQUIV=Refresh CONTENT="5;URL='/start'">"#, true),
            (#"<meta http-equiv="refresh" content="0,/start">"#, true),
            (#"<meta http-equiv="refresh" content="6; url=/start">"#, false),
            (#"<meta http-equiv="refresh" content="0">"#, false),
            (#"<meta http-equiv="refresh" content="0; url=/?dub_id=probe1">"#, false),
            (#"<meta http-equiv="refresh" content="soon; url=/start">"#, false),
            (#"<noscript><meta http-equiv="refresh" content="0; url=/start"></noscript>"#, false),
        ])
    func metaRefresh(_ markup: String, _ isFollowed: Bool) async throws {
        try await TestSite.serve { request in
            .html(request.path == "/start" ? TestPage.withTag : "<!doctype html><head>\(markup)</head>")
        } during: { site in
            let evidence = try await gather("http://acme.test/", try .to(site))
            #expect(evidence.page?.url?.path == (isFollowed ? "/start" : "/"))
            #expect(evidence.hops.map(\.kind) == (isFollowed ? [.metaRefresh] : []))

            var options = try GatheringOptions.to(site)
            options.hasScript = { _ in true }
            let withScript = try await gather("http://acme.test/", options)
            #expect(withScript.hops.isEmpty)
        }
    }
}
