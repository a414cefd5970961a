import Foundation
import Synchronization
import Testing

/// The built `dubcheck`, run as users run it.
enum Tool {
    /// What a run left.
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    /// The binary beside the test bundle.
    static let path: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let besides = [bundle, Checkout.root.appending(path: ".build/debug")].map {
            $0.appending(path: "dubcheck").path
        }
        return besides.first(where: FileManager.default.isExecutableFile) ?? besides[0]
    }()

    /// Runs the arguments to the end.
    static func run(
        _ arguments: String..., input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> Outcome {
        try await run(arguments, input: input, environment: environment)
    }

    /// Runs the arguments to the end.
    static func run(
        _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> Outcome {
        let process = try Running(arguments, environment: environment)
        return await process.finish(input: input)
    }

    /// The JSON report of a run, and its status.
    static func report(_ arguments: String...) async throws -> (status: Int32, report: JSONReport) {
        let outcome = try await run(arguments + ["--report", "json"])
        return (outcome.status, try JSONDecoder().decode(JSONReport.self, from: Data(outcome.output.utf8)))
    }
}

/// The parts of the JSON report that these tests read.
struct JSONReport: Decodable {
    struct Result: Decodable {
        struct Finding: Decodable {
            var id: String
            var severity: String
            var message: String
            var fix: String
        }
        struct Redirect: Decodable {
            var url: String
            var status: Int
        }
        struct Cookies: Decodable {
            var predicted: Cookie?
            var observed: Cookie?
        }
        struct Cookie: Decodable, Equatable {
            var value: String
            var domain: String
            var hostOnly: Bool
            var path: String
            var secure: Bool
            var httpOnly: Bool
            var sameSite: String
            var expiresInDays: Double?

            /// The same cookie, with a lifetime within a tenth of a day, or none on both sides.
            static func agree(_ left: Cookie?, _ right: Cookie?) -> Bool {
                guard var left, let right else { return left == nil && right == nil }
                if let days = left.expiresInDays, let wanted = right.expiresInDays, abs(days - wanted) <= 0.1 {
                    left.expiresInDays = wanted
                }
                return left == right
            }
        }
        var target: String
        var verdict: String
        var finalURL: String?
        var redirects: [Redirect]
        var cookie: Cookies
        var findings: [Finding]

        var ids: [String] { findings.map(\.id) }
    }
    var schemaVersion: Int
    var verdict: String
    var results: [Result]
}

/// A process with its streams.
final class Running: Sendable {
    private let process: Process
    private let input = Pipe()
    private let output: Collector
    private let errors: Collector

    /// - Parameter wrapper: a command that is given the tool and its arguments, and becomes it.
    init(_ arguments: [String], environment: [String: String] = [:], through wrapper: [String] = []) throws {
        let words = wrapper + [Tool.path] + arguments
        process = Process()
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("DUBCHECK_") }
        variables["NO_COLOR"] = "1"
        process.environment = variables.merging(environment) { $1 }
        let outputPipe = Pipe()
        let errorPipe = Pipe()
        process.standardInput = input
        process.standardOutput = outputPipe
        process.standardError = errorPipe
        output = Collector(outputPipe.fileHandleForReading)
        errors = Collector(errorPipe.fileHandleForReading)
        try process.run()
    }

    /// Its process id.
    var id: Int32 { process.processIdentifier }

    /// What it has printed so far.
    var printed: String { output.text }

    /// Waits for a line on standard output; nil when the process ends before, or after ten seconds.
    func firstLine() async -> String? {
        for _ in 0..<1_000 {
            if let line = output.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().first {
                return String(line)
            }
            if !process.isRunning { return nil }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return nil
    }

    func signal(_ number: Int32) {
        kill(process.processIdentifier, number)
    }

    /// Feeds the input, waits for the end, and answers what came.
    func finish(input data: Data = Data()) async -> Tool.Outcome {
        let handle = input.fileHandleForWriting
        DispatchQueue.global().async {
            try? handle.write(contentsOf: data)
            try? handle.close()
        }
        let process = process
        let (output, errors) = (output, errors)
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                process.waitUntilExit()
                output.wait()
                errors.wait()
                continuation.resume(
                    returning: Tool.Outcome(
                        status: process.terminationReason == .exit ? process.terminationStatus : -1,
                        output: output.text, errors: errors.text))
            }
        }
    }
}

/// Reads a stream to its end on a thread of its own.
private final class Collector: Sendable {
    private let bytes = Mutex(Data())
    private let group = DispatchGroup()

    init(_ handle: FileHandle) {
        group.enter()
        Thread.detachNewThread { [self] in
            while case let data = handle.availableData, !data.isEmpty {
                bytes.withLock { $0.append(data) }
            }
            group.leave()
        }
    }

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func wait() { group.wait() }
}

/// The checkout these tests were built from.
enum Checkout {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The labelled cases beside the checkout, when they are there.
    static func cases(_ name: String) -> URL? {
        let file = root.deletingLastPathComponent().appending(path: "shared/cases/\(name)")
        return FileManager.default.fileExists(atPath: file.path) ? file : nil
    }
}

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

/// A harness of its own process, stopped at the end.
func withHarness<Result>(_ arguments: String..., body: (_ port: Int) async throws -> Result) async throws -> Result {
    let server = try Running(["serve", "--port", "0", "--ephemeral"] + arguments)
    let line = await server.firstLine()
    let port = line?.firstMatch(of: /https?:\/\/127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) }
    do {
        let result = try await body(try #require(port, "the harness said: \(line ?? "nothing")"))
        server.signal(SIGTERM)
        _ = await server.finish()
        return result
    } catch {
        server.signal(SIGTERM)
        _ = await server.finish()
        throw error
    }
}
