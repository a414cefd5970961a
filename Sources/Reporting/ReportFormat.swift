public import Installation

/// A form a report can be written in.
///
/// Every format is a view of the same value.
public enum ReportFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// For people: verdict, reason and fix at a glance (cli.md, 2.2).
    case text
    /// For programs: the whole report, versioned, keys in a fixed order (cli.md, 2.1).
    case json

    /// The names of all formats, as they are typed.
    public static var names: [String] {
        allCases.map(\.rawValue)
    }

    /// Whether programs read it, so that nothing else may be written beside it.
    public var isForMachines: Bool {
        self != .text
    }

    /// The report in this format, ending in a line break.
    ///
    /// Style and width count for `text` only.
    public func render(_ report: Report, style: Style = .plain, width: Int = TextReport.defaultWidth) -> String {
        switch self {
        case .text: TextReport(style: style, width: width).render(report)
        case .json: JSONReport().render(report)
        }
    }
}
