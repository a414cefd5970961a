import Foundation

/// The browser of whoever sits at this machine.
struct WebBrowser: Sendable {
    private let context: Context

    init(_ context: Context) {
        self.context = context
    }

    /// Opens a page in it, and goes on; where that is not possible, says where the page is.
    func open(_ url: String) {
        // `BROWSER` is what people set where no desktop has a choice of its own.
        let chosen = context.environment["BROWSER"].flatMap { $0.isEmpty ? nil : $0 }
        let candidates = [chosen, "xdg-open", "open"].compactMap(\.self)
        guard candidates.contains(where: { start($0, url) }) else {
            return context.say("dubcheck: no browser could be opened; the dashboard is at \(url)")
        }
    }

    private func start(_ program: String, _ url: String) -> Bool {
        guard let path = context.executable(program) else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [url]
        process.environment = context.environment
        // Standard output says where the harness is, and nothing else.
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return (try? process.run()) != nil
    }

}

extension Context {
    /// Where a program is that can be run: its path, or the first of its name in the folders of `PATH`.
    func executable(_ program: String) -> String? {
        let folders = environment["PATH"]?.split(separator: ":") ?? []
        let paths = program.hasPrefix("/") ? [program] : folders.map { "\($0)/\(program)" }
        return paths.first { access($0, X_OK) == 0 }
    }
}
