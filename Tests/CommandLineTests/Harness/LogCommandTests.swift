import ArgumentParser
import JSON
import Reporting
import Testing

@testable import DubCheckCLI

@Suite("dubcheck deliveries and events")
struct LogCommandTests {
    private static let entry: JSONValue = [
        "number": 12, "receivedAt": "2026-01-31T12:00:00.000Z", "type": "track", "event": "Sign Up",
        "userId": "user_42", "messageId": "m-1", "outcome": "rejected", "warnings": ["no closeAndFlush"],
        "payload": [:],
        "destinations": [
            [
                "id": "dst_1", "name": "Dub (Actions)", "outcome": "rejected",
                "steps": [
                    [
                        "subscription": ["id": "sub_1", "name": "Leads", "partnerAction": "trackLead"],
                        "outcome": "rejected", "code": "PAYLOAD_VALIDATION_FAILED", "delivery": 7,
                        "message": "The root value is missing the required field 'clickId'.",
                        "fieldErrors": [
                            ["path": "$", "message": "The root value is missing the required field 'clickId'."]
                        ],
                        "trigger": ["text": "t", "matches": true, "explanation": "matches"],
                        "fields": [["name": "clickId", "from": ["$.a"]]], "attempts": [],
                        "advice": [
                            [
                                "id": "click-id-elsewhere", "message": "Click ID is missing.",
                                "read": "$.integrations.Dub (Actions).dub_id", "found": "$.context.traits.clickId",
                                "cures": [
                                    ["message": "Send it.", "send": ["integrations": ["a": 1]]],
                                    ["message": "Or map it.", "command": "dubcheck segment set sub_1 --map 'a=1'"],
                                ],
                            ]
                        ],
                    ]
                ],
            ]
        ],
    ]

