import JSON
import Segment
import Testing

@Suite("Subscriptions as a list")
struct SubscriptionListTests {
    private static func read(_ json: JSONValue) throws -> SubscriptionList.Import {
        var count = 0
        return try SubscriptionList.read(json) {
            count += 1
            return "sub_\(count)"
        }
    }

    private static let entry: JSONValue = [
        "name": "Leads", "partnerAction": "trackLead", "enabled": false, "subscribe": #"type = "track""#,
        "mapping": [
            "clickId": ["@path": "$.properties.click"], "eventName": "Lead", "externalId": ["@path": "$.userId"],
        ],
    ]

    @Test("what is read is written the same")
    func roundTrip() throws {
        let list = try Self.read([Self.entry])
        #expect(list.warnings.isEmpty)
        #expect(list.subscriptions.map(\.id) == ["sub_1"])
        #expect(list.subscriptions.first?.isEnabled == false)
        #expect(SubscriptionList.json(list.subscriptions) == [Self.entry])
    }

    @Test("what is left out is the action's own")
    func defaults() throws {
        let list = try Self.read([["partnerAction": "trackSale", "subscribe": #"event = "Paid""#]])
        let subscription = try #require(list.subscriptions.first)
        #expect(subscription.name == "Track a Sale")
        #expect(subscription.isEnabled)
        #expect(subscription.mapping == DestinationAction.trackSale.defaultMapping)
    }

    @Test(
        "each error names the entry and the field",
        arguments: [
            ("x", "subscriptions[1] must be an object, but it is a string"),
            (
                ["partnerAction": "lead", "subscribe": #"event = "E""#],
                #"subscriptions[1].partnerAction must be "trackLead" or "trackSale", but it is "lead""#
            ),
            (
                ["subscribe": #"event = "E""#],
                #"subscriptions[1].partnerAction must be "trackLead" or "trackSale", but it is missing"#
            ),
            (
                ["partnerAction": "trackLead"],
                "subscriptions[1].subscribe must be a trigger as text, but it is missing"
            ),
            (
                ["partnerAction": "trackLead", "subscribe": ""],
                "subscriptions[1].subscribe is no trigger that matches anything: Failed to validate subscription "
                    + "(the trigger is empty)"
            ),
            (
                ["partnerAction": "trackLead", "subscribe": #"event = "E""#, "enabled": "yes"],
                #"subscriptions[1].enabled must be true or false, but it is "yes""#
            ),
            (
                ["partnerAction": "trackLead", "subscribe": #"event = "E""#, "name": 5],
                "subscriptions[1].name must be text, but it is a number"
            ),
            (
                ["partnerAction": "trackLead", "subscribe": #"event = "E""#, "mapping": ["a"]],
                "subscriptions[1].mapping must be an object, but it is an array"
            ),
            (
                ["partnerAction": "trackLead", "subscribe": #"event = "E""#, "mapping": ["clickId": ["@path": 5]]],
                "subscriptions[1].mapping is invalid: /clickId/@path should be a string or a mapping directive but it "
                    + "is a number."
            ),
        ] as [(JSONValue, String)])
    func errors(entry: JSONValue, message: String) throws {
        let error = try #require(throws: SubscriptionList.ImportError.self) { try Self.read([Self.entry, entry]) }
        #expect(error.description == message)
    }

    @Test("all errors are reported together, and a list must be one")
    func manyErrors() throws {
        let error = try #require(throws: SubscriptionList.ImportError.self) { try Self.read([[:], [:]]) }
        #expect(
            error.findings.map(\.path) == [
                "subscriptions[0].partnerAction", "subscriptions[0].subscribe", "subscriptions[1].partnerAction",
                "subscriptions[1].subscribe",
            ])
        let other = try #require(throws: SubscriptionList.ImportError.self) { try Self.read(["a": 1]) }
        #expect(other.description == "subscriptions must be an array, but it is an object")
    }

    @Test("a destination has at most 50")
    func tooMany() throws {
        #expect(try Self.read(.array(Array(repeating: Self.entry, count: 50))).subscriptions.count == 50)
        let error = try #require(throws: SubscriptionList.ImportError.self) {
            try Self.read(.array(Array(repeating: Self.entry, count: 51)))
        }
        #expect(error.description == "subscriptions has 51 entries, and may have 50")
    }

    @Test("what is legal and odd is a warning")
    func warnings() throws {
        let list = try Self.read([
            [
                "partnerAction": "trackSale", "subscribe": "event = 'Paid'", "colour": "red",
                "mapping": ["externalId": "u", "amount": 5, "mode": "wait"],
            ]
        ])
        #expect(list.subscriptions.count == 1)
        #expect(
            list.warnings.map(\.path) == [
                "subscriptions[0].colour", "subscriptions[0].subscribe", "subscriptions[0].mapping.mode",
                "subscriptions[0].mapping.paymentProcessor",
            ])
    }
}
