import Installation
import Reporting

/// What became of a sample.
struct SampleOutcome: Sendable {
    let sample: SampleGallery.Sample
    let verdict: Verdict
    /// Ids that count: all but notes which nobody expected.
    let findings: [String]

    init(sample: SampleGallery.Sample, report: Report) {
        self.sample = sample
        verdict = report.verdict
        findings = report.results.flatMap(\.findings).filter { $0.severity != .info || $0.id == sample.finding }
            .map(\.id)
    }

    /// Verdict and finding are those declared; a healthy page has none.
    var agrees: Bool {
        guard verdict.rawValue == sample.expected.static else { return false }
        guard let expected = sample.finding else { return findings.isEmpty }
        // Which of the rows that need a browser it is, only a browser can tell.
        return findings.contains(expected) || Self.needsBrowser(expected) && findings.contains(where: Self.needsBrowser)
    }

    private static func needsBrowser(_ id: String) -> Bool {
        Catalogue.entry(id)?.needsBrowser == true
    }
}

/// Samples, expected and got, side by side.
struct SampleTable: Sendable {
    let outcomes: [SampleOutcome]
    let style: Style

    var text: String {
        let rows = outcomes.map { outcome in
            [
                outcome.sample.name, outcome.sample.expected.static, outcome.verdict.rawValue,
                outcome.sample.finding ?? "none",
                outcome.findings.isEmpty ? "none" : outcome.findings.joined(separator: ", "),
            ]
        }
        let head = ["sample", "expected", "got", "finding expected", "finding got"]
        let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
        func line(_ mark: String, _ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = mark + " " + padded.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }
        let disagreeing = outcomes.count { !$0.agrees }
        let body = zip(outcomes, rows).map { outcome, cells in
            outcome.agrees ? line(style.good("✓"), cells) : style.bad(line("✗", cells))
        }
        let total = "\(outcomes.count) samples: \(outcomes.count - disagreeing) agree, \(disagreeing) disagree\n"
        return style.quiet(line(" ", head)) + body.joined() + "\n" + total
    }
}
