import Attribution
import Testing

@testable import EventStore

@Suite("Webhooks and deliveries")
struct WebhookTests {
    private func webhook(_ id: String) -> Webhook {
        Webhook(
            id: id, url: "http://localhost:3000/hook", secret: "whsec_1", events: [.leadCreated, .saleCreated],
            createdAt: Sample.now)
    }

    private func delivery(_ event: String, to webhook: String, after seconds: Int) -> Delivery {
        Delivery(
            webhookID: webhook, eventID: event, event: .leadCreated, body: #"{"id":"\#(event)"}"#,
            createdAt: Sample.now + .seconds(seconds))
    }

    @Test("A webhook comes back as it was stored, also when it changes, and goes with its deliveries")
    func roundTrip() async throws {
        let store = try EventStore(at: .ephemeral)
        var webhook = webhook("wh_1")
        let (first, second, sent) = (webhook, self.webhook("wh_2"), delivery("evt_1", to: "wh_1", after: 0))
        try await store.write { store in
            try store.insert(first)
            try store.insert(second)
            try store.insert(sent)
        }
        #expect(try await store.read { try $0.webhooks() } == [first, second])
        (webhook.linkIDs, webhook.isEnabled, webhook.consecutiveFailures) = (["link_1"], false, 3)
        webhook.folderIDs = ["fold_1", "fold_2"]
        (webhook.url, webhook.events) = ("http://localhost:4000", [.linkClicked])
        let changed = webhook
        try await store.write { try $0.update(changed) }
        #expect(try await store.read { try $0.webhook(id: "wh_1") } == changed)
        try await store.write { try $0.deleteWebhook(id: "wh_1") }
        #expect(try await store.read { try $0.webhooks() } == [second])
        #expect(try await store.read { try $0.deliveries(webhookID: "wh_1", limit: 9) } == [])
        try await store.close()
    }

    @Test("A webhook of a file from before it could name folders names none")
    func migration() async throws {
        try await TestFile.with { file in
            let older = try EventStore(at: .file(file.path))
            let webhook = webhook("wh_1")
            try await older.write { try $0.insert(webhook) }
            try await older.control(
                "ALTER TABLE webhook DROP COLUMN folderIDs; "
                    + "DELETE FROM grdb_migrations WHERE identifier = 'folders of webhooks'")
            try await older.close()
            let newer = try EventStore(at: .file(file.path))
            #expect(try await newer.read { try $0.webhooks() } == [webhook])
            try await newer.close()
        }
    }

    @Test("Of the deliveries that are done the newest stay, and all that are pending", arguments: [0, 2, 5, 9])
    func trimmed(keeping count: Int) async throws {
        let store = try EventStore(at: .ephemeral)
        let deliveries = (1...8).map { delivery("evt_\($0)", to: "wh_1", after: 0) }
        let done: Set<Int64> = [1, 2, 4, 5, 8]
        let kept = try await store.write { store in
            for delivery in deliveries { try store.insert(delivery) }
            for number in done {
                let found: Delivery? = try store.delivery(number: number)
                var delivery = try #require(found)
                (delivery.state, delivery.nextAttemptAt) = (number == 4 ? .failed : .delivered, nil)
                try store.update(delivery)
            }
            try store.trimDeliveries(keeping: count)
            return try store.deliveries(webhookID: "wh_1", limit: 9).map(\.number)
        }
        let newest = done.sorted().suffix(count)
        #expect(kept.reversed() == [1, 2, 3, 4, 5, 6, 7, 8].filter { !done.contains($0) || newest.contains($0) })
        try await store.close()
    }

    @Test("Deliveries are due in the order of their times until they are done, and listed from the newest")
    func due() async throws {
        let store = try EventStore(at: .ephemeral)
        #expect(try await store.read { try $0.nextDue() } == nil)
        let deliveries = [
            delivery("evt_1", to: "wh_1", after: 5), delivery("evt_2", to: "wh_2", after: 0),
            delivery("evt_3", to: "wh_1", after: 9),
        ]
        try await store.write { store in for delivery in deliveries { try store.insert(delivery) } }
        #expect(try await store.read { try $0.nextDue() } == Sample.now)
        let due = try await store.read { try $0.dueDeliveries(at: Sample.now + .seconds(5), limit: 9) }
        #expect(due.map(\.eventID) == ["evt_2", "evt_1"])
        #expect(try await store.read { try $0.dueDeliveries(at: Sample.now + .seconds(5), limit: 1).count } == 1)

        var done = try #require(due.first)
        (done.state, done.attempts, done.lastStatus, done.nextAttemptAt) = (.delivered, 1, 200, nil)
        (done.responseExcerpt, done.deliveredAt) = ("ok", Sample.now + .seconds(1))
        var again = try #require(due.last)
        (again.attempts, again.lastError, again.nextAttemptAt) = (1, "refused", Sample.now + .seconds(60))
        let (first, second) = (done, again)
        try await store.write { store in
            try store.update(first)
            try store.update(second)
        }
        #expect(try await store.read { try $0.delivery(number: first.number) } == first)
        #expect(try await store.read { try $0.nextDue() } == Sample.now + .seconds(9))
        let listed = try await store.read { try $0.deliveries(webhookID: "wh_1", limit: 9) }
        #expect(listed.map(\.eventID) == ["evt_3", "evt_1"])
        #expect(listed.last == second)
        #expect(try await store.read { try $0.deliveries(webhookID: "wh_1", limit: 1).count } == 1)
        try await store.close()
    }
}
