import ArgumentParser
import Reporting

/// One `--report FORMAT[=PATH]`.
struct ReportRequest: Sendable, Hashable, CustomStringConvertible {
    /// The form of the report.
    var format: ReportFormat
    /// The file to write; nil for standard output.
    var path: String?

    /// The text report on standard output.
    static let text = ReportRequest(format: .text)

    init(format: ReportFormat, path: String? = nil) {
        self.format = format
        self.path = path
    }

    /// Reads what was typed.
    init(argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = ReportFormat(rawValue: parts[0]) else {
            throw ValidationError(
                "there is no format '\(parts[0])' in this version; use "
                    + ReportFormat.names.joined(separator: " or "))
        }
        if parts.count > 1, parts[1].isEmpty {
            throw ValidationError("the file is missing after the '='")
        }
        self.init(format: format, path: parts.count > 1 && parts[1] != "-" ? parts[1] : nil)
    }

    var description: String {
        format.rawValue + (path.map { "=" + $0 } ?? "")
    }
}
