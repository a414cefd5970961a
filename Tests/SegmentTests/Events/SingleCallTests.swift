import JSON
import Segment
import Testing

@Suite("A single call becomes an event")
struct SingleCallTests {
    @Test("it keeps what was sent, without the key, and gets what the server adds")
    func shape() throws {
        let call = Ingest.call(
            .single(.track),
            [
                "event": "Sign Up", "userId": "u_1", "messageId": "m-1", "timestamp": "2026-03-01T11:00:00.000Z",
                "sentAt": "2026-03-01T11:00:02.000Z", "context": ["locale": "en"],
            ])
        let reception = Ingest.rules().read(call)
        #expect(reception.answer == .accepted)
        #expect(reception.writeKey == "wk_demo")
        #expect(reception.discards.isEmpty)
        #expect(reception.warnings.isEmpty)
        let event = try #require(reception.events.first)
        #expect(event.kind == .track)
        #expect(event.messageID == "m-1")
        #expect(event.name == "Sign Up")
        #expect(
            event.json.compact
                == #"{"event":"Sign Up","userId":"u_1","messageId":"m-1","timestamp":"2026-03-01T10:00:00.100Z","#
                + #""sentAt":"2026-03-01T11:00:02.000Z","context":{"locale":"en"},"type":"track","#
                + #""originalTimestamp":"2026-03-01T11:00:00.000Z","receivedAt":"2026-03-01T10:00:02.100Z","#
                + #""version":2,"channel":"server"}"#)
    }

    @Test(
        "its time is freed from a wrong client clock, as far as the clock is known",
        arguments: [
            // The worked example: the clock is an hour fast.
            ("2026-03-01T11:00:00.000Z", "2026-03-01T11:00:02.000Z", "2026-03-01T10:00:00.100Z"),
            ("2026-03-01T11:00:00.000Z", nil, "2026-03-01T11:00:00.000Z"),
            (nil, "2026-03-01T11:00:02.000Z", Ingest.receivedAt),
            (nil, nil, Ingest.receivedAt),
        ] as [(String?, String?, String)])
    func timestamp(written: String?, sent: String?, stored: String) throws {
        let event = Ingest.track(["timestamp": .optional(written), "sentAt": .optional(sent)])
        let reception = Ingest.rules().read(Ingest.call(.single(.track), event))
        #expect(try #require(reception.events.first).timestamp.text == stored)
        #expect(reception.events.first?.json["timestamp"].string == stored)
        #expect(reception.warnings.isEmpty)
    }

    @Test("a time that is none is not used, and named")
    func unreadableTime() {
        let event = Ingest.track(["timestamp": "yesterday"])
        let reception = Ingest.rules().read(Ingest.call(.single(.track), event))
        #expect(reception.events.first?.timestamp.text == Ingest.receivedAt)
        #expect(reception.warnings == [.unreadableTime(field: "timestamp", value: "yesterday")])
    }

    @Test("without a messageId it gets one", arguments: [nil, .null, ""] as [JSONValue?])
    func messageID(sent: JSONValue?) {
        var event = Ingest.track().object ?? [:]
        event["messageId"] = sent
        let reception = Ingest.rules().read(Ingest.call(.single(.track), .object(event)))
        #expect(reception.events.first?.messageID == "made")
        #expect(reception.events.first?.json["messageId"] == "made")
    }

    @Test("the path says what kind it is, whatever the body says")
    func kind() {
        let reception = Ingest.rules().read(Ingest.call(.single(.page), Ingest.track()))
        #expect(reception.events.first?.kind == .page)
        #expect(reception.events.first?.json["type"] == "page")
        #expect(reception.warnings == [.differingType(path: .page, body: "track")])
    }

    @Test("the address is added for the browser, or where the caller says it is the client")
    func address() {
        func ip(_ context: JSONValue) -> JSONValue? {
            let call = Ingest.call(.single(.track), Ingest.track(["context": context]), address: "203.0.113.7")
            return Ingest.rules().read(call).events.first?.json["context"]["ip"]
        }
        #expect(ip(["library": ["name": "analytics.js"]]) == "203.0.113.7")
        #expect(ip(["direct": true]) == "203.0.113.7")
        #expect(ip(["direct": true, "ip": "198.51.100.1"]) == "198.51.100.1")
        #expect(ip(["library": ["name": "analytics-python"]]) == .null)
    }

    @Test("counters of the browser SDK are taken and forgotten")
    func counters() {
        #expect(Ingest.rules().read(Ingest.call(.counters, text: "{")) == Reception(.accepted))
    }
}

@Suite("Calls that are refused")
struct RefusalTests {
    @Test(
        "what is no JSON object is refused",
        arguments: ["", "{", "[]", "\"x\"", "null", "{'event': 1}"])
    func notJSON(text: String) {
        let reception = Ingest.rules().read(Ingest.call(.single(.track), text: text))
        #expect(reception.answer.status == 400)
        #expect(reception.answer.refusal == .invalidBody)
        #expect(reception.answer.body["success"] == false)
        #expect(reception.events.isEmpty)
    }

