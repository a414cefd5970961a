import Evidence
import Foundation
import Gathering
import PageURL
import Testing

@Suite("Sitemaps")
struct SitemapTests {
    private static func sitemap(_ locations: String...) -> String {
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + locations.map { "<url><loc>\($0)</loc></url>" }.joined() + "</urlset>"
    }

    private static func index(_ locations: String...) -> String {
        "<sitemapindex>" + locations.map { "<sitemap><loc>\($0)</loc></sitemap>" }.joined() + "</sitemapindex>"
    }

    private static func xml(_ text: String) -> TestSite.Answer {
        TestSite.Answer(fields: [("Content-Type", "application/xml")], body: Array(text.utf8))
    }

    /// The error of a sitemap that the site answers so.
    private static func error(_ answer: TestSite.Answer) async throws -> GatheringError {
        try await TestSite.serve { _ in
            answer
        } during: { site in
            let error = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: "http://acme.test/sitemap.xml", options: .to(site))
            }
            return try #require(error)
        }
    }

    @Test("The pages are targets in order, each once; what is no http(s) address is counted")
    func pages() async throws {
        try await TestSite.serve { _ in
            Self.xml(
                Self.sitemap(
                    "https://acme.test/b", "/relative", "http://acme.test/?a=1&amp;b=2", " https://ACME.test:443/b ",
                    "ftp://acme.test/"))
        } during: { site in
            let sitemap = try await Sitemap(at: "http://acme.test/sitemap.xml", options: .to(site))
            #expect(sitemap.targets.map(\.name) == ["https://acme.test/b", "http://acme.test/?a=1&b=2"])
            #expect(sitemap.skippedCount == 2)
        }
    }

    @Test("An index stands for the pages of its sitemaps, one after the other; each is fetched once, whoever names it")
    func index() async throws {
        try await TestSite.serve { request in
            switch request.path {
            case "/sitemap.xml":
                Self.xml(
                    Self.index(
                        "http://acme.test/one.xml", "http://acme.test/deeper.xml", "http://acme.test/sitemap.xml"))
            case "/deeper.xml": Self.xml(Self.index("http://acme.test/two.xml", "http://acme.test/one.xml"))
            case "/one.xml": Self.xml(Self.sitemap("http://acme.test/1", "http://acme.test/2"))
            case "/two.xml": .redirect(to: "/three.xml.gz")
            case "/three.xml.gz": .init(fields: [("Content-Type", "application/gzip")], body: PackedFile.sitemap)
            default: .notFound
            }
        } during: { site in
            let sitemap = try await Sitemap(at: "http://acme.test/sitemap.xml", options: .to(site))
            #expect(
                sitemap.targets.map(\.name) == ["http://acme.test/1", "http://acme.test/2", "https://acme.test/packed"])
            #expect(
                site.requests.map(\.path) == ["/sitemap.xml", "/one.xml", "/deeper.xml", "/two.xml", "/three.xml.gz"])
        }
    }

    @Test("A gzip file is known by its bytes; one that the server has declared as packed is read as well")
    func gzip() async throws {
        for fields in [[], [("Content-Encoding", "gzip")]] {
            try await TestSite.serve { _ in
                .init(
                    fields: [("Content-Type", "text/xml")] + fields.map { (name: $0.0, value: $0.1) },
                    body: PackedFile.sitemap)
            } during: { site in
                let sitemap = try await Sitemap(at: "http://acme.test/sitemap", options: .to(site))
                #expect(sitemap.targets.map(\.name) == ["https://acme.test/packed"])
            }
        }
    }

    @Test("A plain text sitemap has an address a line")
    func text() async throws {
        try await TestSite.serve { _ in
            .init(body: Array("\u{FEFF}https://acme.test/\r\n\r\n  https://acme.test/ü\nhttps://acme.test/\n".utf8))
        } during: { site in
            let sitemap = try await Sitemap(at: "http://acme.test/sitemap.txt", options: .to(site))
            #expect(sitemap.targets.map(\.name) == ["https://acme.test/", "https://acme.test/%C3%BC"])
        }
    }

    @Test("What is no sitemap says what, where, and what to do")
    func refused() async throws {
        let cases: [(TestSite.Answer, String)] = [
            (.notFound, "the server answers 404 instead of a sitemap; check the address"),
            (
                .init(status: 401),
                "the server answers 401 instead of a sitemap; when it is protected, give --basic-auth"
            ),
            (.init(status: 503), "the server answers 503 instead of a sitemap; try again later"),
            (.html(TestPage.withTag), "an HTML page, not a sitemap; check the address"),
            (.html("\n<HTML lang=en>"), "an HTML page, not a sitemap"),
            (.init(), "the sitemap is empty"),
            (Self.xml("<urlset/>"), "the sitemap lists no http(s) page; check the address"),
            (Self.xml(Self.sitemap("/a", "b")), "the sitemap lists no http(s) page; write whole addresses"),
            (Self.xml("<rss/>"), "its first element is <rss>"),
            (Self.xml("<urlset>\n<url>"), "the sitemap is not well-formed XML at line 2"),
            (Self.xml("<!DOCTYPE urlset><urlset/>"), "it has a document type"),
            (.init(body: Array(PackedFile.sitemap.dropLast(20))), "the gzip file is damaged or breaks off"),
            (.init(body: Array(repeatElement(PackedFile.spaces, count: 105).joined())), "unpacks to more than 50 MB"),
            (
                Self.xml(String(repeating: "https://acme.test/\n", count: 50_001)),
                "lists more than 50000 addresses, the most a sitemap may have"
            ),
        ]
        for (answer, message) in cases {
            let error = try await Self.error(answer)
            #expect(error.message.hasPrefix("http://acme.test/sitemap.xml: " + message))
        }
    }

    @Test("A server that does not answer is an error of the surroundings, within the time allowed")
    func silent() async throws {
        var options = GatheringOptions()
        options.connectTo = [try ConnectTo("::127.0.0.1:\(try await TestSite.closedPort())")]
        let refused = await #expect(throws: GatheringError.self) {
            try await Sitemap(at: "http://acme.test/sitemap.xml", options: options)
        }
        #expect(refused?.category == .environment)
        #expect(
            refused?.message.contains("http://acme.test/sitemap.xml: the sitemap cannot be fetched: 127.0.0.1:") == true
        )
        try await TestSite.serve { _ in
            .init(isUnfinished: true)
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.timeout = 0.3
            let late = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: "http://acme.test/sitemap.xml", options: options)
            }
            #expect(late?.message.hasSuffix("no complete answer within 0.3 s") == true)
        }
    }

    @Test("A sitemap that an index names and that is not there is named; so are indexes without end")
    func brokenIndex() async throws {
        try await TestSite.serve { request in
            let level = request.path.split(separator: "/").count
            return request.path == "/gone.xml"
                ? .notFound
                : Self.xml(
                    request.path == "/sitemap.xml"
                        ? Self.index("http://acme.test/gone.xml")
                        : Self.index("http://acme.test/" + String(repeating: "x/", count: level + 1)))
        } during: { site in
            let gone = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: "http://acme.test/sitemap.xml", options: .to(site))
            }
            #expect(gone?.message.hasPrefix("http://acme.test/gone.xml: the server answers 404") == true)
            let endless = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: "http://acme.test/x/", options: .to(site))
            }
            #expect(endless?.message.contains("an index below 3 others") == true)
            #expect(site.requests.count == 2 + 4)
        }
    }

    @Test("A sitemap can be a file; one that is not there gets the advice that a target gets")
    func file() async throws {
        try await inTestFolder { folder in
            let path = folder + "/sitemap.xml.gz"
            try Data(PackedFile.sitemap).write(to: URL(fileURLWithPath: path))
            #expect(
                try await Sitemap(at: path, options: GatheringOptions()).targets.map(\.name) == [
                    "https://acme.test/packed"
                ])
        }
        for (address, advice) in [
            ("acme.test/sitemap.xml", "write https://acme.test/sitemap.xml"), ("no/sitemap", "check the path"),
            ("ftp://acme.test/s.xml", "only http"), ("https://", "not a valid URL"),
        ] {
            let error = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: address, options: GatheringOptions())
            }
            #expect(error?.category == .usage)
            #expect(error?.message.contains(advice) == true)
        }
    }

    @Test("The user's fields and credentials go to the sitemap and what it names on its own host")
    func credentials() async throws {
        try await TestSite.serve { request in
            switch (request.path, request["host"]) {
            case ("/sitemap.xml", _): Self.xml(Self.index("http://acme.test/own.xml", "http://other.test/foreign.xml"))
            default: Self.xml(Self.sitemap("http://acme.test/", "http://www.acme.test/"))
            }
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.headers = [.init(name: "X-Preview", value: "secret")]
            let sitemap = try await Sitemap(at: "http://ada:secret@acme.test/sitemap.xml", options: options)
            #expect(sitemap.name == "http://acme.test/sitemap.xml")
            #expect(sitemap.targets.map(\.name) == ["http://acme.test/", "http://www.acme.test/"])
            #expect(site.requests.map { $0["x-preview"] } == ["secret", "secret", nil])
            #expect(site.requests.map { $0["authorization"] != nil } == [true, true, false])
        }
    }

    @Test("Pages of another host are not taken from a sitemap when they would get the user's secrets")
    func foreignPages() async throws {
        try await TestSite.serve { _ in
            Self.xml(Self.sitemap("http://acme.test/", "http://other.test/"))
        } during: { site in
            var options = try GatheringOptions.to(site)
            #expect(try await Sitemap(at: "http://acme.test/sitemap.xml", options: options).targets.count == 2)
            options.cookies = [.init(name: "session", value: "secret")]
            let error = await #expect(throws: GatheringError.self) {
                try await Sitemap(at: "http://acme.test/sitemap.xml", options: options)
            }
            #expect(error?.message.contains("must not go to other.test") == true)
            #expect(error?.message.contains("--urls-from") == true)
        }
    }
}
