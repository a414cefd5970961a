import CookieForecast
import DubCheck
import Evidence
import Foundation
import Gathering
import Installation
import PageURL
import Reporting
import Testing

@Suite("Evidence folder")
struct EvidenceFolderTests {
    private static let script = ScriptFile(
        url: PageURL("https://www.dubcdn.com/analytics/script.js")!, status: 200,
        fields: ["Content-Type": "application/javascript"], body: "window._dubAnalytics = {};",
        digests: ["sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg="])

    /// Evidence of a URL as it is gathered, with every kind of value in it.
    private static func evidence(
        _ url: String = "https://acme.test/", html: String = TestPage.withTag, capture: Capture? = nil
    ) throws -> TargetEvidence {
        let target = try #require(PageURL(url))
        let page = PageEvidence(
            url: target.settingQueryItem("dub_id", "probe1"),
            fields: ["Content-Type": "text/html; charset=iso-8859-1", "Set-Cookie": "a=b"],
            body: Bytes(Array(html.utf8) + [0xFC, 0x00, 0xFF]))
        return TargetEvidence(
            target: .url(target), startedAt: Date(timeIntervalSince1970: 1_780_000_000.123), duration: 0.1,
            probeValue: "probe1",
            hops: [
                Hop(
                    url: target, status: 301, location: "/?x", destination: PageURL("https://acme.test/?x"),
                    fields: ["Cache-Control": "max-age=60"])
            ],
            page: page,
            cacheProbe: CacheProbe(looks: [
                .init(.bare, page: PageEvidence(url: target, body: Bytes(Array(TestPage.withoutTag.utf8)))),
                .init(.noCache, failure: FetchFailure(.timeout, url: url, message: "no answer")),
            ]), scriptFiles: [script], capture: capture)
    }

    /// A capture with everything in it that a browser can see.
    private static let capture: Capture = {
        var look = LiveLook(.first, requestedURL: "https://acme.test/?dub_id=probe1")
        look.milestones = [.document: 12.5, .load: 0.1 + 0.2, .object: 81, .cookie: 1e-7]
        look.navigations = [.init(kind: .initial, url: "https://acme.test/?dub_id=probe1", status: 200, time: 3)]
        look.document = LiveDocument(
            url: "https://acme.test/?dub_id=probe1", status: 200, fields: ["Server": "acme"], mimeType: "text/html",
            body: Bytes(Array(TestPage.withTag.utf8)))
        look.scripts = [
            LiveScript(
                attributes: [.init(name: "src", value: "https://www.dubcdn.com/analytics/script.js")], isInHead: true,
                url: "https://www.dubcdn.com/analytics/script.js", origin: .html)
        ]
        look.object = LiveObject(kind: .script, keys: ["a", "c"], apiHost: "https://api.dub.co", readerValue: "probe1")
        look.cookies = [
            LiveCookie(
                name: "dub_id",
                cookie: StoredCookie(value: "probe1", domain: "acme.test", hostOnly: false, expiresInDays: 90))
        ]
        look.cookiesAtEnd = look.cookies
        var request = LiveRequest(purpose: .api, url: "https://api.dub.co/track/click", method: "POST", start: 90)
        request.isAnsweredLocally = true
        request.body = #"{"domain":"go.acme.test"}"#
        var file = LiveRequest(purpose: .script, url: "https://www.dubcdn.com/analytics/script.js", start: 20)
        (file.status, file.finish, file.isFromParser) = (200, 30, true)
        look.requests = [request, file]
        look.issues = [LiveIssue(.cookie, rule: "WarnThirdPartyPhaseout", source: "https://acme.test/a.js", line: 3)]
        look.messages = [LiveMessage(level: "error", text: "Ünicode \u{2028} and \"quotes\"")]
        look.banner = ConsentBanner(tool: "Cookiebot", button: "Allow all", isAccepted: true)
        look.cookiesEnabled = true
        var second = LiveLook(.interaction, requestedURL: look.requestedURL)
        second.end = .timeout
        return Capture(
            browser: .init(product: "HeadlessChrome/156", userAgent: "Mozilla/5.0", location: "/usr/bin/chromium"),
            looks: [look, second], failure: .init(.timeout, message: "the time was up"),
            screenshot: Bytes([0x89, 0x50, 0x4E, 0x47, 0x00, 0xFF]))
    }()

    /// The report of the results in both forms, without the times.
    private static func rendering(_ results: [TargetReport]) -> [String] {
        let results = results.map { result in
            var result = result
            result.duration = 0
            return result
        }
        let report = Report(toolVersion: "1", startedAt: .distantPast, duration: 0, results: results)
        return ReportFormat.allCases.map { $0.render(report) }
    }

