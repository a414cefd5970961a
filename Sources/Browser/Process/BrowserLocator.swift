public import Foundation

/// Finds the browser to start.
///
/// The order: the environment's `DUBCHECK_BROWSER`, `chromium-headless-shell` (in our use three times as fast as a
/// whole Chromium), Chromium, Chrome; each in the places where Debian and Google put it, then on `PATH`.
public struct BrowserLocator: Sendable {
    private let environment: [String: String]
    private let wellKnown: [String]

    /// Where Debian and Google install the real binaries.
    public static let debianPaths = [
        "/usr/lib/chromium/chromium-headless-shell", "/usr/lib/chromium/chromium", "/opt/google/chrome/chrome",
    ]

    private static let names = [
        "chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome-stable",
        "google-chrome",
    ]

    /// Looks at this environment and in these places.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        wellKnown: [String] = BrowserLocator.debianPaths
    ) {
        self.environment = environment
        self.wellKnown = wellKnown
    }

    /// The absolute path of the browser.
    ///
    /// - Throws: ``BrowserError/missing(looked:)``; also when `DUBCHECK_BROWSER` names something that cannot be run,
    ///   because quietly taking another browser would surprise.
    public func locate() throws(BrowserError) -> String {
        if let chosen = environment["DUBCHECK_BROWSER"], !chosen.isEmpty {
            guard let found = chosen.contains("/") ? usable(chosen) : onPath(chosen) else {
                throw .missing(looked: ["DUBCHECK_BROWSER=\(chosen)"])
            }
            return found
        }
        for path in wellKnown {
            if let found = usable(path) { return found }
        }
        for name in Self.names {
            if let found = onPath(name) { return found }
        }
        throw .missing(looked: wellKnown + Self.names.map { "\($0) on PATH" })
    }

    private func onPath(_ name: String) -> String? {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        return folders.lazy.compactMap { usable("\($0)/\(name)") }.first
    }

    /// The path if it can be executed; for a wrapper script, what it wraps, if that lies where Debian puts it.
    ///
    /// Debian's wrappers add flags of their own, and the process we start would be a shell.
    private func usable(_ path: String) -> String? {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue,
            FileManager.default.isExecutableFile(atPath: path)
        else { return nil }
        guard isScript(path) else { return path }
        let name = URL(filePath: path).lastPathComponent
        let wrapped = wellKnown.first { URL(filePath: $0).lastPathComponent == name && $0 != path }
        guard let wrapped, FileManager.default.isExecutableFile(atPath: wrapped) else { return path }
        return wrapped
    }

    private func isScript(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        return (try? file.read(upToCount: 2)) == Data("#!".utf8)
    }
}
