import JSON
import Segment
import Testing

@Suite("Destinations in seeds and configuration files")
struct DestinationEntryTests {
    /// Makes `dst_1`, `sub_2` and so on.
    private static func ids() -> (String) -> String {
        var count = 0
        return { prefix in
            count += 1
            return "\(prefix)\(count)"
        }
    }

    private static let trigger = #"type = "track""#

    @Test("what is left out is that of a new destination, with a subscription of each action")
    func defaults() throws {
        let record = try DestinationEntry(json: [:]).made(usualKey: "dub_own", makeID: Self.ids())
        #expect(record.destination == DubDestination(settings: DestinationSettings(apiKey: "dub_own")))
        #expect(record.subscriptions.map(\.action) == DestinationAction.allCases)
        #expect(record.subscriptions.map(\.isEnabled) == [true, true])
        #expect(Set(record.subscriptions.map(\.id) + [record.id]).count == 3)
        #expect(try DestinationEntry(json: [:]) == DestinationEntry())
    }

    @Test("what is written is read back, with keys and ids", arguments: ["dub_k", nil])
    func roundTrip(key: String?) throws {
        let record = DestinationRecord(
            id: "dst_9",
            DubDestination(name: "Mine", settings: DestinationSettings(apiKey: key), isEnabled: false),
            subscriptions: [
                Subscription(id: "sub_8", name: "L", action: .trackLead, isEnabled: true, trigger: Self.trigger),
                Subscription(id: "sub_7", action: .trackSale, mapping: ["amount": 1]),
            ])
        let entry = try DestinationEntry(json: .object(DestinationEntry.json(record)))
        #expect(entry.made(usualKey: "dub_own", makeID: Self.ids()) == record)
    }

    @Test("an existing destination becomes what is listed, and keeps the rest and the ids of what it has already")
    func applied() throws {
        let old = DestinationRecord(
            id: "dst_0", DubDestination(name: "Mine", settings: DestinationSettings(apiKey: "old"), isEnabled: false),
            subscriptions: [
                Subscription(id: "sub_a", name: "A", action: .trackLead),
                Subscription(id: "sub_b", name: "A", action: .trackSale),
            ])
        let nameOnly = try DestinationEntry(json: ["name": "Mine"]).applied(to: old, makeID: Self.ids())
        #expect(nameOnly == old)

        let entry = try DestinationEntry(json: [
            "name": "Mine", "enabled": true, "apiKey": "new",
            "subscriptions": [
                ["name": "A", "partnerAction": "trackSale", "subscribe": .string(Self.trigger)],
                ["name": "A", "partnerAction": "trackSale", "subscribe": .string(Self.trigger)],
            ],
        ])
        let new = entry.applied(to: old, makeID: Self.ids())
        #expect(new.id == "dst_0" && new.destination.isEnabled && new.destination.settings.apiKey == "new")
        #expect(new.subscriptions.map(\.id) == ["sub_b", "sub_1"])
        #expect(new.subscriptions.map(\.trigger) == [Self.trigger, Self.trigger])
    }

    @Test(
        "each error names its place",
        arguments: [
            ("x", "d[1] must be an object, but it is a string"),
            (["name": 1], "d[1].name must be text, but it is a number"),
            (["apiKey": ["k"]], "d[1].apiKey must be text, but it is an array"),
            (["enabled": "yes"], #"d[1].enabled must be true or false, but it is "yes""#),
            (["subscriptions": [:]], "d[1].subscriptions must be an array, but it is an object"),
            (
                ["subscriptions": [["partnerAction": "trackLead", "subscribe": "type = \"track\""], ["enabled": 1]]],
                #"d[1].subscriptions[1].partnerAction must be "trackLead" or "trackSale", but it is missing"#
            ),
        ] as [(JSONValue, String)])
    func errors(json: JSONValue, message: String) throws {
        let error = try #require(throws: SubscriptionList.ImportError.self) {
            try DestinationEntry(json: json, path: "d[1]")
        }
        #expect(error.findings.first?.description == message)
    }

    @Test("ids are only kept where they may be stated; what is not known is said")
    func warnings() throws {
        let json: JSONValue = [
            "id": "dst_9", "color": 1,
            "subscriptions": [["id": "sub_8", "partnerAction": "trackLead", "subscribe": .string(Self.trigger)]],
        ]
        let kept = try DestinationEntry(json: json)
        #expect(kept.id == "dst_9" && kept.warnings.map(\.path) == ["color"])
        let made = try DestinationEntry(json: json, path: "destinations[0]", keepsIDs: false)
        #expect(made.id == nil)
        #expect(
            made.warnings.map(\.path) == [
                "destinations[0].id", "destinations[0].color", "destinations[0].subscriptions[0].id",
            ])
    }
}
