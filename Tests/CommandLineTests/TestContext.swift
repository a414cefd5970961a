import Foundation

@testable import DubCheckCLI

/// A world of its own for a command line under test.
struct TestContext {
    let output = TextBuffer()
    let diagnostics = TextBuffer()
    private(set) var context: Context

    init(
        environment: [String: String] = [:], input: String = "", chunk: Int = 1 << 16, folder: String = "/nonexistent",
        harness: (any HarnessConnection)? = nil
    ) {
        let input = InputBuffer(Array(input.utf8), chunk: chunk)
        context = Context(
            output: output, diagnostics: diagnostics, readInput: { input.next() }, environment: environment,
            workingDirectory: folder, outputIsTerminal: false, diagnosticsAreTerminal: false, terminalWidth: nil,
            now: { Date(timeIntervalSince1970: 1_769_860_800) })
        if let harness { context.connect = { _ in harness } }
    }

    func run(_ arguments: String...) async -> CommandStatus {
        await CommandRunner(context: context).run(arguments)
    }
}

/// A folder that is gone when the test is over.
func withFolder<Result>(
    _ files: [String: String], _ body: (_ path: String) async throws -> Result
) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dubcheck-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    return try await body(folder.path)
}

/// Bytes handed out a few at a time.
private final class InputBuffer: @unchecked Sendable {
    private let lock = NSLock()
    private var rest: ArraySlice<UInt8>
    private let chunk: Int

    init(_ bytes: [UInt8], chunk: Int) {
        rest = bytes[...]
        self.chunk = chunk
    }

    func next() -> [UInt8] {
        lock.withLock {
            defer { rest = rest.dropFirst(chunk) }
            return Array(rest.prefix(chunk))
        }
    }
}
