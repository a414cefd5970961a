import Foundation

/// The harness under load: clicks and leads, all of them recorded before they are answered.
struct ServerBench {
    static let note = """
        Clicks and leads: wrk with 64 connections for 8 s, 2 threads, on the same two cores as the server; every request is \
        another visitor or customer.
        """

    func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let bare = try bareRedirects(in: folder)
        let harness = try BenchHarness(in: folder, "--data", folder.appending(path: "data.sqlite").path)
        defer { harness.stop() }
        let idle = try residentMegabytes(of: harness.id)
        setenv("BENCH_KEY", harness.key, 1)
        setenv("BENCH_CLICK", try harness.click(), 1)
        let clicks = try Load.run(.clicks, at: harness.url, in: folder)
        // The one above, too.
        let kept = try harness.count("clicks") - 1
        let leads = try Load.run(.leads, at: harness.url, in: folder)
        let calmClicks = try Load.run(.clicks, at: harness.url, rate: clicks.perSecond / 2, in: folder)
        let calmLeads = try Load.run(.leads, at: harness.url, rate: leads.perSecond / 2, in: folder)
        let ratio = clicks.perSecond / bare.perSecond
        let isWhole = kept >= clicks.answers && clicks.failures == 0
        return [
            Row(
                name: "redirects with a recorded click",
                figure:
                    "\(clicks.perSecond.rounded(0))/s, \(ratio.rounded(2))×; \(kept) rows of \(clicks.answers) answers",
                goal: "≥ 0.3× the bare handler", meetsGoal: ratio >= 0.3 && isWhole,
                peer: "a Hummingbird handler that only answers 302: \(bare.perSecond.rounded(0))/s"),
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

    private func bareRedirects(in folder: URL) throws -> Load.Outcome {
        let port = 41_731
        let peer = try ChildProcess([
            "/usr/bin/setpriv", "--pdeathsig", "TERM", CommandLine.arguments[0], "redirect-peer", "\(port)",
        ])
        defer { peer.stop() }
        sleep(1)
        return try Load.run(.clicks, at: "http://127.0.0.1:\(port)", in: folder)
    }

    private func residentMegabytes(of id: pid_t) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0) / 1_024
    }
}
