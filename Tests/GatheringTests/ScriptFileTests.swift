import Evidence
import Gathering
import PageURL
import Testing

@Suite("Script files")
struct ScriptFileTests {
    private static let script = "console.log('hello')"

    private static func respond(_ request: TestSite.Request) -> TestSite.Answer {
        switch request.path {
        case "/moved.js": .redirect(to: "/script.js")
        case "/script.js":
            .init(
                fields: [("Content-Type", "text/javascript"), ("Access-Control-Allow-Origin", "*")],
                body: Array(script.utf8))
        case "/missing.js": .notFound
        default: .html(TestPage.withTag)
        }
    }

    private static func options(_ site: TestSite, _ scripts: String...) throws -> GatheringOptions {
        var options = try GatheringOptions.to(site)
        let urls = try scripts.map { try #require(PageURL($0)) }
        options.scriptCandidates = { _ in urls }
        return options
    }

    @Test("A candidate is fetched as a browser would, with redirects, and its digests are those of its bytes")
    func fetches() async throws {
        try await TestSite.serve(Self.respond) { site in
            let evidence = try await gather(
                "http://localhost/page#top", try Self.options(site, "http://cdn.localhost/moved.js"))
            try #require(evidence.scriptFiles.count == 1)
            let file = evidence.scriptFiles[0]
            #expect(file.url.href == "http://cdn.localhost/moved.js")
            #expect(file.finalURL.href == "http://cdn.localhost/script.js")
            #expect(file.status == 200)
            #expect(file.body.text == Self.script)
            #expect(file.fields["content-type"] == "text/javascript")
            #expect(file.digests["sha256"] == "RiiZMt4WBEeSYPAXi7o6X3AZ0TOyY+/BOcmhjYVr6/E=")
            #expect(Set(file.digests.keys) == ["sha256", "sha384", "sha512"])
            let request = try #require(site.requests.first { $0.path == "/moved.js" })
            #expect(request["sec-fetch-dest"] == "script")
            #expect(request["origin"] == "http://localhost")
            #expect(request["referer"] == "http://localhost/")
        }
    }

    @Test("A file of the page's own origin is asked for with the whole referrer and no Origin")
    func sameOrigin() async throws {
        try await TestSite.serve(Self.respond) { site in
            _ = try await gather(
                "http://ada:secret@acme.test/page#top", try Self.options(site, "http://acme.test/script.js"))
            let request = try #require(site.requests.last)
            #expect(request["origin"] == nil)
            #expect(request["referer"] == "http://acme.test/page?dub_id=probe1")
        }
    }

    @Test("Whatever goes wrong with a file is kept with it")
    func failures() async throws {
        try await TestSite.serve(Self.respond) { site in
            let closed = try await TestSite.closedPort()
            var options = try Self.options(site, "http://cdn.test/missing.js", "http://closed.test/x.js")
            options.connectTo.insert(try ConnectTo("closed.test::127.0.0.1:\(closed)"), at: 0)
            let files = try await gather("http://acme.test/", options).scriptFiles
            #expect(files.map(\.status) == [404, nil])
            #expect(files.last?.failure?.kind == .connection)
        }
    }

    @Test("A file over its limit is cut off and has no digests")
    func sizeLimit() async throws {
        try await TestSite.serve(Self.respond) { site in
            var options = try Self.options(site, "http://cdn.test/script.js")
            options.scriptSizeLimit = 7
            let file = try #require(try await gather("http://acme.test/", options).scriptFiles.first)
            #expect(file.body.text == "console")
            #expect(file.isTruncated)
            #expect(file.digests.isEmpty)
        }
    }

    @Test("Many pages that use one file fetch it once")
    func onceARun() async throws {
        try await TestSite.serve(Self.respond) { site in
            var options = try Self.options(site, "http://cdn.test/script.js")
            options.makesCacheProbe = true
            let gatherer = Gatherer(options: options)
            let targets = try (0..<8).map { Target.url(try #require(PageURL("http://acme.test/\($0)"))) }
            let counter = Counter()
            try await gatherer.evidence(for: targets, concurrency: 3) { _, evidence in
                await counter.add(evidence.scriptFiles.count { $0.status == 200 })
            }
            await gatherer.close()
            #expect(await counter.value == 8)
            #expect(site.requests.count { $0.path == "/script.js" } == 1)
        }
    }

    private actor Counter {
        private(set) var value = 0
        func add(_ number: Int) { value += number }
    }
}
