import JSON
import Segment
import Testing

@Suite("A batch becomes events")
struct BatchTests {
    @Test("each item says its kind; the body's sentAt counts for all")
    func items() {
        let body = Ingest.batch(
            [
                Ingest.track(["timestamp": "2026-03-01T11:00:00.000Z"]), ["type": "identify", "userId": "u_2"],
            ], ["sentAt": "2026-03-01T11:00:02.000Z"])
        let reception = Ingest.rules().read(Ingest.call(.batch, body))
        #expect(reception.events.map(\.kind) == [.track, .identify])
        #expect(reception.events.map(\.timestamp.text) == ["2026-03-01T10:00:00.100Z", Ingest.receivedAt])
        #expect(reception.events[0].json["writeKey"] == .null)
        #expect(reception.batchProblem == nil)
    }

    @Test("context and integrations of the batch go into each item, whose own members win")
    func shared() {
        let body = Ingest.batch(
            [
                Ingest.track(["context": ["locale": "de"]]),
                Ingest.track(["integrations": ["Dub (Actions)": ["dub_id": "c"]]]),
            ],
            [
                "context": ["locale": "en", "app": ["name": "shop"]],
                "integrations": ["All": false, "Dub (Actions)": true],
            ])
        let events = Ingest.rules().read(Ingest.call(.batch, body)).events
        #expect(events.map { $0.json["context"]["locale"] } == ["de", "en"])
        #expect(events.map { $0.json["context"]["app"]["name"] } == ["shop", "shop"])
        #expect(events.map { $0.json["integrations"]["All"] } == [false, false])
        #expect(events[0].json["integrations"]["Dub (Actions)"] == true)
        #expect(events[1].json["integrations"]["Dub (Actions)"]["dub_id"] == "c")
    }

    @Test("items that are refused leave the rest")
    func someRefused() {
        let body = Ingest.batch([Ingest.track(), 5, ["type": "trac", "userId": "u"], ["userId": "u"]])
        let reception = Ingest.rules().read(Ingest.call(.batch, body))
        #expect(reception.answer == .accepted)
        #expect(reception.events.count == 1)
        #expect(reception.discards.map(\.index) == [1, 2, 3])
        #expect(reception.discards.allSatisfy { $0.code == .badRequest })
        #expect(reception.discards.last?.reason.hasSuffix("but it is missing") == true)
        #expect(reception.batchProblem == .multiUserError)
    }

    @Test("an empty batch, and one of which nothing is left, say so")
    func nothingLeft() {
        let empty = Ingest.rules().read(Ingest.call(.batch, Ingest.batch([])))
        #expect(empty.answer == .accepted)
        #expect(empty.batchProblem == .emptyBatch)
        let useless = Ingest.rules().read(Ingest.call(.batch, Ingest.batch([["type": "track"]])))
        #expect(useless.batchProblem == .emptyBatchResult)
    }

    @Test("what is no batch is refused", arguments: [[:], ["batch": .null], ["batch": ["a": 1]]] as [JSONValue])
    func noBatch(body: JSONValue) {
        #expect(Ingest.rules().read(Ingest.call(.batch, body)).answer.refusal == .invalidBody)
    }

    @Test("events behind the first 2,500 are rejected")
    func surplus() {
        let body = Ingest.batch(Array(repeating: ["type": "track", "event": "E", "userId": "u"], count: 2_502))
        let reception = Ingest.rules().read(Ingest.call(.batch, body))
        #expect(reception.answer == .accepted)
        #expect(reception.events.count == 2_500)
        #expect(reception.discards.map(\.code) == [.tooManyEvents, .tooManyEvents])
        #expect(reception.warnings == [.surplusEvents(count: 2_502)])
    }

    @Test("a batch may have 500 KB")
    func size() {
        let events = Array(
            repeating: Ingest.track(["properties": ["p": .string(.init(repeating: "x", count: 9_000))]]), count: 57)
        let reception = Ingest.rules().read(Ingest.call(.batch, Ingest.batch(events)))
        #expect(reception.answer.status == 400)
        #expect(reception.answer.message.hasPrefix("Exceed payload limit: the body has "))
    }

    /// An event of 33 KB as sent, most of which is white space and escapes.
    private static let oversized =
        #"{"type":"track","event":"E","userId":"u","properties":{"p":""# + String(repeating: "\\u0041", count: 5_600)
        + #""}}"#

    @Test("an event within it may have 32 KB as sent")
    func oversizedEvent() throws {
        let body = #"{"batch":[\#(Ingest.track().compact), \#(Self.oversized) ],"writeKey":"wk_demo"}"#
        let reception = Ingest.rules().read(Ingest.call(.batch, text: body))
        #expect(reception.answer.status == 400)
        #expect(
            reception.answer.message
                == "Exceed payload limit: event 1 of the batch has \(Self.oversized.utf8.count) bytes, and may have 32768."
        )
        #expect(reception.warnings == [.oversizedEvent(index: 1, bytes: Self.oversized.utf8.count)])
        #expect(reception.events.isEmpty)
    }

    @Test("on request only the event that is too large is dropped")
    func discardedEvent() {
        var rules = Ingest.rules()
        rules.discardsOversizedEvents = true
        let body = #"{"batch":[\#(Ingest.track().compact), \#(Self.oversized) ],"writeKey":"wk_demo"}"#
        let reception = rules.read(Ingest.call(.batch, text: body))
        #expect(reception.answer == .accepted)
        #expect(reception.events.count == 1)
        #expect(reception.discards.map(\.code) == [.eventTooLarge])
    }

    @Test("an event that grows by the batch's context, or on being written, is not too large")
    func sizeAsSent() {
        let spaces = String(repeating: " ", count: 33_000)
        let body = #"{"batch":[\#(spaces)\#(Ingest.track().compact)],"writeKey":"wk_demo"}"#
        #expect(Ingest.rules().read(Ingest.call(.batch, text: body)).events.count == 1)
    }
}
