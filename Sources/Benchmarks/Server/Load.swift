import Foundation

/// Requests by wrk, each different from the others.
struct Load {
    /// A Lua function of wrk that makes the next request, of `count`, a number that no two requests share, and `id`, a
    /// text that is the run's own.
    enum Script: String {
        /// A click by a visitor of their own.
        case clicks = """
            return wrk.format("GET", "/r/demo", {["User-Agent"] =
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 " .. id .. count})
            """
        /// A batch of a thousand track calls.
        case batches = #"""
            local events = {}
            for index = 1, 1000 do
                events[index] = '{"type": "track", "event": "Page Read", "userId": "user_' .. index
                    .. '", "messageId": "' .. id .. count .. "-" .. index .. [[", "timestamp": "2026-03-01T10:00:00.000Z",
                    "properties": {"plan": "pro", "seats": 3, "source": "pricing page", "path": "/pricing/teams"},
                    "context": {"traits": {"name": "Kim Lee", "email": "kim@acme.test"}, "locale": "en-GB",
                    "library": {"name": "@segment/analytics-node", "version": "3.1.0"}},
                    "integrations": {"All": true}}]]
            end
            return wrk.format("POST", "/v1/batch", {["Content-Type"] = "application/json"},
                '{"batch": [' .. table.concat(events, ",") .. '], "writeKey": "' .. os.getenv("BENCH_WRITE_KEY") .. '"}')
            """#
        /// A lead of a customer of their own.
        case leads = """
            return wrk.format("POST", "/track/lead",
                {["Authorization"] = "Bearer " .. os.getenv("BENCH_KEY"), ["Content-Type"] = "application/json"},
                '{"clickId": "' .. os.getenv("BENCH_CLICK") .. '", "eventName": "Sign up", "customerExternalId": "'
                .. id .. count .. '", "customerEmail": "u' .. count .. '@acme.test"}')
            """
    }

    /// What came of it.
    struct Outcome {
        var perSecond = 0.0
        /// 99 % of the answers came within so many milliseconds.
        var p99 = 0.0
        /// Answers in all.
        var answers = 0
        /// Answers that were neither 2xx nor 3xx, and connections that failed.
        var failures = 0
    }

    /// Runs wrk.
    ///
    /// - Parameters:
    ///   - rate: how many requests a second are wanted; nil for as many as there can be.
    ///   - seconds: for how long.
    static func run(
        _ script: Script, at url: String, rate: Double? = nil, seconds: Int = 8, in folder: URL
    ) throws -> Outcome {
        // A batch is a thousand events: with many at once, each would wait for longer than wrk does.
        let connections = script == .batches ? 8 : 64
        let file = folder.appending(path: "\(script).lua")
        // Each connection waits between its requests, so that all of them together make the rate.
        let pause = rate.map { Double(connections) / $0 * 1_000 }
        let delay = pause.map { "function delay() return math.floor(\($0) * (0.5 + math.random())) end" } ?? ""
        try """
        local count = 0
        local id = "\(UUID().uuidString.prefix(8))-"
        local threads = 0
        function setup(thread) thread:set("number", threads); threads = threads + 1 end
        function request()
            count = count + 2
            id = "\(UUID().uuidString.prefix(8))-" .. number .. "-"
            \(script.rawValue)
        end
        \(delay)
        """.write(to: file, atomically: true, encoding: .utf8)
        let output = folder.appending(path: "wrk.txt")
        let process = try ChildProcess(
            [
                "/usr/bin/wrk", "--threads", "2", "--connections", "\(connections)", "--duration", "\(seconds)s",
                "--latency", "--script", file.path, url,
            ], output: .file(output.path))
        guard process.wait() == 0 else { throw BenchError(message: "wrk failed against \(url)") }
        return try Outcome(wrk: String(contentsOf: output, encoding: .utf8))
    }
}

extension Load.Outcome {
    /// What wrk has printed.
    init(wrk text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if line.hasPrefix("Requests/sec:") { perSecond = words.last.flatMap { Double($0) } ?? 0 }
            if words.first == "99%" { p99 = words.last.map(Self.milliseconds) ?? 0 }
            if line.contains(" requests in ") { answers = words.first.flatMap { Int($0) } ?? 0 }
            if line.contains("Non-2xx") { failures += words.last.flatMap { Int($0) } ?? 0 }
            if line.contains("Socket errors") {
                failures += words.compactMap { Int($0.filter(\.isNumber)) }.reduce(0, +)
            }
        }
    }

    private static func milliseconds(_ text: Substring) -> Double {
        let number = Double(text.prefix { $0.isNumber || $0 == "." }) ?? 0
        return text.hasSuffix("us") ? number / 1_000 : text.hasSuffix("ms") ? number : number * 1_000
    }
}
