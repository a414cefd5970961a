import Foundation

/// The whole life of a short process, as a user waits for it.
struct StartBench {
    let page: String

    func rows() throws -> [Row] {
        var ours: [Double] = []
        var theirs: [Double] = []
        for _ in 0..<15 {
            ours.append(try Self.time([Checkout.dubcheck, "verify", page, "--mode", "static"]))
            theirs.append(try Self.time(["/usr/bin/env", "python3", "-c", "import html.parser, json"]))
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

    /// Wall seconds of a process, its output thrown away.
    static func time(_ command: [String]) throws -> Double {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return try Timing.wall {
            try process.run()
            process.waitUntilExit()
        }
    }
}
