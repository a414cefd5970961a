import JSON
public import Journey

/// A form the report on a journey can be written in.
///
/// Every format is a view of the same value.
public enum JourneyFormat: String, Sendable, Hashable, CaseIterable {
    /// For people.
    case text
    /// For programs: versioned, keys in a fixed order.
    case json
    /// For CI systems: a test case for each hop.
    case junit

    /// The report in this format, ending in a line break.
    ///
    /// Style and width count for `text` only.
    public func render(
        _ report: JourneyReport, style: Style = .plain, width: Int = TextReport.defaultWidth
    ) -> String {
        switch self {
        case .text: JourneyText(style: style, width: width).render(report)
        case .json: JourneyJSON.node(report).pretty + "\n"
        case .junit: JourneyJUnit.render(report)
        }
    }
}
