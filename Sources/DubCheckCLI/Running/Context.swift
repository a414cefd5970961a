import Foundation
import Synchronization

/// The world as commands see it: handed in, so that tests hand in another one.
struct Context: Sendable {
    /// Where the result goes.
    var output: any TextSink
    /// Where the talk goes: notes, progress, errors.
    var diagnostics: any TextSink
    /// Standard input in pieces as they arrive; empty at its end.
    var readInput: @Sendable () throws -> [UInt8]
    /// The environment variables.
    var environment: [String: String]
    /// The folder that relative paths begin in.
    var workingDirectory: String
    /// Somebody watches the result.
    var outputIsTerminal: Bool
    /// Somebody watches the talk.
    var diagnosticsAreTerminal: Bool
    /// The columns of the terminal, where there is one.
    var terminalWidth: Int?
    /// The time.
    var now: @Sendable () -> Date
    /// The way to a running harness.
    var connect: @Sendable (HarnessPlace) -> any HarnessConnection = { HTTPConnection(place: $0) }

    /// Writes a line of talk.
    func say(_ line: String) {
        // Nobody reads the talk any more: the result still counts.
        try? diagnostics.write(line + "\n")
    }

    /// A path as seen from the working directory.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : workingDirectory + "/" + path
    }

    /// Whether something is at the path.
    func fileExists(_ path: String) -> Bool {
        access(resolve(path), F_OK) == 0
    }

    /// The bytes of a file.
    func readFile(_ path: String) throws(CommandFailure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: resolve(path))))
        } catch {
            throw .usage("\(path): \(Self.reason(error))")
        }
    }

    /// Writes a file, replacing what it holds.
    func writeFile(_ path: String, _ text: String) throws(CommandFailure) {
        try writeFile(path, Data(text.utf8))
    }

    /// Writes a file, replacing what it holds.
    func writeFile(_ path: String, _ data: Data) throws(CommandFailure) {
        do {
            // In place: the path may be a pipe or a device, which a rename would replace.
            try data.write(to: URL(fileURLWithPath: resolve(path)))
        } catch {
            throw .usage("\(path): cannot be written: \(Self.reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch (error as? CocoaError)?.code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
        case .fileReadNoPermission, .fileWriteNoPermission: "no permission"
        case .fileWriteOutOfSpace: "the disk is full"
        default: error.localizedDescription
        }
    }
}

/// Takes text.
protocol TextSink: Sendable {
    /// Writes the text.
    ///
    /// - Throws: `OutputClosed` when nobody reads it any more.
    func write(_ text: String) throws
}

/// Keeps text, for tests.
final class TextBuffer: TextSink {
    private let kept = Mutex("")

    var text: String { kept.withLock { $0 } }

    func write(_ text: String) {
        kept.withLock { $0 += text }
    }
}
