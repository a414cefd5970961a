import Installation
import Journey

/// A journey for people: a line for each hop, and at the one where it ends the cause, what shows it, and the fix.
struct JourneyText {
    private let layout: TextLayout

    init(style: Style, width: Int) {
        layout = TextLayout(style: style, width: min(max(width, 60), 120))
    }

    private var style: Style { layout.style }

    func render(_ report: JourneyReport) -> String {
        var lines = layout.title(
            report.start, report.verdict, ["journey", Wording.duration(report.duration)])
        for finding in report.findings { lines += line(finding) }
        if let end = report.end { lines += [""] + block(end, screenshot: report.screenshot) }
        lines += ["", summary(of: report)]
        return lines.joined(separator: "\n") + "\n"
    }

    private func line(_ finding: JourneyFinding) -> [String] {
        let name = finding.hop.rawValue
        let text = finding.outcome.isEnd ? finding.cause ?? "" : finding.message
        let head = "  \(mark(finding.outcome)) \(name)" + String(repeating: " ", count: 12 - name.count)
        let isFaint = finding.outcome == .notReached || finding.outcome == .skipped
        return LineWrap.lines(Terminal.neutralised(text), width: layout.width - 16).enumerated().map { index, line in
            (index == 0 ? head : String(repeating: " ", count: 16)) + (isFaint ? style.quiet(line) : line)
        }
    }

    private func block(_ finding: JourneyFinding, screenshot: String?) -> [String] {
        let word = finding.outcome == .fail ? style.strong(style.bad("FAIL")) : style.accent("INCONCLUSIVE")
        var lines = ["  \(word)  \(style.strong(finding.cause ?? finding.hop.rawValue))"]
        lines += LineWrap.lines(Terminal.neutralised(finding.message), width: layout.width - 4).map { "    " + $0 }
        for (index, evidence) in finding.evidence.enumerated() {
            lines += layout.labelled(
                index == 0 ? "seen" : "", Wording.evidence(evidence), indent: 4, labelWidth: 7)
        }
        if let screenshot { lines += layout.labelled("page", screenshot, indent: 4, labelWidth: 7) }
        if let fix = finding.fix { lines += layout.labelled("fix", fix, indent: 4, labelWidth: 7, paint: style.accent) }
        return lines
    }

    private func mark(_ outcome: JourneyFinding.Outcome) -> String {
        switch outcome {
        case .pass: style.good("✓")
        case .fail: style.bad("✗")
        case .inconclusive: style.accent("?")
        case .skipped, .notReached: style.quiet("·")
        }
    }

    private func summary(of report: JourneyReport) -> String {
        let counts = JourneyFinding.Outcome.allCases.compactMap { outcome -> String? in
            let number = report.findings.count { $0.outcome == outcome }
            return number == 0 ? nil : "\(number) \(outcome.rawValue.replacing("-", with: " "))"
        }
        return "\(report.findings.count) hops: " + counts.joined(separator: ", ")
    }
}
