import JSON
import Testing

@testable import DubCheckCLI

@Suite("dubcheck segment")
struct SegmentCommandTests {
    private static let lead: JSONValue = [
        "id": "sub_1", "name": "Leads", "partnerAction": "trackLead", "enabled": true,
        "subscribe": #"event = "Sign Up""#, "mapping": ["clickId": "c", "externalId": ["@path": "$.userId"]],
        "warnings": ["mapping.eventName is missing: without Event Name every event is rejected"],
    ]
    private static let destination: JSONValue = [
        "id": "dst_1", "name": "Dub (Actions)", "enabled": false, "apiKey": "dub_…x3fa", "subscriptions": [lead],
    ]
    private static let root = "/_dubcheck/segment"

    private static func harness(_ others: [String: JSONValue] = [:]) -> FakeHarness {
        FakeHarness(others.merging(["GET \(root)/destinations": [destination]]) { $1 })
    }

    @Test("the list has a line for each destination and subscription, and its warnings")
    func list() async {
        let test = TestContext(harness: Self.harness())
        #expect(await test.run("segment", "list") == .passed)
        #expect(
            test.output.text == """
                off  dst_1  Dub (Actions)  key dub_…x3fa
                  on   sub_1  Leads  trackLead
                      event = "Sign Up"
                      ! mapping.eventName is missing: without Event Name every event is rejected

                """)
    }

    @Test("a subscription is shown with its mapping")
    func show() async {
        let test = TestContext(harness: Self.harness())
        #expect(await test.run("segment", "show", "sub_1") == .passed)
        #expect(
            test.output.text == """
                on   sub_1  Leads
                  action    trackLead
                  trigger   event = "Sign Up"
                  mapping
                    clickId     "c"
                    externalId  {"@path":"$.userId"}
                      ! mapping.eventName is missing: without Event Name every event is rejected

                """)
    }

    @Test("a change of a subscription is sent as it was typed")
    func set() async throws {
        let harness = Self.harness(["PATCH \(Self.root)/subscriptions/sub_1": Self.lead])
        let test = TestContext(harness: harness)
        let status = await test.run(
            "segment", "set", "sub_1", "--map", #"clickId={"@path":"$.context.traits.clickId"}"#, "--map",
            #"paymentProcessor="stripe""#, "--map", "eventName=Sign Up=Lead", "--map", "eventQuantity=2", "--unmap",
            "metadata", "--trigger", #"event = "Joined""#, "--name", "L", "--disable", "--format", "json")
        #expect(status == .passed)
        #expect(
            harness.requests.last?.body == [
                "name": "L", "enabled": false, "subscribe": #"event = "Joined""#,
                "map": [
                    "clickId": ["@path": "$.context.traits.clickId"], "paymentProcessor": "stripe",
                    "eventName": "Sign Up=Lead", "eventQuantity": 2,
                ],
                "unmap": ["metadata"],
            ])
        #expect(try JSONValue(json: test.output.text.utf8) == Self.lead)
    }

    @Test("a text that looks like a path is taken as text, and says so")
    func pathAsText() async {
        let test = TestContext(harness: Self.harness(["PATCH \(Self.root)/subscriptions/sub_1": Self.lead]))
        #expect(await test.run("segment", "set", "sub_1", "--map", "clickId=$.a") == .passed)
        #expect(
            test.diagnostics.text == """
                dubcheck: clickId is always this text now; to read it from the event: --map 'clickId={"@path":"$.a"}'

                """)
    }

    @Test("a destination's key and switch are changed")
    func setDestination() async {
        let harness = Self.harness(["PATCH \(Self.root)/destinations/dst_1": Self.destination])
        let test = TestContext(harness: harness)
        #expect(await test.run("segment", "set", "dst_1", "--api-key", "dub_k", "--enable") == .passed)
        #expect(harness.requests.last?.body == ["apiKey": "dub_k", "enabled": true])
    }

    @Test(
        "what makes no sense is refused before anything is changed",
        arguments: [
            (["set", "sub_1"], "say what to change: --map"),
            (["set", "sub_2", "--enable"], "there is no destination or subscription 'sub_2'; did you mean 'sub_1'?"),
            (["set", "sub_1", "--api-key", "k"], "--api-key: 'sub_1' is a subscription"),
            (["set", "dst_1", "--trigger", "x"], "--trigger: 'dst_1' is a destination"),
            (["set", "dst_1", "--unmap", "x"], "--unmap: 'dst_1' is a destination"),
            (["set", "sub_1", "--map", "clickId"], "--map: 'clickId' is not FIELD=VALUE"),
            (["set", "sub_1", "--map", "clickId={x"], "--map: the value of clickId is not JSON"),
            (["import", "-", "--destination", "sub_1"], "'sub_1' is a subscription; a destination is wanted"),
            (["preview", "-"], "standard input: an event is a JSON object"),
            (["preview", "missing.json"], "missing.json: no such file"),
        ])
    func refused(arguments: [String], message: String) async {
        let harness = Self.harness()
        let test = TestContext(input: "[]", harness: harness)
        #expect(await CommandRunner(context: test.context).run(["segment"] + arguments) == .usage)
        #expect(test.diagnostics.text.contains(message))
        #expect(harness.requests.allSatisfy { $0.method == "GET" })
    }

    @Test("what is exported is imported: without ids and warnings")
    func exportAndImport() async throws {
        let list: JSONValue = [
            [
                "name": "Leads", "partnerAction": "trackLead", "enabled": true, "subscribe": #"event = "Sign Up""#,
                "mapping": Self.lead["mapping"],
            ]
        ]
        let exporting = TestContext(harness: Self.harness())
        #expect(await exporting.run("segment", "export") == .passed)
        #expect(try JSONValue(json: exporting.output.text.utf8) == list)

        let harness = Self.harness([
            "PUT \(Self.root)/destinations/dst_1/subscriptions": [
                "subscriptions": [Self.lead], "warnings": [["path": "subscriptions[0].x", "message": "is odd"]],
            ]
        ])
        let importing = TestContext(input: exporting.output.text, harness: harness)
        #expect(await importing.run("segment", "import", "-") == .passed)
        #expect(harness.requests.last?.body == list)
        #expect(importing.diagnostics.text == "dubcheck: subscriptions[0].x is odd\n")
    }

    @Test("with several destinations one must be named")
    func severalDestinations() async {
        let other: JSONValue = ["id": "dst_2", "subscriptions": []]
        let test = TestContext(harness: FakeHarness(["GET \(Self.root)/destinations": [Self.destination, other]]))
        #expect(await test.run("segment", "export") == .usage)
        #expect(test.diagnostics.text.contains("say --destination ID, one of dst_1, dst_2"))
        let named = TestContext(harness: FakeHarness(["GET \(Self.root)/destinations": [Self.destination, other]]))
        #expect(await named.run("segment", "export", "--destination", "dst_2") == .passed)
        #expect(named.output.text == "[]\n")
    }

    @Test(
        "a refusal of the harness is one clear line",
        arguments: [
            (401, nil, CommandStatus.usage, "does not take the key of --key"),
            (422, "subscribe is no trigger", .usage, "dubcheck: subscribe is no trigger"),
            (404, nil, .usage, "is it a harness of this version?"),
            (500, nil, .internalError, "the harness has failed (status 500)"),
        ] as [(Int, String?, CommandStatus, String)])
    func refusals(status: Int, message: String?, expected: CommandStatus, words: String) async {
        let body: JSONValue = message.map { ["error": ["message": .string($0)]] } ?? [:]
        let harness = FakeHarness(["GET \(Self.root)/destinations": [(status: status, body: body)]])
        let test = TestContext(harness: harness)
        #expect(await test.run("segment", "list", "--key", "dub_x") == expected)
        #expect(test.diagnostics.text.contains(words))
        #expect(test.output.text.isEmpty)
    }

    @Test("options of a command within a group come from environment and file too")
    func configuration() async {
        let test = TestContext(
            environment: ["DUBCHECK_FORMAT": "json", "DUBCHECK_KEY": "dub_secret"], harness: Self.harness())
        #expect(await test.run("segment", "list", "--print-config") == .passed)
        #expect(test.output.text.contains("DUBCHECK_FORMAT"))
        #expect(test.output.text.contains("dub_••••"))
        #expect(!test.output.text.contains("secret"))
        let wrong = TestContext(environment: ["DUBCHECK_FORMAT": "xml"], harness: Self.harness())
        #expect(await wrong.run("segment", "list") == .usage)
        #expect(wrong.diagnostics.text.hasPrefix("dubcheck: DUBCHECK_FORMAT: "))
    }
}
