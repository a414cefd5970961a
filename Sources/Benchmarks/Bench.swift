import Foundation

/// Measures what users wait for, beside named peers in the same run, and prints one table.
///
/// Medians and ratios count: single figures of a shared machine say little.
@main
struct Bench {
    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "redirect-peer" {
            return try await RedirectPeer.run(port: CommandLine.arguments.last.flatMap { Int($0) } ?? 0)
        }
        let named = CommandLine.arguments.dropFirst().map { name in
            guard let group = Group(rawValue: name) else {
                let names = Group.allCases.map(\.rawValue).joined(separator: ", ")
                FileHandle.standardError.write(Data("'\(name)' is no group: name some of \(names)\n".utf8))
                exit(2)
            }
            return group
        }
        var table = Table()
        for group in named.isEmpty ? Group.allCases : named {
            table.add(try await group.rows(), note: group.note)
        }
        print(table.text)
    }

    /// What can be measured alone, by naming it as an argument.
    enum Group: String, CaseIterable {
        case parsing, start, files, browser, server, numbers, segment, dashboard

        func rows() async throws -> [Row] {
            switch self {
            case .parsing:
                try ParsingBench(page: Array(Data(contentsOf: Checkout.file("Tests/Fixtures/tag-dense.html")))).rows()
            case .start: try StartBench(page: Checkout.file("web/samples/manual.html").path).rows()
            case .files: try ManyFilesBench().rows()
            case .browser: try BrowserBench().rows()
            case .server: try ServerBench().rows()
            case .numbers: try await NumbersBench().rows()
            case .segment: try SegmentBench().rows()
            case .dashboard: try DashboardBench.rows()
            }
        }

        var note: String? {
            switch self {
            case .browser: BrowserBench.note
            case .server: ServerBench.note
            case .numbers: NumbersBench.note
            case .segment: SegmentBench.note
            case .dashboard: DashboardBench.note
            case .parsing, .start, .files: nil
            }
        }
    }
}

/// The checkout the benchmarks were built from.
enum Checkout {
    static func file(_ path: String) -> URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: path)
    }

    /// The version of a peer from PyPI, as it is installed.
    static func version(ofPeer name: String) throws -> String {
        let list = try String(contentsOf: file("Sources/Benchmarks/Peers/requirements.txt"), encoding: .utf8)
        let line = list.split(separator: "\n").first { $0.hasPrefix("\(name)==") }
        guard let line else { throw BenchError(message: "\(name) is not in requirements.txt") }
        return String(line.dropFirst(name.count + 2))
    }

    /// The binary that is measured: the one the benchmarks stand beside, or another that `BENCH_DUBCHECK` names.
    static var dubcheck: String {
        if let named = ProcessInfo.processInfo.environment["BENCH_DUBCHECK"] { return named }
        return URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "dubcheck").path
    }
}
