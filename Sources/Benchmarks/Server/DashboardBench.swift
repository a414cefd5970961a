import Foundation

/// The dashboard's pages in a browser, driven by Playwright.
enum DashboardBench {
    static let note = """
        The dashboard: times are the page's own, from navigation to the frame that shows totals and chart, the median of \
        5 loads without a cache. The stream: 1,000 clicks/s for 30 s, sent by Python beside the browser on the same cores.
        """

    /// How long the analytics page takes over the clicks of a harness.
    static func drawnRow(of harness: BenchHarness, in folder: URL) throws -> Row {
        let intervals = ["24h", "30d", "1y"]
        let text = try run(
            "Sources/Benchmarks/Peers/analytics_drawn.py", [harness.url] + intervals, in: folder)
        let times = text.split(separator: "\n").compactMap { Double($0) }
        guard times.count == intervals.count else { throw BenchError(message: "the pages were not drawn: \(text)") }
        return Row(
            name: "analytics page over 1,000,000 clicks, totals and chart drawn: a day, a month, a year",
            figure: times.map { "\(Int($0))" }.joined(separator: ", ") + " ms", goal: "≤ 700 ms",
            meetsGoal: times.allSatisfy { $0 <= 700 }, peer: "")
    }

    /// What the live list makes of 1,000 clicks a second.
    static func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let harness = try BenchHarness(in: folder)
        defer { harness.stop() }
        let text = try run("Tests/Acceptance/dashboard/live_load.py", [harness.url, harness.key], in: folder)
        guard let result = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let task = result["longest task, ms"] as? Double, let heap = result["largest heap, MB"] as? Double,
            let rate = result["clicks per second"] as? Int,
            let delays = result["ms to the screen when idle, median and most"] as? [Double],
            let shown = result["shown"] as? [String: Int], let counted = result["API"] as? [String: Int],
            delays.count == 2
        else { throw BenchError(message: "the live list was not measured: \(text)") }
        let isExact = shown["clicks"] == counted["clicks"]
        return [
            Row(
                name: "live list under load: longest task, JavaScript heap, count afterwards",
                figure: "\(Int(task)) ms, \(Int(heap)) MB, \(isExact ? "exact" : "wrong") at \(rate)/s",
                goal: "≤ 200 ms, ≤ 100 MB, exact", meetsGoal: task <= 200 && heap <= 100 && isExact, peer: ""),
            Row(
                name: "a click on the screen after its answer: median, slowest of 20",
                figure: "\(Int(delays[0])), \(Int(delays[1])) ms", goal: "≤ 250 ms", meetsGoal: delays[1] <= 250,
                peer: ""),
        ]
    }

    private static func run(_ script: String, _ arguments: [String], in folder: URL) throws -> String {
        let output = folder.appending(path: "page.txt")
        let errors = folder.appending(path: "page-errors.txt")
        let process = try ChildProcess(
            [Checkout.file(".build/peers/bin/python").path, Checkout.file(script).path] + arguments,
            output: .file(output.path), error: .file(errors.path))
        guard process.wait() == 0 else {
            let said = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
            throw BenchError(message: "\(script) failed: \(said)")
        }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
