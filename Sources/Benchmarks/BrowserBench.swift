import Foundation

/// Looks with a real browser, beside the same check written with Playwright, on the same browser in the same run.
struct BrowserBench {
    /// What readers of the rows must know.
    static let note = """
        Rows with a browser: the sample page ip-host of the local harness, a new context for each page, the same \
        chromium-headless-shell (each side with its own flags) and the same observations on both sides, which \
        Sources/Benchmarks/Peers has in Python. \
        A rate is that of the pages after the first: 59 pages by the time that a run of 60 takes longer than a run of \
        one. In the same time dubcheck also makes its static looks (six fetches of the page, one of the script file) and \
        judges; Playwright does not. Run by root, both have --no-sandbox, for Playwright cannot do otherwise then; run by \
        others, both have the sandbox.
        """

    private static let pages = 60
    private static let rounds = 3
    private let browser =
        ProcessInfo.processInfo.environment["DUBCHECK_BROWSER"] ?? "/usr/lib/chromium/chromium-headless-shell"

    func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(getpid())-browser")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let harness = try BenchHarness(in: folder)
        defer { harness.stop() }
        let contest = Contest(
            ours: .dubcheck(browser: browser, port: harness.port),
            theirs: try .playwright(browser: browser, port: harness.port))
        let list = { (count: Int) in
            let file = folder.appending(path: "urls-\(count)")
            let urls = (1...count).map { "\(harness.url)/samples/ip-host?n=\($0)\n" }
            try urls.joined().write(to: file, atomically: true, encoding: .utf8)
            return file.path
        }
        let one = try contest.times(list(1), contexts: 1, rounds: 5)
        var rows = [cold(one, contest.theirs.name)]
        for contexts in [1, 2, 4] {
            let all = try contest.times(list(Self.pages), contexts: contexts, rounds: Self.rounds)
            rows += warm(all.less(one), contexts: contexts, contest.theirs.name)
        }
        rows.append(try memory(contest, list(200)))
        return rows
    }

    private func cold(_ times: Contest.Times, _ peer: String) -> Row {
        Row(
            name: "browser, cold: one page, whole process", figure: "\((times.ours * 1_000).rounded(0)) ms",
            goal: "≤ the peer", meetsGoal: times.ours <= times.theirs,
            peer: "\(peer): \((times.theirs * 1_000).rounded(0)) ms (\(times.ratio.rounded(2))×)")
    }

    private func warm(_ times: Contest.Times, contexts: Int, _ peer: String) -> [Row] {
        let page = times.divided(by: Double(Self.pages - 1))
        let goal = "≥ 1.25× the peer"
        let meetsGoal = times.ratio >= 1.25
        var rows: [Row] = []
        if contexts == 1 {
            rows.append(
                Row(
                    name: "browser, warm: time per page, 1 context", figure: "\((page.ours * 1_000).rounded(0)) ms",
                    goal: goal, meetsGoal: meetsGoal,
                    peer: "\(peer): \((page.theirs * 1_000).rounded(0)) ms (\(times.ratio.rounded(2))×)"))
        }
        rows.append(
            Row(
                name: "browser, warm: \(contexts) context\(contexts == 1 ? "" : "s")",
                figure: "\((1 / page.ours).rounded(1)) pages/s", goal: goal, meetsGoal: meetsGoal,
                peer: "\(peer): \((1 / page.theirs).rounded(1)) pages/s (\(times.ratio.rounded(2))×)"))
        return rows
    }

    private func memory(_ contest: Contest, _ list: String) throws -> Row {
        let ours = try contest.ours.watch(list, contexts: 2)
        let theirs = try contest.theirs.watch(list, contexts: 2)
        let megabytes = { (bytes: Int) in (Double(bytes) / 1e6).rounded(0) }
        let left = ours.left.isEmpty ? "no process left" : "left: \(ours.left.joined(separator: ", "))"
        return Row(
            name: "browser, 200 pages, 2 contexts: peak memory of dubcheck itself",
            figure: "\(megabytes(ours.peak)) MB, \(left)", goal: "≤ 120 MB, none left",
            meetsGoal: ours.peak <= 120_000_000 && ours.left.isEmpty,
            peer: "\(contest.theirs.name), with its driver: \(megabytes(theirs.peakWithHelpers)) MB")
    }
}

/// Two programs that do the same in turn, so that a drift of the machine's speed meets both.
struct Contest {
    let ours: PageChecker
    let theirs: PageChecker

    /// Wall seconds of both.
    struct Times {
        var ours: Double
        var theirs: Double

        /// How many times as fast as theirs ours is.
        var ratio: Double { theirs / ours }

        func less(_ other: Times) -> Times {
            Times(ours: ours - other.ours, theirs: theirs - other.theirs)
        }

        func divided(by number: Double) -> Times {
            Times(ours: ours / number, theirs: theirs / number)
        }
    }

    /// The medians of some rounds.
    func times(_ list: String, contexts: Int, rounds: Int) throws -> Times {
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<rounds {
            ours.append(try self.ours.time(list, contexts: contexts))
            theirs.append(try self.theirs.time(list, contexts: contexts))
        }
        return Times(ours: Timing.median(ours), theirs: Timing.median(theirs))
    }
}
