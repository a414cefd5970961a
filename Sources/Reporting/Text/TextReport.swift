import Evidence
public import Installation

/// The report for people: one glance tells the verdict, one more the reason, the third the fix (cli.md, 2.2).
///
/// Whatever comes from a page is shown, never obeyed: no escape sequence of a page reaches the terminal.
public struct TextReport: Sendable {
    /// The columns used where no terminal tells its own.
    public static let defaultWidth = 100
    /// From more targets than this on, passing ones take one line each.
    static let briefFrom = 5

    let style: Style
    let width: Int

    /// A renderer for a terminal of so many columns; the text uses between 60 and 120 of them.
    public init(style: Style = .plain, width: Int = TextReport.defaultWidth) {
        self.style = style
        self.width = min(max(width, 60), 120)
    }

    /// The report as text, ending in a line break.
    public func render(_ report: Report) -> String {
        let isBrief = report.results.count > Self.briefFrom
        var lines: [String] = []
        for result in report.results {
            if isBrief, result.verdict == .pass, result.findings.allSatisfy({ $0.severity == .info }) {
                lines += header(of: result, note: infoNote(result))
            } else {
                if isBrief, lines.last?.isEmpty == false { lines.append("") }
                lines += block(of: result)
                lines.append("")
            }
        }
        if lines.last?.isEmpty == false { lines.append("") }
        if isBrief { lines += tally(of: report) }
        lines.append(summary(of: report))
        return lines.joined(separator: "\n") + "\n"
    }

    private func block(of result: TargetReport) -> [String] {
        var lines = header(of: result)
        for (label, text) in facts(of: result) {
            lines += layout.labelled(label, text, indent: 2, labelWidth: 9)
        }
        for finding in result.findings {
            lines.append("")
            lines += block(of: finding)
        }
        return lines
    }

    private var layout: TextLayout { TextLayout(style: style, width: width) }

    private func header(of result: TargetReport, note: String? = nil) -> [String] {
        layout.title(
            result.target.name, result.verdict,
            [result.mode.rawValue, Wording.duration(result.duration)] + [note].compactMap(\.self))
    }

    private func infoNote(_ result: TargetReport) -> String? {
        result.findings.isEmpty ? nil : "+\(result.findings.count) info"
    }

    private func facts(of result: TargetReport) -> [(String, String)] {
        var facts: [(String, String)] = []
        if let assumed = result.assumedURL {
            facts.append(("page", "judged as if served at \(assumed) (assumed; --page-url sets it)"))
        }
        facts += Wording.route(result).enumerated().map { ($0 == 0 ? "route" : "", $1) }
        // Without a basis nothing is claimed: the finding says what was seen and what is missing.
        if result.verdict == .inconclusive, result.install.way == .none { return facts }
        facts += [
            ("script", Wording.script(result)), ("object", Wording.object(result)), ("cookie", Wording.cookie(result)),
        ]
        return facts
    }

    private func block(of finding: Finding) -> [String] {
        let severity = finding.severity.rawValue.uppercased()
        let gap = String(repeating: " ", count: max(2, 9 - severity.count))
        var lines = ["  " + style.painted(severity, as: finding.severity) + gap + style.strong(finding.id)]
        lines += LineWrap.lines(Terminal.neutralised(finding.message), width: width - 4).map { "    " + $0 }
        for (index, evidence) in finding.evidence.enumerated() {
            lines += layout.labelled(index == 0 ? "seen" : "", Wording.evidence(evidence), indent: 4, labelWidth: 7)
        }
        if !finding.consequences.isEmpty {
            let ids = finding.consequences.joined(separator: ", ")
            lines += layout.labelled("hence", "\(ids) (gone when this is fixed)", indent: 4, labelWidth: 7)
        }
        if !finding.fix.isEmpty {
            lines += layout.labelled("fix", finding.fix, indent: 4, labelWidth: 7, paint: style.accent)
        }
        if let help = finding.help {
            lines += layout.labelled("help", help, indent: 4, labelWidth: 7, paint: style.quiet)
        }
        return lines
    }

    /// How often each finding occurs, the worst and most frequent first: what to mend once for many pages.
    private func tally(of report: Report) -> [String] {
        let found = report.results.flatMap(\.findings).filter { $0.severity != .info }
        let groups = Dictionary(grouping: found) { Kind(id: $0.id, severity: $0.severity) }
        let sorted = groups.map { (kind: $0.key, count: $0.value.count) }.sorted {
            ($1.kind.severity, $1.count, $0.kind.id) < ($0.kind.severity, $0.count, $1.kind.id)
        }
        let lines = sorted.map { kind, count in
            let severity = kind.severity.rawValue.uppercased()
            let number = String(count)
            return String(repeating: " ", count: max(0, 5 - number.count)) + number + " × "
                + style.painted(severity, as: kind.severity)
                + String(repeating: " ", count: max(2, 14 - severity.count))
                + kind.id
        }
        return lines.isEmpty ? [] : lines + [""]
    }

    private struct Kind: Hashable {
        var id: String
        var severity: Severity
    }

    private func summary(of report: Report) -> String {
        let count = report.results.count
        let parts = Verdict.allCases.map { verdict in
            let number = report.results.count { $0.verdict == verdict }
            let text = "\(number) \(verdict.rawValue)"
            return number == 0 ? style.quiet(text) : style.painted(text, as: verdict)
        }
        return "\(count) \(count == 1 ? "page" : "pages"): " + parts.joined(separator: ", ")
    }
}
