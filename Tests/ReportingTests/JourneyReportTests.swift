import Foundation
import Installation
import JSON
import Journey
import Reporting
import Testing

@Suite("Report on a journey")
struct JourneyReportTests {
    /// One that a redirect ends.
    private var report: JourneyReport {
        var evidence = JourneyEvidence(
            plan: JourneyPlan(start: "http://acme.test/?a=1&b"), shortLink: "http://go.localhost:8787/x")
        evidence.visit.redirects = [
            .init(url: "http://go.localhost:8787/x", status: 302, location: "http://acme.test/?dub_id=abc"),
            .init(url: "http://acme.test/?dub_id=abc", status: 301, location: "http://www.acme.test/\u{1B}[2J"),
        ]
        evidence.visit.status = 200
        evidence.visit.arrivalURL = "http://www.acme.test/"
        evidence.visit.finalURL = "http://www.acme.test/"
        evidence.trace.isClickRecorded = true
        return JourneyReport(
            evidence, toolVersion: "1", startedAt: Date(timeIntervalSince1970: 1_769_860_800), duration: 1.25,
            browser: "Chrome/131", screenshot: "/tmp/page.png")
    }

    @Test("has a line for each hop, and at the end the cause, what shows it and the fix")
    func text() {
        #expect(
            JourneyFormat.text.render(report, width: 100) == """
                ✗ http://acme.test/?a=1&b                                                     fail · journey · 1.3 s
                  ✓ link        http://go.localhost:8787/x leads to http://acme.test/?a=1&b
                  ✓ redirect    302, and click abc is recorded
                  ✗ arrival     parameter-lost
                  · script      not reached: the journey ended at arrival
                  · cookie      not reached: the journey ended at arrival
                  · form        not reached: the journey ended at arrival
                  · submission  not reached: the journey ended at arrival
                  · event       not reached: the journey ended at arrival
                  · lead        not reached: the journey ended at arrival

                  FAIL  parameter-lost
                    A redirect loses the dub_id parameter: http://acme.test/.
                    seen   redirect 301 from http://acme.test/?dub_id=abc to http://www.acme.test/␛[2J
                    page   /tmp/page.png
                    fix    Keep the query when http://acme.test/ redirects, or let the link lead to
                           http://www.acme.test/␛[2J at once.

                9 hops: 2 pass, 1 fail, 6 not reached

                """)
    }

    @Test("is one JSON document with a finding for each hop")
    func json() throws {
        let json = try JSONValue(json: JourneyFormat.json.render(report).utf8)
        #expect(json["schemaVersion"] == 1)
        #expect(json["verdict"] == "fail")
        #expect(json["clickId"] == "abc")
        #expect(json["startedAt"] == "2026-01-31T12:00:00Z")
        #expect(json["durationMS"] == 1250)
        #expect(json["screenshot"] == "/tmp/page.png")
        #expect(json["findings"].array?.count == 9)
        let end = json["findings"][2]
        #expect(end.object?.keys == ["id", "outcome", "cause", "message", "evidence", "fix"])
        #expect(end["outcome"] == "fail" && end["cause"] == "parameter-lost")
        #expect(json["findings"][3]["outcome"] == "not-reached")
    }

    @Test("is well-formed XML with a test case for each hop, whatever pages are called")
    func junit() throws {
        let text = JourneyFormat.junit.render(report)
        #expect(text.contains(#"<testsuite name="http://acme.test/?a=1&amp;b" tests="9" failures="1" errors="0" "#))
        #expect(text.contains(#"skipped="6" timestamp="2026-01-31T12:00:00Z""#))
        #expect(text.contains(#"<testcase classname="dubcheck.journey" name="redirect"/>"#))
        #expect(text.contains(#"name="arrival"><failure type="parameter-lost" message="A redirect loses"#))
        #expect(text.contains("fix: Keep the query"))
        #expect(!text.contains("\u{1B}"))
        #expect(text.matches(of: #/<testcase /#).count == 9)
    }

    @Test("has the verdict of the hop at which it ends")
    func verdict() {
        #expect(report.verdict == .fail)
        #expect(report.end?.hop == .arrival)
    }
}
