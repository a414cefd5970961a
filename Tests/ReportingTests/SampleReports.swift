import CookieForecast
import Evidence
import Foundation
import HTMLPage
@testable import Installation
import PageURL
import Testing

/// Reports made by hand, so that what is tested is the writing alone.
enum SampleReports {
    static let started = Date(timeIntervalSince1970: 1_769_860_800)

    static func report(_ results: TargetReport...) -> Report {
        Report(toolVersion: "0.1.0", startedAt: started, duration: 0.8124, results: results)
    }

    /// A page as it should be.
    static func passing(_ target: Target = .file("index.html")) -> TargetReport {
        var install = TargetReport.Install()
        install.way = .html
        install.src = "https://www.dubcdn.com/analytics/script.js"
        install.variant = "script.js"
        install.placement = .head
        install.line = 12
        install.column = 5
        install.attributes = [
            attribute("src", "https://www.dubcdn.com/analytics/script.js"),
            attribute("defer", ""),
            attribute("data-domains", #"{"refer":"go.acme.test"}"#),
        ]
        return TargetReport(
            target: target, mode: .static, verdict: .pass, finalURL: nil, assumedURL: "https://acme.test/", hops: [],
            install: install, object: .init(isPresent: true), predictedCookie: cookie, findings: [], duration: 0.004)
    }

    /// A page behind two redirects whose cookie is refused.
    static func failing() throws -> TargetReport {
        var result = passing(.url(try #require(PageURL("http://acme.test/"))))
        result.verdict = .fail
        result.assumedURL = nil
        result.finalURL = "https://www.acme.test/start"
        result.hops = [
            try hop("http://acme.test/?dub_id=p1", 301, to: "https://acme.test/?dub_id=p1"),
            try hop("https://acme.test/?dub_id=p1", 302, to: "https://www.acme.test/start"),
        ]
        result.predictedCookie = nil
        result.duration = 0.42
        result.findings = [
            Finding(
                id: "cookie-domain-mismatch", severity: .blocker,
                message:
                    "The browser refuses the dub_id cookie: its domain .acme.example does not belong to acme.test.",
                evidence: [
                    FindingEvidence(.html, #"data-cookie-options='{"domain":".acme.example"}'"#, line: 12, column: 5),
                    FindingEvidence(.cookie, "RFC 6265bis 5.7: the domain does not match"),
                ],
                fix: #"Set "domain" to ".acme.test", or remove it."#, help: "https://example.com/help",
                consequences: ["cookie-not-set"]),
            Finding(id: "proxied-script", severity: .info, message: "The script is the site's own.", fix: ""),
        ]
        return result
    }

    static let cookie = StoredCookie(
        value: "p1", domain: "acme.test", hostOnly: false, path: "/", secure: false, httpOnly: false, sameSite: "Lax",
        expiresInDays: 90)

    private static func attribute(_ name: String, _ value: String) -> Attribute {
        Attribute(name: name, value: value, position: SourcePosition(line: 12, column: 5, offset: 0))
    }

    private static func hop(_ from: String, _ status: Int, to location: String) throws -> Hop {
        Hop(url: try #require(PageURL(from)), status: status, location: location, destination: PageURL(location))
    }
}
