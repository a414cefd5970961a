import ArgumentParser
import Reporting

/// A list of forms that a report can be written in.
protocol ReportForm: RawRepresentable<String>, CaseIterable, Sendable, Hashable {}

extension ReportFormat: ReportForm {}
extension JourneyFormat: ReportForm {}

/// One `--report FORMAT[=PATH]`.
struct ReportRequest<Form: ReportForm>: Sendable, Hashable, CustomStringConvertible {
    /// The form of the report.
    var format: Form
    /// The file to write; nil for standard output.
    var path: String?

    init(format: Form, path: String? = nil) {
        self.format = format
        self.path = path
    }

    /// Reads what was typed.
    init(argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = Form(rawValue: parts[0]) else {
            throw ValidationError("there is no format '\(parts[0])' in this version; use \(Self.names)")
        }
        if parts.count > 1, parts[1].isEmpty {
            throw ValidationError("the file is missing after the '='")
        }
        self.init(format: format, path: parts.count > 1 && parts[1] != "-" ? parts[1] : nil)
    }

    var description: String {
        format.rawValue + (path.map { "=" + $0 } ?? "")
    }

    /// Whether several can be written beside each other.
    static func validate(_ requests: [Self]) throws {
        guard requests.count(where: { $0.path == nil }) <= 1 else {
            throw ValidationError(
                "--report: only one report can go to standard output; give the others a path, as in --report json=FILE")
        }
        let paths = requests.compactMap(\.path)
        guard Set(paths).count == paths.count else {
            throw ValidationError("--report: two reports cannot go to the same file")
        }
    }

    /// All forms, as in a sentence.
    private static var names: String {
        let names = Form.allCases.map(\.rawValue)
        return names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
    }
}
