import Foundation
import Reporting

/// Writes a report everywhere it was asked for.
struct ReportWriter<Form: ReportForm>: Sendable {
    let requests: [ReportRequest<Form>]
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
    ///
    /// - Parameter render: the report in a form; style and width count for standard output only.
    func write(_ render: (Form, _ style: Style, _ width: Int) -> String) throws {
        for request in requests {
            guard let path = request.path else { continue }
            try context.writeFile(path, render(request.format, .plain, TextReport.defaultWidth))
        }
        guard let request = requests.first(where: { $0.path == nil }) else { return }
        let style = color.style(environment: context.environment, isTerminal: context.outputIsTerminal)
        do {
            try context.output.write(render(request.format, style, context.terminalWidth ?? TextReport.defaultWidth))
        } catch is OutputClosed {
            // The reader has seen enough; the verdict stands.
        }
    }
}
