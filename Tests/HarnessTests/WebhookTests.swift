import Attribution
import Foundation
import HTTPTypes
import HummingbirdTesting
import JSON
import NIOHTTP1
import Testing

@testable import Harness

@Suite("Webhooks of a running harness", .timeLimit(.minutes(1)))
struct WebhookTests {
    private static let link = #"{"url": "https://acme.test/"}"#

    /// Adds a webhook for new links, and answers with it.
    private func addWebhook(_ url: String, to server: HarnessServer) async throws -> JSONValue {
        let answer = try await send(
            .POST, "\(server.url)/_dubcheck/webhooks", key: server.secretKey,
            #"{"url": "\#(url)", "triggers": ["link.created"], "secret": "whsec_test"}"#)
        #expect(answer.status == 201)
        return try JSONValue(json: answer.text.utf8)
    }

    /// The log of a webhook, from the newest on, once it looks as it should.
    private func log(
        of webhook: JSONValue, on server: HarnessServer, until isThere: (JSONValue) -> Bool
    ) async throws -> JSONValue {
        let id = try #require(webhook["id"].string)
        while true {
            let answer = try await send(
                .GET, "\(server.url)/_dubcheck/webhooks/\(id)/deliveries", key: server.secretKey)
            let log = try JSONValue(json: answer.text.utf8)
            if isThere(log) { return log }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test("An event is sent at once, as signed, and what came back is in the log")
    func sent() async throws {
        try await WebhookReceiver.run { receiver in
            try await Harness.withServer(.test) { server in
                let webhook = try await addWebhook(receiver.url, to: server)
                _ = try await send(.POST, "\(server.url)/links", key: server.secretKey, Self.link)
                let post = try #require(await receiver.posts.first { _ in true })
                #expect(post.signature == WebhookSignature.of(post.body, secret: "whsec_test"))
                let body = try JSONValue(json: post.body.utf8)
                #expect(body["event"] == "link.created" && body["data"]["url"] == "https://acme.test/")
                let log = try await log(of: webhook, on: server) { $0[0]["status"] == "delivered" }
                #expect(log[0]["body"].string == post.body && log[0]["eventId"] == body["id"])
                #expect(log[0]["responseStatus"] == 200 && log[0]["responseBody"] == "answer 200")
                #expect(log[0]["attempts"] == 1)
            }
        }
    }

    @Test("What is not taken is sent again when the clock says so, also by the next run, as the same text")
    func sentAgain() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = HarnessConfiguration.test
        configuration.data = .file(folder.appending(path: "data.sqlite").path)
        try await WebhookReceiver.run(answering: [500, 404]) { [configuration] receiver in
            var posts = receiver.posts.makeAsyncIterator()
            let webhook = try await Harness.withServer(configuration) { server in
                let webhook = try await addWebhook(receiver.url, to: server)
                _ = try await send(.POST, "\(server.url)/links", key: server.secretKey, Self.link)
                _ = try await log(of: webhook, on: server) { $0[0]["attempts"] == 2 }
                return webhook
            }
            let texts = [try #require(await posts.next()).body, try #require(await posts.next()).body]
            try await Harness.withServer(configuration) { server in
                var log = try await log(of: webhook, on: server) { $0[0]["attempts"] == 2 }
                #expect(log[0]["status"] == "pending" && log[0]["responseStatus"] == 404)
                _ = try await send(
                    .PUT, "\(server.url)/_dubcheck/clock", key: server.secretKey, #"{"advance": 60}"#)
                log = try await self.log(of: webhook, on: server) { $0[0]["attempts"] == 3 }
                #expect(log[0]["status"] == "delivered" && log[0]["responseStatus"] == 200)
            }
            let third = try #require(await posts.next()).body
            #expect(texts == [third, third])
        }
    }

    @Test("A delivery can be sent again by hand")
    func byHand() async throws {
        try await WebhookReceiver.run { receiver in
            try await Harness.withServer(.test) { server in
                let webhook = try await addWebhook(receiver.url, to: server)
                _ = try await send(.POST, "\(server.url)/links", key: server.secretKey, Self.link)
                let log = try await log(of: webhook, on: server) { $0[0]["status"] == "delivered" }
                let number = try #require(log[0]["id"].int)
                let again = try await send(
                    .POST, "\(server.url)/_dubcheck/webhooks/deliveries/\(number)/retry", key: server.secretKey)
                #expect(again.status == 200)
                _ = try await self.log(of: webhook, on: server) { $0[0]["attempts"] == 2 }
                let bodies = await receiver.posts.prefix(2).reduce(into: Set()) { $0.insert($1.body) }
                #expect(bodies.count == 1)
            }
        }
    }

    @Test("A server that is not there is a failure in the log, and hosts elsewhere are refused")
    func unreachable() async throws {
        try await Harness.withServer(.test) { server in
            // Port 9 is for discarding; nothing of a test listens there.
            let webhook = try await addWebhook("http://127.0.0.1:9/", to: server)
            _ = try await send(.POST, "\(server.url)/links", key: server.secretKey, Self.link)
            let log = try await log(of: webhook, on: server) { $0[0]["attempts"] != 0 }
            #expect(log[0]["error"] == "Nothing listens at http://127.0.0.1:9/.")
            #expect(log[0]["status"] == "pending" && log[0]["responseStatus"] == nil)
            let refused = try await send(
                .POST, "\(server.url)/_dubcheck/webhooks", key: server.secretKey,
                #"{"url": "https://example.com/", "triggers": ["link.created"]}"#)
            #expect(refused.status == 422 && refused.text.contains("to this machine only"))
        }
    }

    @Test("Webhooks go to the hosts that are allowed, compared by name, and to no other")
    func allowedHosts() async throws {
        let hosts = HostAllowance(naming: ["hooks.acme.test", "192.168.0.7"])
        try await TestSite.with({ $0.webhookHosts = hosts }) { site in
            for (url, status) in [
                ("https://hooks.acme.test/a", 201), ("http://HOOKS.acme.test:3000/", 201), ("http://192.168.0.7/", 201),
                ("http://localhost:3000/", 201), ("http://0xC0A80007/", 201), ("https://acme.test/", 422),
                ("https://www.hooks.acme.test/", 422), ("https://hooks.acme.test./", 422), ("http://192.168.0.8/", 422),
            ] {
                let answer = try await site.ask(
                    "/_dubcheck/webhooks", method: .post, headers: site.secret,
                    body: #"{"url": "\#(url)", "triggers": ["link.created"]}"#)
                #expect(answer.status.code == status, "\(url): \(answer.text)")
            }
        }
    }

    @Test("What was allowed in an earlier run is given up, and says how to allow it")
    func allowedNoMore() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var configuration = HarnessConfiguration.test
        configuration.data = .file(folder.appending(path: "data.sqlite").path)
        configuration.webhookHosts = .any
        let webhook = try await Harness.withServer(configuration) { server in
            try await addWebhook("http://hooks.acme.test/", to: server)
        }
        configuration.webhookHosts = .loopback
        try await Harness.withServer(configuration) { server in
            _ = try await send(.POST, "\(server.url)/links", key: server.secretKey, Self.link)
            let log = try await log(of: webhook, on: server) { $0[0]["status"] == "failed" }
            #expect(log[0]["error"].string?.contains("--allow-webhook hooks.acme.test") == true)
            #expect(log[0]["attempts"] == 0)
        }
    }

    @Test("A webhook that is taken away is told nothing more, and strangers see none")
    func removed() async throws {
        try await Harness.withServer(.test) { server in
            let webhook = try await addWebhook("http://127.0.0.1:9/", to: server)
            let place = "\(server.url)/_dubcheck/webhooks"
            let id = try #require(webhook["id"].string)
            #expect(try await send(.GET, place, key: "dub_unknown").status == 401)
            let removed = try await send(.DELETE, "\(place)/\(id)", key: server.secretKey)
            #expect(removed.status == 200 && removed.text == #"{"id":"\#(id)"}"#)
            #expect(try await send(.GET, place, key: server.secretKey).text == "[]")
            #expect(try await send(.GET, "\(place)/\(id)/deliveries", key: server.secretKey).status == 404)
        }
    }
}
