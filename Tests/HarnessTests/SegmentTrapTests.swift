import HTTPTypes
import HummingbirdTesting
import JSON
import Synchronization
import Testing

@testable import Harness

@Suite("Traps of Segment that the harness points out")
struct SegmentTrapTests {
    private static let agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36"

    private static func event(_ clickID: String, on site: TestSite) -> JSONValue {
        [
            "writeKey": .string(SegmentService.writeKey(of: site.service.workspace)), "type": "track",
            "userId": "user_1", "event": "Sign Up", "integrations": ["Dub (Actions)": ["dub_id": .string(clickID)]],
        ]
    }

    private static func traps(_ destinations: JSONValue) -> [String] {
        let steps = destinations[0]["steps"].array ?? []
        return steps.flatMap { $0["advice"].array ?? [] }.compactMap { $0["id"].string }
    }

    @Test("a lead that the customer has had already is said in the log and in a preview, the first one is not")
    func repeatedLead() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let click = try await site.ask("/r/demo", headers: [.userAgent: Self.agent])
            let clickID = try #require(click.headers[.location]?.split(separator: "dub_id=").last.map(String.init))
            let event = Self.event(clickID, on: site)
            func trapsOfNew() async throws -> [String] {
                #expect(try await site.ask("/v1/track", method: .post, body: event.compact).status == .ok)
                let log = try await site.ask("/_dubcheck/deliveries?limit=1", headers: site.secret).json()
                return Self.traps(log["entries"][0]["destinations"])
            }
            #expect(try await trapsOfNew() == [])
            let lead: JSONValue = [
                "clickId": .string(clickID), "eventName": "Sign Up", "customerExternalId": "user_1",
            ]
            let tracked = try await site.ask("/track/lead", method: .post, headers: site.secret, body: lead.compact)
            #expect(tracked.status == .ok)
            _ = try await site.ask(
                "/_dubcheck/clock", method: .put, headers: site.secret, body: #"{"advance": 5}"#)
            #expect(try await trapsOfNew() == ["repeated-lead"])
            let preview = try await site.ask(
                "/_dubcheck/segment/preview", method: .post, headers: site.secret, body: event.compact)
            #expect(Self.traps(try preview.json()["destinations"]) == ["repeated-lead"])
            let advice = try preview.json()["destinations"][0]["steps"][0]["advice"][0]
            #expect(advice["cures"][0]["message"] == "Use another customer in the test, or another event name.")
        }
    }

    @Test("two subscriptions that take one event are said in the log")
    func severalMappings() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            let destinations = "/_dubcheck/segment/destinations"
            let id = try await site.ask(destinations, headers: site.secret).json()[0]["id"].string ?? ""
            let made = try await site.ask(
                "\(destinations)/\(id)/subscriptions", method: .post, headers: site.secret,
                body: #"{"name": "Again", "partnerAction": "trackLead"}"#)
            #expect(made.status == .created)
            let event = Self.event("clk_1", on: site)
            #expect(try await site.ask("/v1/track", method: .post, body: event.compact).status == .ok)
            let log = try await site.ask("/_dubcheck/deliveries", headers: site.secret).json()
            #expect(Self.traps(log["entries"][0]["destinations"]) == ["several-mappings", "several-mappings"])
        }
    }

    @Test("with a path in the host, calls are taken below it, and a batch that has lost it is noted")
    func hostPath() async throws {
        try await TestSite.with({ $0.segment.hostPath = "/seg" }) { (site: TestSite) async throws in
            let event = Self.event("clk_1", on: site)
            let batch: JSONValue = ["writeKey": event["writeKey"], "batch": [event]]
            #expect(try await site.ask("/seg/v1/batch", method: .post, body: batch.compact).status == .ok)
            #expect(try await site.ask("/v1/batch", method: .post, body: batch.compact).status == .ok)
            let entries = try await site.ask("/_dubcheck/deliveries", headers: site.secret).json()["entries"]
            #expect(entries[0]["warnings"] == [])
            #expect(entries[1]["warnings"][0].string?.contains("set its option path to '/seg/v1/batch'") == true)
            let key = event["writeKey"].string ?? ""
            let settings = try await site.ask(
                "/seg/v1/projects/\(key)/settings", headers: [:])
            #expect(settings.text.contains("/seg/v1\""))
        }
    }

    @Test("a call below a path that is not configured is a 404 that says what to do", arguments: ["/seg", "/a/b"])
    func misplacedCall(path: String) async throws {
        let said = Mutex<[String]>([])
        let listen = { (configuration: inout HarnessConfiguration) in
            configuration.say = { text in said.withLock { $0.append(text) } }
        }
        try await TestSite.with(listen) { (site: TestSite) async throws in
            let answer = try await site.ask("\(path)/v1/batch", method: .post, body: "{}")
            #expect(answer.status == .notFound)
            #expect(try answer.json()["message"].string?.hasSuffix("--segment-path \(path)") == true)
            #expect(said.withLock { $0 }.last?.contains("NOT RECORDED: a call to \(path)/v1/batch") == true)
            // Another path is no business of it.
            #expect(try await site.ask("\(path)/v1/nothing", method: .post, body: "{}").status == .notFound)
            #expect(said.withLock { $0 }.count == 1)
        }
    }

    @Test("an unknown write key is answered as Segment does, or 401 where that is wished", arguments: [false, true])
    func strictKeys(isStrict: Bool) async throws {
        try await TestSite.with({ $0.segment.refusesUnknownKeys = isStrict }) { (site: TestSite) async throws in
            let body = #"{"writeKey": "wk_other", "event": "Sign Up", "userId": "u"}"#
            let answer = try await site.ask("/v1/track", method: .post, body: body)
            #expect(answer.status == (isStrict ? .unauthorized : .ok))
        }
    }

    @Test("of a batch with an oversized event the others are kept where that is wished", arguments: [false, true])
    func oversized(drops: Bool) async throws {
        try await TestSite.with({ $0.segment.discardsOversizedEvents = drops }) { (site: TestSite) async throws in
            let event = Self.event("clk_1", on: site)
            var large = event.object ?? [:]
            large["properties"] = ["text": .string(String(repeating: "x", count: 40_000))]
            let batch: JSONValue = ["writeKey": event["writeKey"], "batch": [event, .object(large)]]
            let answer = try await site.ask("/v1/batch", method: .post, body: batch.compact)
            #expect(answer.status == (drops ? .ok : .badRequest))
            let log = try await site.ask("/_dubcheck/deliveries", headers: site.secret).json()
            let outcomes = log["entries"].array?.map { $0["outcome"].string }
            #expect(outcomes == (drops ? ["pending", "discarded"] : []))
        }
    }

    @Test("a preview with a page's cookies is of what the browser plugin makes of the event")
    func cookies() async throws {
        try await TestSite.with { (site: TestSite) async throws in
            func preview(_ cookie: String) async throws -> JSONValue {
                let body: JSONValue = [
                    "event": ["type": "track", "userId": "u", "event": "Sign Up"], "cookie": .string(cookie),
                ]
                return try await site.ask(
                    "/_dubcheck/segment/preview", method: .post, headers: site.secret, body: body.compact
                ).json()
            }
            let added = try await preview("dub_id=clk_7")
            #expect(added["browser"]["outcome"] == "added")
            #expect(added["browser"]["event"]["integrations"]["Dub (Actions)"]["dub_id"] == "clk_7")
            #expect(added["destinations"][0]["steps"][0]["request"]["body"]["clickId"] == "clk_7")
            let unreadable = try await preview("sale=50%; dub_id=clk_7")
            #expect(unreadable["browser"]["outcome"] == "unreadable-cookies")
            #expect(unreadable["destinations"][0]["steps"][0]["outcome"] == "rejected")
            let wrong = try await site.ask(
                "/_dubcheck/segment/preview", method: .post, headers: site.secret, body: #"{"event": {}, "cookie": 1}"#)
            #expect(wrong.status.code == 422)
        }
    }
}
