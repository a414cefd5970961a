import JSON
import Segment
import Testing

@Suite("Worked examples of leads and sales")
struct WorkedExamplesTests {
    @Test(
        "leads that are rejected say why",
        arguments: [
            (["userId": .null, "anonymousId": "a"], "The root value is missing the required field 'externalId'."),
            (["userId": ""], "The root value is missing the required field 'externalId'."),
            (["integrations": ["Dub (Actions)": true]], "The root value is missing the required field 'clickId'."),
            (
                ["integrations": ["dub (actions)": ["dub_id": "c"]]],
                "The root value is missing the required field 'clickId'."
            ),
            (
                ["integrations": ["Dub (Actions)": ["dub_id": ""]]],
                "The root value is missing the required field 'clickId'."
            ),
            (
                ["integrations": ["Dub (Actions)": ["dub_id": nil]]],
                "The root value is missing the required field 'clickId'."
            ),
            (["properties": ["quantity": "three"]], "Event Quantity must be a number but it was a string."),
            (["properties": ["quantity": ["a": 1]]], "Event Quantity must be a number but it was an object."),
            (["properties": [1, 2]], "Metadata must be an object but it was an array."),
            (["properties": [["a": 1]]], "Metadata must be an object but it was an array."),
            (["properties": "text"], "Metadata must be an object but it was a string."),
            (
                ["context": ["traits": ["email": "kim"]]],
                "Customer Email must be a valid email address string but it was not."
            ),
            (
                ["context": ["traits": ["email": 5]]],
                "Customer Email must be a valid email address string but it was not."
            ),
            (["context": ["traits": ["name": ["a", "b"]]]], "Customer Name must be a string but it was an array."),
            (["userId": ["id": 5]], "External ID must be a string but it was an object."),
        ] as [(JSONObject, String)])
    func rejected(changes: JSONObject, message: String) {
        let decision = Sample.decide(Sample.changed(Sample.lead, changes))
        #expect(decision.message == message)
        #expect(decision.code == "PAYLOAD_VALIDATION_FAILED")
        #expect(decision.status == .rejected)
        #expect(decision.request == nil)
    }

    @Test(
        "leads that are sent carry what the fields take",
        arguments: [
            (["userId": 4711], "externalId", "4711"), (["userId": true], "externalId", "true"),
            (["userId": 1e21], "externalId", "1e+21"), (["userId": ["u_1"]], "externalId", "u_1"),
            (["userId": [5]], "externalId", "5"), (["userId": "  "], "externalId", "  "),
            (["properties": ["quantity": "3"]], "eventQuantity", 3),
            (["properties": ["quantity": " 7 "]], "eventQuantity", 7),
            (["properties": ["quantity": "   "]], "eventQuantity", 0),
            (["properties": ["quantity": true]], "eventQuantity", 1),
            (["properties": ["quantity": ["2"]]], "eventQuantity", 2),
            (["properties": ["quantity": "Infinity"]], "eventQuantity", .some(.null)),
            (["properties": ["quantity": ""]], "eventQuantity", .none),
            (["properties": ["quantity": nil]], "eventQuantity", .none),
            (["properties": ["quantity": "3", "a": [nil, ""]]], "metadata", ["quantity": "3", "a": [nil, ""]]),
            (
                ["context": ["traits": ["name": ""]], "properties": ["name": "P"]], "customerName",
                .none
            ),
            (
                ["context": ["traits": ["email": nil]], "properties": ["email": "p@acme.test"]], "customerEmail",
                "p@acme.test"
            ),
            (["context": .null, "traits": ["name": "T"]], "customerName", .none),
            (["integrations": ["Dub (Actions)": false]], "clickId", "false"),
        ] as [(JSONObject, String, JSONValue?)])
    func sent(changes: JSONObject, field: String, value: JSONValue?) throws {
        let request = try #require(Sample.decide(Sample.changed(Sample.lead, changes)).request)
        #expect(request.body[field] == value)
    }

