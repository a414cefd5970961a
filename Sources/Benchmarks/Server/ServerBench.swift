import Foundation

/// The harness under load: clicks and leads, all of them recorded before they are answered.
struct ServerBench {
    static let note = """
        Clicks and leads: wrk with 64 connections and 2 threads, on the same two cores as the server; every request is \
        another visitor or customer. Clicks and the bare handler take turns of 3 s, because the machine's speed changes: \
        the ratio is the median of the turns'.
        """

    func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bare = try BareHandler()
        defer { bare.stop() }
        let harness = try BenchHarness(in: folder, "--data", folder.appending(path: "data.sqlite").path)
        defer { harness.stop() }
        let idle = try residentMegabytes(of: harness.id)
        setenv("BENCH_KEY", harness.key, 1)
        setenv("BENCH_CLICK", try harness.click(), 1)
        let turns = try (0..<Self.turns).map { _ in
            (
                bare: try Load.run(.clicks, at: bare.url, seconds: 3, in: folder),
                clicks: try Load.run(.clicks, at: harness.url, seconds: 3, in: folder)
            )
        }
        let ratio = Timing.median(turns.map { $0.clicks.perSecond / $0.bare.perSecond })
        let perSecond = Timing.median(turns.map(\.clicks.perSecond))
        let answers = turns.map(\.clicks.answers).reduce(0, +)
        // The one above, too.
        let kept = try harness.count("clicks") - 1
        let isWhole = kept >= answers && turns.allSatisfy { $0.clicks.failures == 0 }
        let leads = try Load.run(.leads, at: harness.url, in: folder)
        let calmClicks = try Load.run(.clicks, at: harness.url, rate: perSecond / 2, in: folder)
        let calmLeads = try Load.run(.leads, at: harness.url, rate: leads.perSecond / 2, in: folder)
        return [
            Row(
                name: "redirects with a recorded click",
                figure: "\(perSecond.rounded(0))/s, \(ratio.rounded(2))×; \(kept) rows of \(answers) answers",
                goal: "≥ 0.3× the bare handler", meetsGoal: ratio >= 0.3 && isWhole,
                peer: "a Hummingbird handler that only answers 302: "
                    + "\(Timing.median(turns.map(\.bare.perSecond)).rounded(0))/s"),
            Row(
                name: "POST /track/lead, unique customers, durable", figure: "\(leads.perSecond.rounded(0))/s",
                goal: "≥ 4,000/s", meetsGoal: leads.perSecond >= 4_000 && leads.failures == 0, peer: ""),
            Row(
                name: "p99 at half of that rate: redirects, leads",
                figure: "\(calmClicks.p99.rounded(1)), \(calmLeads.p99.rounded(1)) ms", goal: "≤ 20 ms",
                meetsGoal: max(calmClicks.p99, calmLeads.p99) <= 20,
                peer: "at \(calmClicks.perSecond.rounded(0))/s and \(calmLeads.perSecond.rounded(0))/s"),
            Row(
                name: "memory of the idle harness", figure: "\(idle) MB", goal: "≤ 60 MB", meetsGoal: idle <= 60,
                peer: ""),
        ]
    }

    private static let turns = 6

    private func residentMegabytes(of id: pid_t) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) / 1_024
    }
}

/// The peer in a process of its own.
private struct BareHandler {
    private static let port = 41_731

    private let process: ChildProcess
    let url = "http://127.0.0.1:\(port)"

    init() throws {
        process = try ChildProcess([
            "/usr/bin/setpriv", "--pdeathsig", "TERM", CommandLine.arguments[0], "redirect-peer", "\(Self.port)",
        ])
        sleep(1)
    }

    func stop() { process.stop() }
}
