import Reporting

/// Samples and what became of them, with a column for each mode.
struct SampleTable: Sendable {
    let modes: [String]
    /// Each sample by its name, with an outcome for each mode.
    let rows: [(name: String, outcomes: [SampleOutcome])]
    let style: Style

    /// How many samples disagree in some mode.
    var disagreeing: Int {
        rows.count { !$0.outcomes.allSatisfy(\.agrees) }
    }

    var text: String {
        let cells = rows.map { row in [row.name] + row.outcomes.map(Self.cell) }
        let head = ["sample"] + modes
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
        func line(_ mark: String, _ cells: [String]) -> String {
            let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            var line = mark + " " + padded.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line + "\n"
        }
        let body = zip(rows, cells).map { row, cells in
            row.outcomes.allSatisfy(\.agrees) ? line(style.good("✓"), cells) : style.bad(line("✗", cells))
        }
        let total = "\(rows.count) samples: \(rows.count - disagreeing) agree, \(disagreeing) disagree\n"
        return style.quiet(line(" ", head)) + body.joined() + "\n" + total
    }

    private static func cell(_ outcome: SampleOutcome) -> String {
        outcome.agrees ? "\(outcome.got)" : "\(outcome.got) (expected \(outcome.expected))"
    }
}