    @Test("a single call may have 32 KB, white space included")
    func size() {
        let text = #"{"writeKey":"wk_demo","event":"E","userId":"u"}"#
        let largest = text + String(repeating: " ", count: 32_768 - text.utf8.count)
        #expect(Ingest.rules().read(Ingest.call(.single(.track), text: largest)).answer == .accepted)
        let answer = Ingest.rules().read(Ingest.call(.single(.track), text: largest + " ")).answer
        #expect(answer.status == 400)
        #expect(answer.message == "Exceed payload limit: the body has 32769 bytes, and may have 32768.")
        #expect(answer.body["code"] == "payload_too_large")
    }

    @Test("an empty or absent key is refused", arguments: [nil, ""] as [String?])
    func missingKey(key: String?) {
        let reception = Ingest.rules().read(Ingest.call(.single(.track), Ingest.track(), key: key))
        #expect(reception.answer.status == 400)
        #expect(reception.answer.refusal == .missingKey)
        #expect(reception.events.isEmpty)
        #expect(reception.discards.isEmpty)
    }

    @Test("an unknown key is accepted, its events are discarded, and both is said")
    func unknownKey() {
        let reception = Ingest.rules().read(Ingest.call(.single(.track), Ingest.track(), key: "wk_typo"))
        #expect(reception.answer == .accepted)
        #expect(reception.events.isEmpty)
        #expect(reception.discards.map(\.code) == [.unknownSource])
        #expect(reception.warnings == [.unknownKey("wk_typo")])
        #expect(reception.warnings.first?.description.hasPrefix("NOT RECORDED") == true)
    }

    @Test("a source that is switched off takes nothing")
    func disabledSource() {
        let reception = Ingest.rules().read(Ingest.call(.batch, Ingest.batch([Ingest.track()]), key: "wk_off"))
        #expect(reception.answer == .accepted)
        #expect(reception.discards.map(\.code) == [.sourceDisabled])
        #expect(reception.warnings == [.disabledSource("wk_off")])
    }

    @Test("on request an unknown key is refused")
    func strictKeys() {
        var rules = Ingest.rules()
        rules.refusesUnknownKeys = true
        let reception = rules.read(Ingest.call(.single(.track), Ingest.track(), key: "wk_typo"))
        #expect(reception.answer.status == 401)
        #expect(reception.discards.isEmpty)
    }

    @Test("keys that differ are named")
    func differingKeys() {
        var call = Ingest.call(.single(.track), Ingest.track())
        call.authorization = "Basic d2tfb2ZmOg=="
        let reception = Ingest.rules().read(call)
        #expect(reception.events.count == 1)
        #expect(reception.warnings == [.differingKeys(body: "wk_demo", header: "wk_off")])
    }

    @Test("answers have the documented bodies")
    func answers() {
        #expect(IngestAnswer.accepted.body.compact == #"{"success":true}"#)
        #expect(IngestAnswer.accepted.status == 200)
        let limited = IngestAnswer.rateLimited(seconds: 7)
        #expect(limited.status == 429)
        #expect(limited.retryAfter == 7)
        #expect(
            limited.body.compact
                == #"{"success":false,"code":"rate_limited","message":"Too many requests: wait 7 s before the next one."}"#
        )
    }

    @Test("a host's path that Node's SDK drops is noticed")
    func prefix() {
        #expect(IngestWarning.prefix(configured: "/seg", requestPath: "/v1/batch") == .lostPrefix("/seg"))
        #expect(IngestWarning.prefix(configured: "/seg/", requestPath: "/seg/v1/batch") == nil)
        #expect(IngestWarning.prefix(configured: "/", requestPath: "/v1/batch") == nil)
        #expect(IngestWarning.prefix(configured: "", requestPath: "/v1/batch") == nil)
    }

    @Test(
        "a batch that has lost the host's path is taken, and noted",
        arguments: [
            ("/seg", "/v1/batch", Endpoint.batch, true), ("/seg", "/seg/v1/batch", .batch, false),
            ("", "/v1/batch", .batch, false), ("/seg", "/v1/track", .single(.track), false),
        ])
    func lostPrefix(hostPath: String, path: String, endpoint: Endpoint, isNoted: Bool) {
        var rules = Ingest.rules()
        rules.hostPath = hostPath
        var call = Ingest.call(endpoint, endpoint == .batch ? Ingest.batch([Ingest.track()]) : Ingest.track())
        call.path = path
        let reception = rules.read(call)
        #expect(reception.events.count == 1)
        #expect(reception.warnings == (isNoted ? [.lostPrefix("/seg")] : []))
    }
}
