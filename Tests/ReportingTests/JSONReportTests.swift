import Evidence
import Foundation
import Installation
import JSON
import Reporting
import Testing

@Suite("JSON report")
struct JSONReportTests {
    private func parsed(_ report: Report) throws -> [String: Any] {
        let data = Data(JSONReport().render(report).utf8)
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test("the report has the contract's form and values")
    func form() throws {
        let report = try parsed(SampleReports.report(try SampleReports.failing()))
        #expect(report["schemaVersion"] as? Int == 1)
        #expect(report["tool"] as? [String: String] == ["name": "dubcheck", "version": "0.1.0"])
        #expect(report["startedAt"] as? String == "2026-01-31T12:00:00Z")
        #expect(report["durationMS"] as? Int == 812)
        #expect(report["verdict"] as? String == "fail")
        let result = try #require((report["results"] as? [[String: Any]])?.first)
        #expect(result["target"] as? String == "http://acme.test/")
        #expect(result["finalURL"] as? String == "https://www.acme.test/start")
        #expect((result["redirects"] as? [[String: Any]])?.map { $0["status"] as? Int } == [301, 302])
        let install = try #require(result["install"] as? [String: Any])
        #expect(install["way"] as? String == "html")
        #expect(install["line"] as? Int == 12)
        #expect(install["sdkVersion"] is NSNull)
        #expect(install["derived"] as? Bool == true)
        #expect((install["attributes"] as? [String: String])?["data-domains"] == #"{"refer":"go.acme.test"}"#)
        let object = try #require(result["object"] as? [String: Any])
        #expect(object["present"] as? Bool == true)
        #expect(object["derived"] as? Bool == true)
        let cookie = try #require(result["cookie"] as? [String: Any])
        #expect(cookie["predicted"] is NSNull)
        #expect(cookie["observed"] is NSNull)
        let findings = try #require(result["findings"] as? [[String: Any]])
        #expect(findings.map { $0["id"] as? String } == ["cookie-domain-mismatch", "proxied-script"])
        #expect(findings[0]["consequences"] as? [String] == ["cookie-not-set"])
        #expect(findings[1]["consequences"] == nil)
        let evidence = try #require(findings[0]["evidence"] as? [[String: Any]])
        #expect(evidence[0]["column"] as? Int == 5)
        #expect(evidence[1]["line"] == nil)
    }

    @Test("the predicted cookie is in the form of the case files")
    func cookie() throws {
        let report = try parsed(SampleReports.report(SampleReports.passing()))
        let result = try #require((report["results"] as? [[String: Any]])?.first)
        let cookie = try #require((result["cookie"] as? [String: Any])?["predicted"] as? [String: Any])
        let expected: [String: Any] = [
            "value": "p1", "domain": "acme.test", "hostOnly": false, "path": "/", "secure": false, "httpOnly": false,
            "sameSite": "Lax", "expiresInDays": 90,
        ]
        #expect(NSDictionary(dictionary: cookie) == NSDictionary(dictionary: expected))
        #expect(result["finalURL"] is NSNull)
        #expect(result["assumedURL"] as? String == "https://acme.test/")
    }

    @Test("keys stand in the contract's order, attributes in the page's")
    func order() throws {
        let text = JSONReport().render(SampleReports.report(try SampleReports.failing()))
        let keys = text.matches(of: #/(?m)^ *"([A-Za-z-]+)":/#).map { String($0.1) }
        #expect(
            keys == [
                "schemaVersion", "tool", "name", "version", "startedAt", "durationMS", "verdict", "results",
                "target", "mode", "verdict", "finalURL", "redirects",
                "url", "status", "location", "url", "status", "location",
                "install", "way", "src", "variant", "placement", "line", "column",
                "attributes", "src", "defer", "data-domains", "sdkVersion", "derived",
                "object", "present", "keys", "derived", "cookie", "predicted", "observed",
                "findings", "id", "severity", "confidence", "message", "evidence",
                "kind", "text", "line", "column", "kind", "text", "fix", "help", "consequences",
                "id", "severity", "confidence", "message", "evidence", "fix", "help",
                "durationMS",
            ])
    }
}
