import Foundation
import Segment

/// Events of Segment: accepted over HTTP in batches, and turned into requests to Dub.
struct SegmentBench {
    static let note = """
        Segment: batches of 1,000 track calls of about 450 bytes, each with a messageId of its own, by wrk on the same two \
        cores; every event is in the data file before its batch is answered. From bytes to body is the work of one event \
        that becomes a lead, on one core. From call to lead: one event after the other, each posted and then waited for \
        by the same curl, which counts both.
        """

    func rows() throws -> [Row] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let harness = try BenchHarness(in: folder, "--data", folder.appending(path: "data.sqlite").path)
        defer { harness.stop() }
        let delays = try harness.delaysOfLeads(count: 200)
        let median = Timing.median(delays)
        let slowest = delays.sorted()[delays.count * 99 / 100]
        setenv("BENCH_WRITE_KEY", harness.segmentWriteKey, 1)
        let batches = try Load.run(.batches, at: harness.url, in: folder)
        let accepted = batches.answers * 1_000
        let kept = try harness.lastEvent()
        let perSecond = batches.perSecond * 1_000
        let bodies = try bodiesPerSecond()
        return [
            Row(
                name: "events accepted in batches, durable",
                figure: "\(perSecond.rounded(0))/s; \(kept) kept of \(accepted) accepted", goal: "≥ 20,000/s",
                meetsGoal: perSecond >= 20_000 && kept >= accepted && batches.failures == 0, peer: ""),
            Row(
                name: "from a track call to its lead in /events, median and 99 %",
                figure: "\(median.rounded(1)), \(slowest.rounded(1)) ms", goal: "≤ 50 ms", meetsGoal: slowest <= 50,
                peer: ""),
            Row(
                name: "an event from its bytes to the body for Dub, one core", figure: "\(bodies.rounded(0))/s",
                goal: "≥ 50,000/s", meetsGoal: bodies >= 50_000, peer: ""),
        ]
    }

    /// How many events a second become the body of a lead, from the call's bytes on.
    private func bodiesPerSecond() throws -> Double {
        let call = IncomingCall(
            .single(.track), body: Array(Self.event.utf8), receivedAt: EventTime(milliseconds: 1_772_359_202_000))
        let rules = IngestRules(status: { _ in .enabled }, makeMessageID: { "m" })
        let subscriptions = [Subscription(id: "sub", action: .trackLead, isEnabled: true)]
        let destination = CompiledDestination(
            DubDestination(settings: DestinationSettings(apiKey: "dub_bench")), subscriptions)
        let count = 100_000
        var bytes = 0
        let time = Timing.processorTime()
        for _ in 0..<count {
            for event in rules.read(call).events {
                for step in destination.route(event.json).steps { bytes += step.decision.request?.bytes.count ?? 0 }
            }
        }
        guard bytes > count * 100 else { throw BenchError(message: "the events have made no requests") }
        return Double(count) / (Timing.processorTime() - time)
    }

    private static let event = """
        {"writeKey": "wk_bench", "userId": "user_42", "event": "Sign Up", "messageId": "m-1",
         "timestamp": "2026-03-01T10:00:00.000Z", "sentAt": "2026-03-01T10:00:01.998Z",
         "integrations": {"All": true, "Dub (Actions)": {"dub_id": "clk_8Hd2"}},
         "properties": {"plan": "pro", "seats": 3, "source": "pricing page"},
         "context": {"traits": {"name": "Kim Lee", "email": "kim@acme.test"},
         "library": {"name": "@segment/analytics-node", "version": "3.1.0"}, "locale": "en-GB"}}
        """
}

extension BenchHarness {
    /// How many milliseconds passed from each of some calls until its lead could be read.
    fileprivate func delaysOfLeads(count: Int) throws -> [Double] {
        let clickID = try click()
        let common = "silent\nfail\nheader = \"Authorization: Bearer \(key)\"\noutput = \"/dev/null\"\n"
        let time = "write-out = \"%{time_total}\\n\"\n"
        let calls = (0..<count).map { number in
            let event =
                #"{\"writeKey\":\"\#(segmentWriteKey)\",\"event\":\"Sign Up\",\"userId\":\"delay-\#(number)\","#
                + #"\"integrations\":{\"Dub (Actions)\":{\"dub_id\":\"\#(clickID)\"}}}"#
            return """
                \(common)\(time)url = "\(url)/v1/track"
                data = "\(event)"
                next
                \(common)\(time)url = "\(url)/_dubcheck/wait?event=lead&customerExternalId=delay-\(number)"
                """
        }
        let file = FileManager.default.temporaryDirectory.appending(path: "dubcheck-calls-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try calls.joined(separator: "\nnext\n").write(to: file, atomically: true, encoding: .utf8)
        let times = try ask("/_dubcheck/health", "--config", file.path, "--next").split(separator: "\n")
            .compactMap { Double($0) }
        let leads = try ask("/analytics?event=leads&interval=all").firstMatch(of: /"leads":(\d+)/)?.1
        guard times.count >= 2 * count, leads == "\(count)" else {
            throw BenchError(message: "not every event has become a lead")
        }
        return stride(from: 0, to: 2 * count, by: 2).map { (index: Int) -> Double in
            let seconds: Double = times[index] + times[index + 1]
            return 1_000 * seconds
        }
    }

    /// The number of the last event that came in.
    fileprivate func lastEvent() throws -> Int {
        let answer = try ask("/_dubcheck/deliveries?limit=1")
        return answer.firstMatch(of: /"last":(\d+)/).flatMap { Int($0.1) } ?? 0
    }
}
