import Evidence
import Foundation
import Installation
import Testing

@testable import DubCheckCLI

@Suite("Exit status")
struct CommandStatusTests {
    /// A report on pages with findings of these severities.
    private func report(_ pages: [[(String, Severity)]]) -> Report {
        let results = pages.map { findings in
            var result = judge(TargetEvidence(target: .file("a.html"), startedAt: Date(), probeValue: "p"))
            result.findings = findings.map { Finding(id: $0.0, severity: $0.1, message: "m", fix: "f") }
            result.verdict = Verdict(findings: result.findings.filter { $0.id != "tool-error" })
            return result
        }
        return Report(toolVersion: "1", startedAt: Date(), duration: 0, results: results)
    }

    @Test(
        "findings count from the severity of --fail-on on",
        arguments: [
            (Severity.blocker, [FailOn.blocker, .major, .minor]),
            (.major, [.major, .minor]),
            (.minor, [.minor]),
            (.info, []),
        ])
    func threshold(severity: Severity, failing: [FailOn]) {
        for failOn in FailOn.allCases {
            let status = CommandStatus(report([[("a", severity)]]), failOn: failOn)
            #expect(status == (failing.contains(failOn) ? .findings : .passed))
        }
    }

    @Test("an inconclusive page gives 3, unless another page has findings that count")
    func inconclusive() {
        let page = [("not-html", Severity.inconclusive)]
        #expect(CommandStatus(report([page]), failOn: .minor) == .inconclusive)
        #expect(CommandStatus(report([page]), failOn: .never) == .inconclusive)
        #expect(CommandStatus(report([page, [("a", .blocker)]]), failOn: .blocker) == .findings)
        #expect(CommandStatus(report([page, [("a", .blocker)]]), failOn: .never) == .inconclusive)
        #expect(CommandStatus(report([page, [("a", .major)]]), failOn: .blocker) == .inconclusive)
    }

    @Test("a check that failed inside wins over everything")
    func toolError() {
        let report = report([[("a", .blocker), ("tool-error", .inconclusive)], [("not-html", .inconclusive)]])
        #expect(CommandStatus(report, failOn: .blocker) == .internalError)
        #expect(CommandStatus(report, failOn: .never) == .internalError)
    }

    @Test("the codes are the contract's")
    func codes() {
        let all: [CommandStatus] = [.passed, .findings, .usage, .inconclusive, .internalError, .interrupted]
        #expect(all.map(\.rawValue) == [0, 1, 2, 3, 70, 130])
    }
}
