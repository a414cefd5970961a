import Attribution
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import JSON
import Testing

@testable import EventStore
@testable import Harness

@Suite("A harness whose data file fails")
struct DataFailureTests {
    /// The id of a new visitor's click; nil where it is not recorded, with the answer.
    private func click(_ visitor: String, at site: TestSite) async throws -> (id: String?, answer: TestResponse) {
        let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 \(visitor)"
        let answer = try await site.ask("/r/demo", headers: [.userAgent: agent])
        return (answer.headers[.location]?.split(separator: "=").last.map(String.init), answer)
    }

    /// What is kept of the clicks: their ids, and the number that the link has.
    private func kept(at site: TestSite) async throws -> (ids: Set<String>, count: Int?) {
        let events = try await site.ask("/events?event=clicks&interval=all&limit=1000", headers: site.secret)
        let link = try await site.ask("/links/info?domain=go.localhost&key=demo", headers: site.secret)
        #expect(events.status == .ok && link.status == .ok)
        let ids = try events.json().array?.compactMap { $0["click"]["id"].string } ?? []
        #expect(Set(ids).count == ids.count)
        return (Set(ids), try link.json()["clicks"].int)
    }

    private func expectRefusal(_ answer: TestResponse, at site: TestSite, saying words: String) throws {
        #expect(answer.status == .internalServerError)
        let error = try answer.json()["error"]
        #expect(error["code"] == "internal_server_error")
        let message = try #require(error["message"].string)
        #expect(message.hasPrefix("\(site.service.store.path): ") && message.contains(words), "\(message)")
    }

    @Test("With a full disk a write is refused in words, reads go on, nothing answered is lost, and room is enough")
    func full() async throws {
        let site = try await TestSite(.test)
        // The file cannot grow from here on; what is free within it can still be used.
        try await site.service.store.control("PRAGMA max_page_count = 1")
        var recorded: Set<String> = []
        var refused: TestResponse?
        for number in 0..<1_000 where refused == nil {
            let (id, answer) = try await click("full \(number)", at: site)
            if let id { recorded.insert(id) } else { refused = answer }
        }
        try expectRefusal(
            try #require(refused), at: site, saying: "the disk is full, and nothing was stored; make room")
        #expect(try await site.ask("/_dubcheck/ready").status == .ok)
        var kept = try await self.kept(at: site)
        #expect(kept.ids == recorded && kept.count == recorded.count)

        try await site.service.store.control("PRAGMA max_page_count = 1000000")
        for number in 0..<50 {
            recorded.insert(try #require(try await click("room \(number)", at: site).id))
        }
        kept = try await self.kept(at: site)
        #expect(kept.ids == recorded && kept.count == recorded.count)
        try await site.service.store.close()
    }

    @Test("With a file that may not be written a write is refused in words, and reads go on until it may")
    func readOnly() async throws {
        let site = try await TestSite(.test)
        let before = try #require(try await click("before", at: site).id)
        try await site.service.store.control("PRAGMA query_only = 1")
        try expectRefusal(
            try await click("meanwhile", at: site).answer, at: site, saying: "the data file cannot be written; change")
        let link = try await site.ask(
            "/links", method: .post, headers: site.secret, body: #"{"url": "https://acme.test"}"#)
        try expectRefusal(link, at: site, saying: "cannot be written")
        var kept = try await self.kept(at: site)
        #expect(kept.ids == [before] && kept.count == 1)

        try await site.service.store.control("PRAGMA query_only = 0")
        // The visitor who was refused is not known: the click is recorded now.
        let after = try #require(try await click("meanwhile", at: site).id)
        kept = try await self.kept(at: site)
        #expect(kept.ids == [before, after] && kept.count == 2)
        try await site.service.store.close()
    }
}
