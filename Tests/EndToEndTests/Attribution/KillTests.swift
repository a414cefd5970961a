import Foundation
import JSON
import NIOHTTP1
import Synchronization
import Testing

@Suite("A harness that is killed")
struct KillTests {
    private static let rounds = 20
    private static let callers = 8

    /// What was answered with success.
    private final class Acknowledged: Sendable {
        private let ids = Mutex<(clicks: Set<String>, customers: Set<String>)>(([], []))

        func note(click id: String) { ids.withLock { _ = $0.clicks.insert(id) } }
        func note(customer id: String) { ids.withLock { _ = $0.customers.insert(id) } }

        var clicks: Set<String> { ids.withLock { $0.clicks } }
        var customers: Set<String> { ids.withLock { $0.customers } }
    }

    @Test("Every click and lead that was answered is there after a kill -9 under load, and none is there twice")
    func nothingAnsweredIsLost() async throws {
        try await withFolder { folder in
            let data = folder.appending(path: "data.sqlite").path
            let acknowledged = Acknowledged()
            for round in 0..<Self.rounds {
                let harness = try await ServedHarness.start(["--data", data], in: folder)
                try await check(harness, acknowledged, round: round)
                await withTaskGroup(of: Void.self) { group in
                    for caller in 0..<Self.callers {
                        group.addTask { await Self.load(harness, acknowledged, visitor: "\(round)-\(caller)") }
                    }
                    group.addTask {
                        try? await Task.sleep(for: .milliseconds(Int.random(in: 30...250)))
                        harness.process.signal(SIGKILL)
                    }
                }
                _ = await harness.process.finish()
            }
            let harness = try await ServedHarness.start(["--data", data], in: folder)
            try await check(harness, acknowledged, round: Self.rounds)
            #expect(acknowledged.clicks.count > Self.rounds && acknowledged.customers.count > Self.rounds)
            harness.process.signal(SIGTERM)
            #expect(await harness.process.finish().status == 0)
        }
    }

    /// Clicks and signs up, one visitor after the other, until the harness is gone.
    private static func load(_ harness: ServedHarness, _ acknowledged: Acknowledged, visitor: String) async {
        for index in 0..<10_000 {
            do {
                let customer = "\(visitor)-\(index)"
                let click = try await harness.click("demo", visitor: customer)
                acknowledged.note(click: click)
                let lead: JSONValue = [
                    "clickId": .string(click), "eventName": "Sign up", "customerExternalId": .string(customer),
                ]
                guard try await harness.call(.POST, "/track/lead", lead).status == 200 else { return }
                acknowledged.note(customer: customer)
            } catch {
                return
            }
        }
    }

    private func check(_ harness: ServedHarness, _ acknowledged: Acknowledged, round: Int) async throws {
        let clicks = try await all("clicks", harness).compactMap { $0["click"]["id"].string }
        #expect(Set(clicks).isSuperset(of: acknowledged.clicks), "round \(round)")
        #expect(Set(clicks).count == clicks.count, "round \(round)")
        let leads = try await all("leads", harness)
        let customers = leads.compactMap { $0["customer"]["externalId"].string }
        #expect(Set(customers).isSuperset(of: acknowledged.customers), "round \(round)")
        #expect(Set(customers).count == customers.count, "round \(round)")
        let counted = try await harness.call(.GET, "/links/info?domain=go.localhost&key=demo").json()
        #expect(counted["clicks"].int == clicks.count && counted["leads"].int == leads.count, "round \(round)")
    }

    private func all(_ event: String, _ harness: ServedHarness) async throws -> [JSONValue] {
        var rows: [JSONValue] = []
        for page in 1...1_000 {
            let reply = try await harness.call(.GET, "/events?event=\(event)&interval=all&limit=1000&page=\(page)")
            guard let found = try reply.json().array, !found.isEmpty else { break }
            rows += found
        }
        return rows
    }
}
