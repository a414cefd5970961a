public import Installation
public import JSON

/// The catalogue of findings, for people and for programs.
public struct CatalogueReport: Sendable {
    private let style: Style
    private let width: Int

    /// A renderer for a terminal of so many columns.
    public init(style: Style = .plain, width: Int = TextReport.defaultWidth) {
        self.style = style
        self.width = min(max(width, 60), 120)
    }

    /// Every entry on a line, by section.
    public func list(_ entries: [CatalogueEntry]) -> String {
        let idWidth = entries.map(\.id.count).max() ?? 0
        var lines: [String] = []
        for section in CatalogueSection.allCases {
            let members = entries.filter { $0.section == section }
            guard !members.isEmpty else { continue }
            lines.append(style.strong(section.title))
            lines += members.map { line($0, idWidth: idWidth) } + [""]
        }
        lines.append("\(entries.count) findings; 'dubcheck checks ID' explains one.")
        return lines.joined(separator: "\n") + "\n"
    }

    /// One entry in full.
    public func explanation(of entry: CatalogueEntry) -> String {
        var lines = [style.strong(entry.id) + "  " + style.painted(entry.severity.rawValue, as: entry.severity), ""]
        let facts = [("what", entry.title), ("why", entry.why), ("fix", entry.fix), ("part", entry.section.title)]
        for (label, text) in facts where !text.isEmpty {
            let margin = String(repeating: " ", count: 6 - label.count)
            for (index, line) in LineWrap.lines(text, width: width - 8).enumerated() {
                lines.append((index == 0 ? "  " + style.quiet(label) + margin : "        ") + line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Entries as a value for programs.
    public static func node(_ entries: [CatalogueEntry]) -> JSONValue {
        ["schemaVersion": 1, "findings": .array(entries.map(node))]
    }

    /// One entry as a value for programs.
    public static func node(_ entry: CatalogueEntry) -> JSONValue {
        [
            "id": .string(entry.id),
            "severity": .string(entry.severity.rawValue),
            "section": .string(entry.section.rawValue),
            "what": .string(entry.title),
            "why": .string(entry.why),
            "fix": .string(entry.fix),
        ]
    }

    private func line(_ entry: CatalogueEntry, idWidth: Int) -> String {
        let severity = entry.severity.rawValue
        let gaps = (idWidth - entry.id.count + 2, max(2, 14 - severity.count))
        return "  " + entry.id + String(repeating: " ", count: gaps.0) + style.painted(severity, as: entry.severity)
            + String(repeating: " ", count: gaps.1) + entry.title
    }
}
