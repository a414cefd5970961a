import Foundation
import Installation
import Reporting

/// Writes a report everywhere it was asked for.
struct ReportWriter: Sendable {
    let requests: [ReportRequest]
    let color: ColorChoice
    let context: Context

    /// Finds out before the work whether its result can be written.
    func checkPaths() throws(CommandFailure) {
        for path in requests.compactMap(\.path) {
            let full = URL(fileURLWithPath: context.resolve(path))
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: full.path, isDirectory: &isFolder)
            if exists, isFolder.boolValue { throw .usage("--report: \(path) is a folder, not a file") }
            let folder = full.deletingLastPathComponent().path
            guard exists || FileManager.default.isWritableFile(atPath: folder) else {
                throw .usage("--report: \(path) cannot be written: there is no folder \(folder), or no permission")
            }
        }
    }

    /// Writes files first, so that they are there even when nobody reads standard output to its end.
    func write(_ report: Report) throws {
        for request in requests {
            guard let path = request.path else { continue }
            try context.writeFile(path, request.format.render(report))
        }
        guard let request = requests.first(where: { $0.path == nil }) else { return }
        let style = color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
        let width = context.terminalWidth ?? TextReport.defaultWidth
        try context.output.write(request.format.render(report, style: style, width: width))
    }
}
