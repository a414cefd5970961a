/// One measured figure, its goal, and a peer measured in the same run.
struct Row {
    var name: String
    var figure: String
    var goal: String
    var meetsGoal: Bool
    var peer: String
}

/// Rows as a Markdown table, with notes below.
struct Table {
    private var rows: [Row] = []
    private var notes: [String] = []

    mutating func add(_ more: [Row], note: String? = nil) {
        rows += more
        notes += note.map { [$0] } ?? []
    }

    var text: String {
        let head = ["what", "measured", "goal", "", "beside it, in the same run"]
        let cells = rows.map { [$0.name, $0.figure, $0.goal, $0.meetsGoal ? "met" : "missed", $0.peer] }
        let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
        let line = { (row: [String]) in
            "| " + zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: " | ")
                + " |"
        }
        let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|"
        return ([line(head), rule] + cells.map(line) + notes.map { "\n" + $0 }).joined(separator: "\n")
    }
}
