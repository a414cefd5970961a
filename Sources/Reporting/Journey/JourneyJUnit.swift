import Foundation
import Installation
import Journey

/// A journey in the form of JUnit, which CI systems show: a test case for each hop.
enum JourneyJUnit {
    static func render(_ report: JourneyReport) -> String {
        let outcomes = report.findings.map(\.outcome)
        let time = String(format: "%.3f", locale: Locale(identifier: "en_US_POSIX"), report.duration)
        let counts =
            "tests=\"\(outcomes.count)\" failures=\"\(outcomes.count { $0 == .fail })\" "
            + "errors=\"\(outcomes.count { $0 == .inconclusive })\" time=\"\(time)\""
        let skipped = outcomes.count { $0 == .skipped || $0 == .notReached }
        let cases = report.findings.map { testCase($0, screenshot: report.screenshot) }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="dubcheck journey" \(counts)>
              <testsuite name="\(XMLText.escaped(report.start))" \(counts) skipped="\(skipped)" \
            timestamp="\(report.startedAt.formatted(.iso8601))">
            \(cases.joined(separator: "\n"))
              </testsuite>
            </testsuites>

            """
    }

    private static func testCase(_ finding: JourneyFinding, screenshot: String?) -> String {
        let open = "    <testcase classname=\"dubcheck.journey\" name=\"\(finding.hop.rawValue)\""
        let message = XMLText.escaped(finding.message)
        switch finding.outcome {
        case .pass: return open + "/>"
        case .skipped, .notReached: return "\(open)><skipped message=\"\(message)\"/></testcase>"
        case .fail, .inconclusive:
            let element = finding.outcome == .fail ? "failure" : "error"
            let lines =
                [finding.message] + finding.evidence.map { "seen: \(Wording.evidence($0))" }
                + [screenshot.map { "page: \($0)" }, finding.fix.map { "fix: \($0)" }].compactMap(\.self)
            let text = XMLText.escaped(lines.joined(separator: "\n"))
            let type = XMLText.escaped(finding.cause ?? "")
            return "\(open)><\(element) type=\"\(type)\" message=\"\(message)\">\(text)</\(element)></testcase>"
        }
    }
}

/// Text in XML 1.0, in elements and in attributes.
enum XMLText {
    /// The text with what means something escaped, and what may not be in XML shown as U+FFFD.
    static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t": result.unicodeScalars.append(scalar)
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
