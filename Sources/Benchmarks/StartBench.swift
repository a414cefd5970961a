import Foundation

/// The whole life of a short process, as a user waits for it.
struct StartBench {
    let page: String

    func rows() throws -> [Row] {
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<15 {
            ours.append(try ChildProcess.time([Checkout.dubcheck, "verify", page, "--mode", "static"]))
            theirs.append(try ChildProcess.time(["/usr/bin/env", "python3", "-c", "import html.parser, json"]))
        }
        let time = Timing.median(ours) * 1_000
        let peer = Timing.median(theirs) * 1_000
        return [
            Row(
                name: "cold start: dubcheck verify FILE, whole process", figure: "\(time.rounded(0)) ms",
                goal: "≤ 60 ms", meetsGoal: time <= 60,
                peer: "python3 importing html.parser and json: \(peer.rounded(0)) ms")
        ]
    }
}
