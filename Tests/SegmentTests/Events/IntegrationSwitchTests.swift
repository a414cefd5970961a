import JSON
import Segment
import Testing

@Suite("The integrations of an event")
struct IntegrationSwitchTests {
    private static let name = "Dub (Actions)"

    @Test(
        "the destination's own key decides, then All",
        arguments: [
            (nil, .on), (.null, .on), ([:], .on), (["All": true], .on), (["All": false], .offByAll),
            (["All": false, "Dub (Actions)": true], .on), (["All": false, "Dub (Actions)": ["dub_id": "c"]], .on),
            (["All": false, "Dub (Actions)": .null], .offByAll), (["Dub (Actions)": false], .offByName),
            (["All": true, "Dub (Actions)": false], .offByName), (["All": false, "dub (actions)": true], .offByAll),
            (["dub (actions)": false], .on), ("none", .on),
        ] as [(JSONValue?, IntegrationSwitch)])
    func decision(integrations: JSONValue?, expected: IntegrationSwitch) {
        var event: JSONObject = ["event": "E"]
        event["integrations"] = integrations
        let decision = IntegrationSwitch(.object(event), for: Self.name)
        #expect(decision == expected)
        #expect(decision.isOn == (decision.reason(for: Self.name) == nil))
    }

    @Test("keys that are probably meant for the destination are found")
    func lookAlikes() {
        let event: JSONValue = [
            "integrations": [
                "All": true, "Dub (Actions)": true, "dub (actions)": true, "Dub": true, "Dub Actions": true,
                "actions-dub": true, "DubActions": true, "Amplitude (Actions)": true, "Dubsado": true,
            ]
        ]
        #expect(
            IntegrationSwitch.lookAlikes(of: Self.name, in: event) == [
                "dub (actions)", "Dub", "Dub Actions", "actions-dub", "DubActions",
            ])
    }
}
