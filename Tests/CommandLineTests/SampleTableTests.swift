import Evidence
import Foundation
import Installation
import Reporting
import Testing

@testable import DubCheckCLI

@Suite("Samples and what became of them")
struct SampleTableTests {
    @Test(
        "agree when the verdict and every finding expected came out, and nothing that counts of a healthy page",
        arguments: [
            ("pass", [], "pass", [], true), ("pass", [], "pass", ["a:info"], true),
            ("pass", [], "pass", ["a:minor"], false),
            ("pass", [], "warn", [], false), ("pass", ["a"], "pass", ["b:info", "a:info"], true),
            ("pass", ["a"], "pass", ["b:info"], false), ("fail", ["a"], "fail", ["b:blocker", "a:major"], true),
            ("fail", ["a"], "warn", ["a:blocker"], false), ("unknown", ["a"], "fail", ["a:blocker"], false),
        ] as [(String, [String], String, [String], Bool)])
    func agreement(verdict: String, ids: [String], gotVerdict: String, got: [String], agrees: Bool) throws {
        let outcome = SampleOutcome(
            expected: SampleResult(verdict: verdict, findings: ids), mode: .static,
            report: try report(gotVerdict, got, mode: .static))
        #expect(outcome.agrees == agrees)
    }

    @Test("disagree when a page was not looked at in the way asked for")
    func otherMode() throws {
        let expected = SampleResult(verdict: "pass", findings: [])
        let outcome = SampleOutcome(expected: expected, mode: .browser, report: try report("pass", [], mode: .static))
        #expect(!outcome.agrees)
    }

    @Test("are shown with a column for each mode; where one disagrees, with what was expected")
    func table() throws {
        func outcome(_ expected: SampleResult, _ verdict: String, _ got: [String]) throws -> SampleOutcome {
            SampleOutcome(expected: expected, mode: .browser, report: try report(verdict, got, mode: .browser))
        }
        let healthy = SampleResult(verdict: "pass", findings: [])
        let broken = SampleResult(verdict: "fail", findings: ["script-missing"])
        let table = SampleTable(
            modes: ["static", "browser"],
            rows: [
                ("manual", [try outcome(healthy, "pass", []), try outcome(healthy, "pass", ["proxied-script:info"])]),
                (
                    "npm",
                    [
                        try outcome(broken, "fail", ["script-missing:blocker"]),
                        try outcome(broken, "warn", ["late:minor"]),
                    ]
                ),
            ], style: .plain)
        #expect(table.disagreeing == 1)
        #expect(
            table.text == """
                  sample  static               browser
                ✓ manual  pass                 pass
                ✗ npm     fail script-missing  warn late (expected fail script-missing)

                2 samples: 1 agree, 1 disagree

                """)
    }

    /// A report of one page with findings written as `id:severity`.
    private func report(_ verdict: String, _ findings: [String], mode: TargetReport.Mode) throws -> Report {
        let findings = try findings.map { text in
            let parts = text.split(separator: ":").map(String.init)
            return Finding(id: parts[0], severity: try #require(Severity(rawValue: parts[1])), message: "", fix: "")
        }
        var result = judge(TargetEvidence(target: .file("a.html"), startedAt: Date(), probeValue: "p"))
        result.mode = mode
        result.findings = findings
        result.verdict = try #require(Verdict(rawValue: verdict))
        return Report(toolVersion: "0", startedAt: Date(), duration: 0, results: [result])
    }
}
