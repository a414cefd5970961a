import CookieForecast
import Evidence
import Installation
import Reporting
import Testing

@Suite("Text report")
struct TextReportTests {
    @Test("a passing page takes five lines and the summary")
    func passing() {
        let text = TextReport().render(SampleReports.report(SampleReports.passing()))
        #expect(
            text == """
                ✓ index.html                                                                    pass · static · 4 ms
                  page     judged as if served at https://acme.test/ (assumed; --page-url sets it)
                  script   https://www.dubcdn.com/analytics/script.js in <head>, line 12, from the HTML
                  object   window._dubAnalytics will be there
                  cookie   dub_id will be kept for acme.test and below, 90 days

                1 page: 1 pass, 0 warn, 0 fail, 0 inconclusive

                """)
    }

    @Test("a failing page shows its redirects, then what is wrong, what shows it and the fix")
    func failing() throws {
        let text = TextReport(width: 80).render(SampleReports.report(try SampleReports.failing()))
        #expect(
            text == """
                ✗ http://acme.test/                                        fail · static · 0.4 s
                  route    http://acme.test/ with ?dub_id
                           301 → https://acme.test/ keeps ?dub_id
                           302 → https://www.acme.test/start LOSES ?dub_id
                  script   https://www.dubcdn.com/analytics/script.js in <head>, line 12, from
                           the HTML
                  object   window._dubAnalytics will be there
                  cookie   dub_id will not be kept

                  BLOCKER  cookie-domain-mismatch
                    The browser refuses the dub_id cookie: its domain .acme.example does not
                    belong to acme.test.
                    seen   line 12, column 5: data-cookie-options='{"domain":".acme.example"}'
                           cookie: RFC 6265bis 5.7: the domain does not match
                    hence  cookie-not-set (gone when this is fixed)
                    fix    Set "domain" to ".acme.test", or remove it.
                    help   https://example.com/help

                  INFO     proxied-script
                    The script is the site's own.

                1 page: 0 pass, 0 warn, 1 fail, 0 inconclusive

                """)
    }

    @Test("of many pages the passing ones take one line each, and findings are counted")
    func many() throws {
        var report = SampleReports.report(try SampleReports.failing())
        report.results += (1...5).map { SampleReports.passing(.file("page\($0).html")) }
        let lines = TextReport().render(report).split(separator: "\n").map(String.init)
        #expect(lines.count { $0.hasPrefix("✓ page") } == 5)
        #expect(lines.count { $0.contains("script   ") } == 1)
        #expect(lines.contains("    1 × BLOCKER       cookie-domain-mismatch"))
        #expect(lines.last == "6 pages: 5 pass, 0 warn, 1 fail, 0 inconclusive")
    }

    @Test("no control character of a page reaches the terminal", arguments: [60, 100])
    func neutralised(width: Int) {
        var result = SampleReports.passing(.file("a\u{1B}]0;owned\u{7}.html"))
        let hostile = "\u{1B}[31mred\u{1B}[2J\u{9B}31m\u{7}\r\nnext\u{8}\u{202E}txt\u{2028}\0end"
        result.install.src = hostile
        result.findings = [
            Finding(
                id: "head-closed-early", severity: .minor, message: hostile,
                evidence: [FindingEvidence(.html, hostile, line: 1)], fix: hostile, help: hostile)
        ]
        let text = TextReport(width: width).render(SampleReports.report(result))
        let dangerous = text.unicodeScalars.filter {
            $0 != "\n" && [.control, .format, .lineSeparator].contains($0.properties.generalCategory)
        }
        #expect(dangerous.isEmpty)
        #expect(text.contains("␛[31mred"))
        #expect(text.contains("<U+202E>"))
    }

    @Test("no line is wider than the terminal, however long a word is", arguments: [60, 80, 120])
    func wrapped(width: Int) throws {
        var result = try SampleReports.failing()
        result.target = .file(String(repeating: "long/", count: 40) + "page.html")
        result.findings[0].message = String(repeating: "unbroken", count: 60) + " " + String(repeating: "語", count: 90)
        let text = TextReport(width: width).render(SampleReports.report(result))
        let widths = text.split(separator: "\n").map { line in
            line.reduce(0) { $0 + ($1.unicodeScalars.contains { $0.value > 0x3000 } ? 2 : 1) }
        }
        #expect(widths.max() ?? 0 <= width)
    }

    @Test("long evidence ends in an ellipsis")
    func longEvidence() {
        var result = SampleReports.passing()
        let evidence = [FindingEvidence(.html, String(repeating: "x", count: 5000))]
        result.findings = [Finding(id: "a", severity: .minor, message: "m", evidence: evidence, fix: "")]
        let text = TextReport().render(SampleReports.report(result))
        #expect(text.contains("x…\n"))
        #expect(text.count < 1200)
    }

    @Test("colour adds escape sequences and nothing else")
    func colour() throws {
        let report = SampleReports.report(try SampleReports.failing(), SampleReports.passing())
        let plain = TextReport().render(report)
        let coloured = TextReport(style: .coloured).render(report)
        #expect(coloured.contains("\u{1B}[31mfail"))
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == plain)
    }

    @Test(
        "the cookie is told in words",
        arguments: [
            (false, "/", false, 90.0, "dub_id will be kept for acme.test and below, 90 days"),
            (true, "/", false, 1.0, "dub_id will be kept for acme.test only, 1 day"),
            (false, "/app", true, nil, "kept for acme.test and below, path /app, until the browser closes, https only"),
            (true, "/", false, 0.5, "dub_id will be kept for acme.test only, 12 hours"),
        ] as [(Bool, String, Bool, Double?, String)])
    func cookie(hostOnly: Bool, path: String, secure: Bool, days: Double?, words: String) {
        var result = SampleReports.passing()
        result.predictedCookie?.hostOnly = hostOnly
        result.predictedCookie?.path = path
        result.predictedCookie?.secure = secure
        result.predictedCookie?.expiresInDays = days
        #expect(TextReport(width: 120).render(SampleReports.report(result)).contains(words + "\n"))
    }

    @Test("an inconclusive page claims nothing about object and cookie")
    func inconclusive() {
        var result = SampleReports.passing()
        result.verdict = .inconclusive
        result.assumedURL = nil
        result.install = .init()
        result.object = .init(isPresent: nil)
        result.predictedCookie = nil
        let text = TextReport().render(SampleReports.report(result))
        #expect(!text.contains("script"))
        #expect(!text.contains("_dubAnalytics"))
        #expect(!text.contains("dub_id"))
    }
}
