import Attribution
import EventStore
import Foundation

/// Analytics and lists of events over a million clicks, asked by HTTP, and the start on such a file.
struct NumbersBench {
    static let note = """
        A million clicks: 12 months, 50 links; the times are curl's from request to last byte, the best of 3, of all \
        groupings that clicks have. DuckDB has the same rows and columns in a table in memory and counts the same groups.
        """

    private static let groupings = AnalyticsGrouping.allCases.filter {
        ![.trigger, .partners, .groups, .partnerTags, .eventNames].contains($0)
    }
    private static let filter = "&country=US&browser=Chrome"

    func rows() async throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "data.sqlite").path
        try BenchHarness(in: folder, "--data", file).stop()
        let store = try EventStore(at: .file(file))
        let clicks = try await ManyClicks(in: store, table: folder.appending(path: "clicks.csv"))
        try await store.close()

        var starts: [Double] = []
        for _ in 0..<5 {
            starts.append(try Timing.wall { try BenchHarness(in: folder, "--data", file).stop() } * 1_000)
        }
        let harness = try BenchHarness(in: folder, "--data", file)
        defer { harness.stop() }
        let peer = try DuckDBPeer(clicks.table)
        return [
            try row("a month", "interval=30d", goal: 100, of: harness, beside: peer.month),
            try row("a year", "interval=1y", goal: 400, of: harness, beside: peer.year),
            try eventsRow(of: harness),
            try DashboardBench.drawnRow(of: harness, in: folder),
            Row(
                name: "start on 1,000,000 clicks, until it answers, and stop",
                figure: "\(Timing.median(starts).rounded(0)) ms", goal: "≤ 300 ms to answer",
                meetsGoal: Timing.median(starts) <= 300, peer: ""),
        ]
    }

    private func row(
        _ span: String, _ interval: String, goal: Double, of harness: BenchHarness, beside peer: String
    ) throws -> Row {
        var slowest = (name: "", time: 0.0)
        var all: [Double] = []
        for filter in ["", Self.filter] {
            for grouping in Self.groupings {
                let time = try harness.milliseconds(
                    of: "/analytics?event=clicks&groupBy=\(grouping.rawValue)&\(interval)\(filter)")
                all.append(time)
                if time > slowest.time { slowest = (grouping.rawValue + (filter.isEmpty ? "" : ", filtered"), time) }
            }
        }
        return Row(
            name: "/analytics over \(span) of 1,000,000 clicks: median, slowest groupBy",
            figure: "\(Timing.median(all).rounded(0)), \(slowest.time.rounded(0)) ms (\(slowest.name))",
            goal: "≤ \(goal.rounded(0)) ms each", meetsGoal: slowest.time <= goal, peer: peer)
    }

    private func eventsRow(of harness: BenchHarness) throws -> Row {
        let pages = try ["&page=1", "&page=1000", "&page=1000\(Self.filter)"].map { page in
            try harness.milliseconds(of: "/events?event=clicks&interval=1y&limit=100\(page)")
        }
        return Row(
            name: "/events, 100 rows: offset 0, offset 99,900, the same filtered",
            figure: pages.map { $0.rounded(0) }.joined(separator: ", ") + " ms", goal: "≤ 20 ms",
            meetsGoal: pages.allSatisfy { $0 <= 20 }, peer: "")
    }
}

/// DuckDB, which is made for such counting, over the same rows.
private struct DuckDBPeer {
    /// The times of its groupings, in words.
    var month: String
    /// The same for a year.
    var year: String

    init(_ table: URL) throws {
        let output = table.deletingLastPathComponent().appending(path: "duckdb.txt")
        let process = try ChildProcess(
            [
                Checkout.file(".build/peers/bin/python").path,
                Checkout.file("Sources/Benchmarks/Peers/duckdb_groups.py").path, table.path,
            ], output: .file(output.path))
        guard process.wait() == 0 else { throw BenchError(message: "DuckDB failed; is it installed by make bench?") }
        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map(String.init)
        guard lines.count == 2 else { throw BenchError(message: "DuckDB printed \(lines)") }
        let name = "DuckDB \(try Checkout.version(ofPeer: "duckdb"))"
        (month, year) = ("\(name): \(lines[0])", "\(name): \(lines[1])")
    }
}

extension BenchHarness {
    /// The best time of three requests, from the request to the last byte.
    fileprivate func milliseconds(of path: String) throws -> Double {
        try (0..<3).map { _ in
            let answer = try ask(path, "--output", "/dev/null", "--write-out", "%{http_code} %{time_total}")
            let parts = answer.split(separator: " ")
            guard parts.first == "200", let time = parts.last.flatMap({ Double($0) }) else {
                throw BenchError(message: "\(path) was answered with \(answer)")
            }
            return time * 1_000
        }.min() ?? 0
    }
}
