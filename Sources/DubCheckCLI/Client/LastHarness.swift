import Foundation
import Harness

/// The small file in the user's state folder that says where the harness started last is (`cli.md`, section 1).
///
/// It is an environment file as `--env-file` writes it, which only its owner may read.
struct LastHarness: Sendable {
    /// Where the file is, as the XDG base directory specification has it.
    let path: String

    init(_ context: Context) {
        let stated = context.environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let home = context.environment["HOME"] ?? context.workingDirectory
        path = (stated ?? home + "/.local/state") + "/dubcheck/harness.env"
    }

    /// What is in the file; empty where there is none.
    var variables: [String: String] {
        guard let data = FileManager.default.contents(atPath: path) else { return [:] }
        return Self.read(String(decoding: data, as: UTF8.self))
    }

    /// Notes a harness that has started; a folder that cannot be written to stops nothing.
    func write(_ variables: [(name: String, value: String)]) {
        let folder = (path as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        _ = try? EnvironmentFile.write(variables, to: path)
    }

    /// Takes the note away when a harness ends, unless another one has started since.
    func remove(ifAt url: String?) {
        if let url, variables["DUBCHECK_URL"] == url { unlink(path) }
    }

    /// The variables of an environment file: bare values, and such in single quotes.
    static func read(_ text: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            var value = parts[1]
            if value.count >= 2, value.hasPrefix("'"), value.hasSuffix("'") { value = value.dropFirst().dropLast() }
            variables[String(parts[0])] = String(value).replacing(#"'\''"#, with: "'")
        }
        return variables
    }
}
