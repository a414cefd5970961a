import Foundation
import JSON
import NIOHTTP1
import Segment
import Testing

@testable import Harness

@Suite("Deliveries of events that come through Segment", .timeLimit(.minutes(1)))
struct DeliveryTests {
    /// A sign-up with a click id where the mapping looks for it.
    private func signUp(_ messageID: String, on server: HarnessServer) async throws {
        let event: JSONValue = [
            "writeKey": .string(server.segmentWriteKey), "userId": "user_1", "event": "Sign Up",
            "messageId": .string(messageID), "integrations": ["Dub (Actions)": ["dub_id": "clk_1"]],
        ]
        let answer = try await send(.POST, "\(server.url)/v1/track", key: "", event.compact)
        #expect(answer.status == 200 && answer.text == #"{"success":true}"#)
    }

    /// The entry of a message, once it looks as it should.
    private func entry(
        _ messageID: String, on server: HarnessServer, until isThere: (JSONValue) -> Bool
    ) async throws -> JSONValue {
        while true {
            let answer = try await send(
                .GET, "\(server.url)/_dubcheck/deliveries?messageId=\(messageID)", key: server.secretKey)
            let entry = try JSONValue(json: answer.text.utf8)["entries"][0]
            if isThere(entry) { return entry }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private func advance(_ seconds: Int, on server: HarnessServer) async throws {
        _ = try await send(.PUT, "\(server.url)/_dubcheck/clock", key: server.secretKey, #"{"advance": \#(seconds)}"#)
    }

    private static func step(_ entry: JSONValue) -> JSONValue { entry["destinations"][0]["steps"][0] }

    private func configuration(_ receiver: WebhookReceiver) -> HarnessConfiguration {
        var configuration = HarnessConfiguration.test
        configuration.forward = HarnessConfiguration.Forward(origin: receiver.origin + "/", apiKey: "dub_other")
        return configuration
    }

    @Test("A failure of Dub's side is tried again, and what it takes then is delivered once")
    func failureThenSuccess() async throws {
        try await WebhookReceiver.run(answering: [500]) { receiver in
            try await Harness.withServer(configuration(receiver)) { server in
                try await signUp("m-1", on: server)
                let waiting = try await entry("m-1", on: server) { $0["outcome"] == "retrying" }
                #expect(Self.step(waiting)["attempts"][0]["code"] == "INTERNAL_SERVER_ERROR")
                try await advance(2, on: server)
                let sent = try await entry("m-1", on: server) { $0["outcome"] == "success" }
                #expect(Self.step(sent)["attempts"].array?.map { $0["status"] } == [500, 200])
                var posts = receiver.posts.makeAsyncIterator()
                let bodies = [try #require(await posts.next()).body, try #require(await posts.next()).body]
                #expect(bodies[0] == bodies[1])
                #expect(try JSONValue(json: bodies[0].utf8)["clickId"] == "clk_1")
            }
        }
    }

    @Test("A side that asks to wait is waited for")
    func retryAfter() async throws {
        try await WebhookReceiver.run(answering: [429]) { receiver in
            try await Harness.withServer(configuration(receiver)) { server in
                try await signUp("m-1", on: server)
                let step = Self.step(try await entry("m-1", on: server) { $0["outcome"] == "retrying" })
                let time = try #require(step["attempts"][0]["at"].string.flatMap(EventTime.init))
                let next = try #require(step["nextAttemptAt"].string.flatMap(EventTime.init))
                #expect(next.milliseconds - time.milliseconds == 3_000)
                try await advance(4, on: server)
                let sent = try await entry("m-1", on: server) { $0["outcome"] == "success" }
                #expect(Self.step(sent)["attempts"].array?.map { $0["status"] } == [429, 200])
            }
        }
    }

    @Test("What Dub refuses is not sent again, and the log has its reason")
    func refused() async throws {
        try await WebhookReceiver.run(answering: [422]) { receiver in
            try await Harness.withServer(configuration(receiver)) { server in
                try await signUp("m-1", on: server)
                let step = Self.step(try await entry("m-1", on: server) { $0["outcome"] == "failed" })
                #expect(step["code"] == "UNPROCESSABLE_ENTITY" && step["message"] == "answer 422")
                #expect(step["attempts"].array?.count == 1 && step["nextAttemptAt"].isNull)
            }
        }
    }

    @Test("What could not be delivered before the end of a run is delivered by the next one")
    func restart() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = HarnessConfiguration.Data.file(folder.appending(path: "data.sqlite").path)
        var down = HarnessConfiguration.test
        down.data = data
        // Nothing listens at port 9 of this machine.
        down.forward = HarnessConfiguration.Forward(origin: "http://127.0.0.1:9", apiKey: "dub_other")
        try await Harness.withServer(down) { server in
            try await signUp("m-1", on: server)
            let step = Self.step(try await entry("m-1", on: server) { $0["outcome"] == "retrying" })
            #expect(step["attempts"][0]["code"] == "EREFUSED")
        }
        try await WebhookReceiver.run { receiver in
            var up = configuration(receiver)
            up.data = data
            try await Harness.withServer(up) { server in
                try await advance(60, on: server)
                let step = Self.step(try await entry("m-1", on: server) { $0["outcome"] == "success" })
                #expect(step["attempts"].array?.last?["status"] == 200)
            }
        }
    }
}