    @Test("the request is the documented one")
    func request() throws {
        let request = try #require(Sample.decide(Sample.lead).request)
        #expect(request.method == "POST")
        #expect(request.path == "/track/lead")
        #expect(
            request.headers.map { "\($0.name): \($0.value)" } == [
                "authorization: Bearer dub_test", "content-type: application/json", "user-agent: Segment (Actions)",
            ])
        #expect(
            String(decoding: request.bytes, as: UTF8.self)
                == #"{"clickId":"clk_1","eventName":"Sign Up","externalId":"u_1","eventQuantity":2,"#
                + #""customerName":"Kim Lee","customerEmail":"kim@acme.test","metadata":{"plan":"pro","quantity":2}}"#)
    }

    @Test("all problems of a sale are reported together, missing fields first")
    func manyProblems() throws {
        let event: JSONValue = [
            "type": "track", "event": "Order Completed", "properties": ["revenue": "x", "products": [1]],
        ]
        guard case .rejected(let rejection) = Sample.decide(event, .trackSale) else {
            Issue.record("not rejected")
            return
        }
        #expect(rejection.problems.map(\.path) == ["$", "$", "$.amount", "$.metadata"])
        #expect(rejection.missingFields == ["externalId", "paymentProcessor"])
        #expect(
            rejection.message
                == "The root value is missing the required field 'externalId'. "
                + "The root value is missing the required field 'paymentProcessor'. "
                + "Amount must be a number but it was a string. Metadata must be an object but it was an array.")
    }

    @Test("fields beyond the table are removed")
    func beyondTheTable() throws {
        let decision = Sample.decide(
            Sample.documentedSale, .trackSale,
            ["paymentProcessor": "stripe", "clickId": "c", "customerExternalId": "x", "mode": "wait"])
        let request = try #require(decision.request)
        #expect(request.path == "/track/sale")
        #expect(
            request.body == [
                "externalId": "user_42", "amount": 1000, "paymentProcessor": "stripe", "eventName": "Order Completed",
                "invoiceId": "ORD-9", "currency": "usd",
            ])
    }

    @Test("settings come first, then the trigger, then the mapping")
    func order() {
        let nothing = DestinationSettings(apiKey: nil)
        let unreadable = Sample.subscription(.trackLead, ["clickId": ["@oops": 1]], trigger: "")
        let decision = unreadable.decide(Sample.lead, settings: nothing)
        #expect(decision.message == "The root value is missing the required field 'apiKey'.")
        #expect(decision.code == "INVALID_SETTINGS")
        #expect(unreadable.decide(Sample.lead, settings: Sample.settings).message == "Failed to validate subscription")
        let elsewhere = Sample.subscription(.trackLead, ["clickId": ["@oops": 1]], trigger: #"event = "Other""#)
        #expect(elsewhere.decide(Sample.lead, settings: Sample.settings) == .notSubscribed)
        let unmapped = Sample.subscription(.trackLead, ["clickId": ["@oops": 1]])
        let last = unmapped.decide(Sample.lead, settings: Sample.settings)
        #expect(last.message == "/clickId has an invalid directive: @oops.")
        #expect(last.status == .rejected)
    }

    @Test("settings are checked as fields are")
    func settings() {
        #expect(DestinationSettings(json: ["apiKey": 5]).apiKey == "5")
        #expect(DestinationSettings(json: ["apiKey": ""]).apiKey == "")
        #expect(DestinationSettings(json: [:]).rejection?.missingFields == ["apiKey"])
        #expect(DestinationSettings(json: ["apiKey": ["a": 1]]).apiKey == nil)
        #expect(
            DestinationSettings(json: "x").rejection?.message
                == "The root value must be an object but it was a string.")
    }

    @Test("a miss is explained on request")
    func explanation() throws {
        let subscription = Sample.subscription(.trackLead)
        let event = Sample.changed(Sample.lead, ["event": "sign up"])
        let explanation = try #require(subscription.explainTrigger(event))
        #expect(!explanation.isMatch)
        #expect(explanation.parts.map(\.holds) == [true, false])
    }
}
