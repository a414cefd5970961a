import JSON
import Segment
import Testing

@Suite("Changes of subscriptions and destinations")
struct SubscriptionChangeTests {
    private static let lead = Subscription(id: "sub_1", name: "Leads", action: .trackLead)

    private static func changed(_ change: JSONValue, _ subscription: Subscription = lead) throws -> Subscription {
        try SubscriptionChange(json: change).applied(to: subscription).0
    }

    @Test("what is left out or null stays as it is")
    func nothing() throws {
        #expect(try Self.changed([:]) == Self.lead)
        #expect(
            try Self.changed([
                "name": nil, "enabled": nil, "subscribe": nil, "mapping": nil, "map": nil, "unmap": nil,
                "partnerAction": nil,
            ]) == Self.lead)
        #expect(try Self.changed(["partnerAction": "trackLead"]) == Self.lead)
    }

    @Test("name, switch and trigger are changed; an empty name becomes the action's title")
    func plainMembers() throws {
        let changed = try Self.changed(["name": "Sign-ups", "enabled": true, "subscribe": #"event = "Joined""#])
        #expect(changed.name == "Sign-ups")
        #expect(changed.isEnabled)
        #expect(changed.trigger == #"event = "Joined""#)
        #expect(changed.mapping == Self.lead.mapping)
        #expect(try Self.changed(["name": ""]).name == "Track a Lead")
    }

    @Test("fields are set in their place, new ones at the end, and others taken out")
    func fields() throws {
        let mapping = try Self.changed([
            "map": ["clickId": ["@path": "$.context.traits.clickId"], "plan": "pro"],
            "unmap": ["customerAvatar", "metadata"],
        ]).mapping
        #expect(mapping["clickId"] == ["@path": "$.context.traits.clickId"])
        #expect(
            mapping.object?.keys == [
                "clickId", "eventName", "externalId", "eventQuantity", "customerName", "customerEmail", "plan",
            ])
    }

    @Test("a whole mapping is replaced before its fields are changed")
    func wholeMapping() throws {
        let changed = try Self.changed([
            "mapping": ["clickId": "a", "eventName": "b", "externalId": "c"], "map": ["clickId": "d"],
            "unmap": ["eventName"],
        ])
        #expect(changed.mapping == ["clickId": "d", "externalId": "c"])
    }

    @Test("the fields below @transform are changed as well")
    func transform() throws {
        var subscription = Self.lead
        subscription.mapping = ["@transform": ["apply": ["a": 1], "mapping": ["clickId": "x", "metadata": "y"]]]
        let changed = try Self.changed(["map": ["clickId": "z"], "unmap": ["metadata"]], subscription)
        #expect(changed.mapping == ["@transform": ["apply": ["a": 1], "mapping": ["clickId": "z"]]])
    }

    @Test(
        "each error names the member",
        arguments: [
            ("x", "the change must be an object"),
            (["name": 5], "name must be text, but it is a number"),
            (["enabled": "yes"], #"enabled must be true or false, but it is "yes""#),
            (
                ["subscribe": ""],
                "subscribe is no trigger that matches anything: Failed to validate subscription (the trigger is empty)"
            ),
            (["subscribe": 5], "subscribe must be a trigger as text, but it is a number"),
            (["mapping": ["a"]], "mapping must be an object, but it is an array"),
            (
                ["mapping": ["clickId": ["@path": 5]]],
                "mapping is invalid: /clickId/@path should be a string or a mapping directive but it is a number."
            ),
            (
                ["map": ["clickId": ["@path": 5]]],
                "map is invalid: /clickId/@path should be a string or a mapping directive but it is a number."
            ),
            (["map": ["@path": "$.a"]], "map.@path is a directive, and \"map\" takes fields"),
            (["map": "clickId"], "map must be an object of fields, but it is a string"),
            (["unmap": "clickId"], "unmap must be a list of fields, but it is a string"),
            (["unmap": ["a", 5]], "unmap[1] must be the name of a field, but it is a number"),
            (
                ["map": ["clickId": "a"], "unmap": ["clickId"]],
                "unmap[0] cannot take out clickId, which \"map\" sets"
            ),
            (["partnerAction": "lead"], #"partnerAction must be "trackLead" or "trackSale", but it is "lead""#),
            (
                ["partnerAction": "trackSale"],
                "partnerAction cannot be changed from trackLead: make another subscription"
            ),
        ] as [(JSONValue, String)])
    func errors(change: JSONValue, message: String) throws {
        let error = try #require(throws: SubscriptionList.ImportError.self) { try Self.changed(change) }
        #expect(error.description == message)
    }

    @Test("all errors are reported together")
    func manyErrors() throws {
        let error = try #require(throws: SubscriptionList.ImportError.self) {
            try SubscriptionChange(json: ["name": 1, "enabled": 2, "unmap": 3])
        }
        #expect(error.findings.map(\.path) == ["name", "enabled", "unmap"])
    }

    @Test("a mapping that is one directive has no fields to change")
    func noFields() throws {
        var subscription = Self.lead
        subscription.mapping = ["@path": "$.properties"]
        for (change, member) in [(["map": ["a": 1]], "map"), (["unmap": ["a"]], "unmap")] as [(JSONValue, String)] {
            let error = try #require(throws: SubscriptionList.ImportError.self) {
                try Self.changed(change, subscription)
            }
            #expect(
                error.description
                    == "\(member) gives no valid mapping: The mapping is one directive for all fields: "
                    + "a cannot be changed alone.")
        }
    }

    @Test("what is legal and odd is a warning")
    func warnings() throws {
        let (_, warnings) = try SubscriptionChange(json: [
            "colour": "red", "subscribe": "event = 'Paid'", "map": ["mode": "wait"], "unmap": ["clickId", "plan"],
        ]).applied(to: Self.lead)
        #expect(warnings.map(\.path) == ["colour", "unmap[1]", "subscribe", "mapping.mode", "mapping.clickId"])
        #expect(warnings.dropFirst().first?.message == "changes nothing: plan was not mapped")
    }

    @Test("a single entry has its action's trigger where it names none, and paths from the entry on")
    func entry() throws {
        let (subscription, warnings) = try SubscriptionList.readEntry(["partnerAction": "trackSale"]) { "sub_9" }
        #expect(subscription == Subscription(id: "sub_9", action: .trackSale, isEnabled: true))
        #expect(warnings.map(\.path) == ["mapping.paymentProcessor"])
        for (entry, message) in [
            ([], "the subscription must be an object, but it is an array"),
            (["partnerAction": "trackSale", "enabled": 1], "enabled must be true or false, but it is 1"),
        ] as [(JSONValue, String)] {
            let error = try #require(throws: SubscriptionList.ImportError.self) {
                try SubscriptionList.readEntry(entry) { "sub_9" }
            }
            #expect(error.description == message)
        }
    }

    @Test("a destination's name, key and switch are changed")
    func destination() throws {
        let destination = DubDestination(settings: DestinationSettings(apiKey: "dub_a"))
        #expect(try DestinationChange(json: [:]).applied(to: destination) == destination)
        let changed = try DestinationChange(json: ["name": "Shop", "apiKey": "dub_b", "enabled": false])
            .applied(to: destination)
        #expect(changed.name == "Shop")
        #expect(changed.settings.apiKey == "dub_b")
        #expect(!changed.isEnabled)
        #expect(try DestinationChange(json: ["name": ""]).applied(to: changed).name == "Dub (Actions)")
        #expect(try DestinationChange(json: ["key": "dub_b"]).warnings.map(\.path) == ["key"])
        let error = try #require(throws: SubscriptionList.ImportError.self) {
            try DestinationChange(json: ["apiKey": 5, "enabled": 5])
        }
        #expect(
            error.description == "enabled must be true or false, but it is 5\napiKey must be text, but it is a number")
    }
}