    @Test("Evidence that is read again is the evidence that was kept, and is judged the same")
    func roundTrip() async throws {
        let all = [
            try Self.evidence(capture: Self.capture),
            try Self.evidence("https://acme.test/plain"),
            try Self.evidence("https://acme.test/bare?q=ü#top", html: TestPage.withoutTag),
            TargetEvidence(
                target: .url(try #require(PageURL("https://gone.test/"))), startedAt: .now, probeValue: "p",
                failure: FetchFailure(.nameNotFound, url: "https://gone.test/", message: "not found")),
            try await {
                var options = GatheringOptions()
                options.standardInput = { _ in Array(TestPage.withTag.utf8) }
                return try await Gatherer(options: options).evidence(for: .standardInput)
            }(),
        ]
        try await inTestFolder { folder in
            let kept = EvidenceFolder(folder + "/evidence")
            try kept.prepare()
            for (index, evidence) in all.enumerated() { try kept.save(evidence, index: index) }
            var read: [TargetEvidence] = []
            try kept.forEach { read.append($0) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            #expect(try read.map { try encoder.encode($0) } == all.map { try encoder.encode($0) })
            #expect(read.first?.capture == Self.capture)
            let first = Self.rendering(judgeTogether(all.map { judge($0) }))
            #expect(Self.rendering(try verify(kept).results) == first)
            #expect(first[0].contains("page-not-covered"))
        }
    }

    @Test("What people look at lies beside it")
    func extracts() async throws {
        try await inTestFolder { folder in
            let evidence = try Self.evidence(capture: Self.capture)
            try EvidenceFolder(folder).save(evidence, index: 0)
            let files = try files(below: folder)
            #expect(files["0001-acme-test/page.html"].map(Array.init) == evidence.page?.body.array)
            #expect(files["0001-acme-test/page-in-browser.html"] == Data(TestPage.withTag.utf8))
            #expect(files["0001-acme-test/script.js"] == Data(Self.script.body.array))
            #expect(files["0001-acme-test/screenshot.png"].map(Array.init) == Self.capture.screenshot?.array)
        }
    }

    @Test("A run and its evidence judged again give the same report, in the order of many targets")
    func wholeRun() async throws {
        try await TestSite.serve { request in
            switch request.path {
            case "/analytics/script.js": .init(fields: [("Content-Type", "text/javascript")], body: [0x3B])
            case "/5": .redirect(to: "/there")
            case "/7": .notFound
            default: .html(request.path.hasSuffix("3") ? TestPage.withoutTag : TestPage.withTag)
            }
        } during: { site in
            try await inTestFolder { folder in
                let kept = EvidenceFolder(folder + "/evidence")
                let targets = try (0..<12).map { Target.url(try #require(PageURL("http://acme.test/\($0)"))) }
                let options = VerifyOptions(gathering: try .to(site), concurrency: 3, store: kept)
                let report = try await verify(targets, options: options)
                let again = try verify(kept)
                #expect(again.results.map(\.target) == targets)
                #expect(Self.rendering(again.results) == Self.rendering(report.results))
                #expect(report.verdict == again.verdict)
            }
        }
    }

    @Test("The order is that of the run, from ten thousand targets on as well")
    func order() async throws {
        try await inTestFolder { folder in
            let kept = EvidenceFolder(folder)
            for index in [10_000, 0, 9, 9_998, 100_000, 99] {
                try kept.save(
                    TargetEvidence(target: .file("\(index).html"), startedAt: .now, probeValue: "p"), index: index)
            }
            var names: [String] = []
            try kept.forEach { names.append($0.target.name) }
            #expect(names == ["0.html", "9.html", "99.html", "9998.html", "10000.html", "100000.html"])
        }
    }

    @Test("A folder that holds evidence is refused, and what it holds stays")
    func occupied() async throws {
        try await inTestFolder { folder in
            let kept = EvidenceFolder(folder)
            for index in 0..<3 { try kept.save(try Self.evidence("https://acme.test/\(index)"), index: index) }
            let before = try files(below: folder)
            let error = await #expect(throws: GatheringError.self) {
                try await verify([.file("/no/such.html")], options: VerifyOptions(store: kept))
            }
            #expect(error?.category == .usage)
            #expect(error?.message.hasPrefix("\(folder): holds the evidence of an earlier run; give another") == true)
            #expect(try files(below: folder) == before)
            // The folder of one target is evidence, too, and can be judged alone.
            let single = EvidenceFolder(folder + "/0002-acme-test-1")
            #expect(throws: GatheringError.self) { try single.prepare() }
            #expect(try verify(single).results.map(\.target.name) == ["https://acme.test/1"])
        }
    }

    @Test("Other files in the folder do no harm")
    func neighbours() async throws {
        try await inTestFolder { folder in
            try Data("notes".utf8).write(to: URL(fileURLWithPath: folder + "/README.txt"))
            try FileManager.default.createDirectory(atPath: folder + "/0000-empty", withIntermediateDirectories: true)
            let kept = EvidenceFolder(folder)
            try kept.prepare()
            try kept.save(try Self.evidence(), index: 0)
            #expect(try verify(kept).results.count == 1)
        }
    }

    @Test("A folder that cannot be written is an error that says so before anything is looked at")
    func unwritable() async throws {
        try await inTestFolder { folder in
            try Data("a file".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
            for path in ["/file", "/file/below"] {
                let error = await #expect(throws: GatheringError.self) {
                    try await verify(
                        [.file("/no/such.html")], options: VerifyOptions(store: EvidenceFolder(folder + path)))
                }
                #expect(error?.message.hasPrefix(folder + path) == true)
                #expect(error?.message.contains("give another path") == true)
            }
            // It vanished under the run: the run ends instead of going on for nothing.
            let error = #expect(throws: GatheringError.self) {
                try EvidenceFolder(folder + "/file").save(try Self.evidence(), index: 0)
            }
            #expect(error?.message.contains("the evidence cannot be kept") == true)
        }
    }

    @Test("What is no evidence is named, and never judged as if it were")
    func noEvidence() async throws {
        try await inTestFolder { folder in
            let missing = #expect(throws: GatheringError.self) { try verify(EvidenceFolder(folder + "/missing")) }
            #expect(missing?.message.contains("no such folder") == true)
            let empty = #expect(throws: GatheringError.self) { try verify(EvidenceFolder(folder)) }
            #expect(empty?.message == "\(folder): there is no evidence in this folder; --save DIR makes one")
            for text in ["", "{}", "[]", #"{"target":{"url":{"_0":"https://acme.test/"}}}"#] {
                try EvidenceFolder(folder).save(try Self.evidence(), index: 0)
                let file = folder + "/0001-acme-test/evidence.json"
                try Data(text.utf8).write(to: URL(fileURLWithPath: file))
                let error = #expect(throws: GatheringError.self) { try verify(EvidenceFolder(folder)) }
                #expect(error?.message.hasPrefix("\(file): no evidence") == true)
            }
        }
    }

    @Test("What the user gave to get in is sent, and is neither in the evidence nor in the report")
    func secrets() async throws {
        let secrets = ["geheim1", "geheim2", "geheim3", "geheim4", Data("ada:geheim4".utf8).base64EncodedString()]
        try await TestSite.serve { request in
            switch request.path {
            case "/": .redirect(to: "/loop/", fields: [("Set-Cookie", "seen=1")])
            case "/round": .redirect(to: "/round")
            case "/loop/": .html(TestPage.withTag.replacing("https://www.dubcdn.com/analytics/", with: "proxied/"))
            default: .notFound
            }
        } during: { site in
            try await inTestFolder { folder in
                var gathering = try GatheringOptions.to(site, cacheProbe: true)
                gathering.headers = [.init(name: "X-Preview", value: "geheim1")]
                gathering.cookies = [.init(name: "session", value: "geheim2")]
                let targets = try ["http://ada:geheim4@acme.test/", "http://ada:geheim4@acme.test/round"].map {
                    Target.url(try #require(PageURL($0)))
                }
                let kept = EvidenceFolder(folder + "/evidence")
                let report = try await verify(targets, options: VerifyOptions(gathering: gathering, store: kept))
                #expect(site.requests.allSatisfy { $0["authorization"] == "Basic " + secrets[4] })
                #expect(site.requests.contains { $0.path == "/loop/proxied/script.js" })
                let files = try files(below: kept.path)
                #expect(files.keys.contains("0001-acme-test/page.html"))
                let written =
                    files.map { $0.key + String(decoding: $0.value, as: UTF8.self) } + Self.rendering(report.results)
                for secret in secrets {
                    #expect(!written.contains { $0.contains(secret) })
                }
                #expect(Self.rendering(try verify(kept).results) == Self.rendering(report.results))
            }
        }
    }
}