    @Test("a rejected lead says what is missing, where it is, and both cures")
    func rejected() {
        #expect(
            DeliveryText(style: .plain).entry(Self.entry) == """
                #12  REJECTED  track "Sign Up" by user_42  m-1  2026-01-31T12:00:00.000Z
                  note      no closeAndFlush
                  REJECTED  Leads (trackLead, sub_1) · delivery 7  PAYLOAD_VALIDATION_FAILED
                    why       The root value is missing the required field 'clickId'.
                    missing   clickId
                    read      $.integrations.Dub (Actions).dub_id
                    found     $.context.traits.clickId
                    advice    Click ID is missing.
                    cure 1    Send it.
                              {
                                "integrations": {
                                  "a": 1
                                }
                              }
                    cure 2    Or map it.
                              dubcheck segment set sub_1 --map 'a=1'

                """)
    }

    @Test("a delivery shows its attempts, and when the next one is")
    func attempts() {
        let entry: JSONValue = [
            "number": 1, "type": "track", "messageId": "m", "outcome": "retrying",
            "destinations": [
                [
                    "steps": [
                        [
                            "subscription": ["id": "s", "name": "L", "partnerAction": "trackLead"],
                            "outcome": "retrying",
                            "attempts": [
                                ["at": "T1", "status": 503, "code": "SERVICE_UNAVAILABLE", "text": "busy"],
                                ["at": "T2", "code": "ETIMEDOUT", "text": "no answer"],
                            ],
                            "nextAttemptAt": "T3",
                        ]
                    ]
                ]
            ],
        ]
        #expect(
            DeliveryText(style: .plain).entry(entry) == """
                #1  RETRYING  track  m
                  RETRYING  L (trackLead, s)
                    sent      T1 503 SERVICE_UNAVAILABLE: busy
                              T2 ETIMEDOUT: no answer
                    next      attempt at T3

                """)
    }

    @Test("a preview shows the trigger, each field with where it comes from, and the request")
    func preview() {
        let preview: JSONValue = [
            "destinations": [
                [
                    "name": "Dub", "outcome": "routed",
                    "steps": [
                        [
                            "subscription": ["id": "s", "name": "L", "partnerAction": "trackLead"],
                            "outcome": "success",
                            "trigger": ["text": "type = \"track\"", "explanation": "matches\n  ✓ type is \"track\""],
                            "fields": [
                                ["name": "clickId", "value": "c", "from": ["$.a"]],
                                ["name": "eventName", "from": ["$.b, which is missing"]],
                            ],
                            "request": ["method": "POST", "path": "/track/lead", "body": ["clickId": "c"]],
                        ]
                    ],
                ]
            ]
        ]
        #expect(
            DeliveryText(style: .plain).preview(preview) == """
                ROUTED  Dub
                  SUCCESS  L (trackLead, s)
                    trigger   type = "track"
                              matches
                                ✓ type is "track"
                    fields    clickId    "c"  ← $.a
                              eventName  missing  ← $.b, which is missing
                    request   POST /track/lead
                              {
                                "clickId": "c"
                              }

                """)
    }

    @Test("an event cannot move the cursor of whoever reads the log")
    func controlCharacters() {
        let entry: JSONValue = ["number": 1, "type": "track", "event": "a\u{1B}[2J\nb\u{202E}", "outcome": "filtered"]
        let text = DeliveryText(style: .plain).entry(entry)
        #expect(text == #"#1  FILTERED  track "a\u{1B}[2J\u{A}b\u{202E}""# + "  \n")
    }

    @Test("the log is asked for the newest, and written one JSON object a line")
    func jsonl() async {
        let harness = FakeHarness(["GET /_dubcheck/deliveries": ["entries": [Self.entry, ["number": 13]], "last": 13]])
        let test = TestContext(harness: harness)
        #expect(await test.run("deliveries", "--format", "jsonl", "--last", "2") == .passed)
        #expect(test.output.text == Self.entry.compact + "\n{\"number\":13}\n")
        #expect(harness.requests.map(\.path) == ["/_dubcheck/deliveries?limit=2"])
    }

    @Test("following goes on after the last entry, and shows again what was on its way")
    func following() async throws {
        let pages: [JSONValue] = [
            ["entries": [["number": 3, "outcome": "pending"]], "last": 3],
            ["entries": [["number": 4, "outcome": "success"]], "last": 4],
            ["entries": [["number": 3, "outcome": "failed"]], "last": 4],
            ["entries": [], "last": 4],
        ]
        let harness = FakeHarness(["GET /_dubcheck/deliveries": pages.map { (status: 200, body: $0) }])
        let client = try HarnessClient(HarnessOptions.parse([]), in: TestContext(harness: harness).context)
        var log = DeliveryLog(client: client, last: 5)
        #expect(try await log.next().map { $0["number"] } == [3])
        #expect(try await log.next().map { $0["number"] } == [3, 4])
        #expect(try await log.next() == [])
        #expect(
            harness.requests.map(\.path) == [
                "/_dubcheck/deliveries?limit=5", "/_dubcheck/deliveries?after=3&limit=100&wait=1",
                "/_dubcheck/deliveries?after=2&limit=1", "/_dubcheck/deliveries?after=4&limit=100&wait=20",
            ])
    }

    private static func event(_ kind: String, _ time: String) -> JSONValue {
        [
            "event": .string(kind), "eventName": kind == "click" ? nil : "Paid", "domain": "go.localhost",
            "key": "demo", "click": ["id": "c1", "timestamp": .string(time)],
        ]
    }

    @Test("events of all kinds are in one order, the newest last")
    func events() async {
        var sale = Self.event("sale", "2026-01-31T12:00:02Z").object ?? [:]
        sale["sale"] = ["amount": 4905, "currency": "usd"]
        sale["customer"] = ["externalId": "u_1", "email": "kim@acme.test"]
        let rows: [JSONValue] = [
            [Self.event("click", "2026-01-31T12:00:03Z"), Self.event("click", "2026-01-31T12:00:01Z")], [],
            [.object(sale)],
        ]
        let harness = FakeHarness(["GET /events": rows.map { (status: 200, body: $0) }])
        let test = TestContext(harness: harness)
        #expect(await test.run("events", "--last", "2") == .passed)
        #expect(
            test.output.text == """
                2026-01-31T12:00:02Z  sale   "Paid"  49.05 USD  u_1 <kim@acme.test>  go.localhost/demo  click c1
                2026-01-31T12:00:03Z  click  go.localhost/demo  click c1

                """)
    }

    @Test("a stream is followed until the harness ends it, which is said")
    func stream() async {
        let text = ": dubcheck\n\nid: 1\nevent: click\ndata: {\"event\":\"click\"}\n\nid: 2\ndata: null\n\n"
        let test = TestContext(harness: FakeHarness(["GET /_dubcheck/stream": .string(text)]))
        #expect(await test.run("events", "--follow", "--format", "jsonl") == .usage)
        #expect(test.output.text == "{\"event\":\"click\"}\n")
        #expect(test.diagnostics.text == "dubcheck: the harness at http://127.0.0.1:8787 has stopped\n")
    }

    @Test("server-sent events: comments are skipped, lines of data joined, carriage returns cut off")
    func serverSentEvents() {
        var reader = ServerSentEventReader()
        let events = reader.read(Array(": x\r\n\r\nid: 7\r\nevent: lead\r\ndata: a\r\ndata:b\r\n\r\ndata: c\n".utf8))
        #expect(events == [ServerSentEvent(id: "7", kind: "lead", data: "a\nb")])
        #expect(reader.read(Array("\n".utf8)) == [ServerSentEvent(data: "c")])
    }

    @Test("limits of --last are said", arguments: [("deliveries", "1001"), ("deliveries", "-1"), ("events", "1001")])
    func limits(command: String, last: String) async {
        let test = TestContext(harness: FakeHarness([:] as [String: JSONValue]))
        #expect(await test.run(command, "--last=\(last)") == .usage)
        #expect(test.diagnostics.text.contains("--last \(last): from "))
    }
}
