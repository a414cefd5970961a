import JSON
import Segment
import Testing

@Suite("Destinations as they are shown")
struct DestinationViewTests {
    @Test("a destination is shown with its subscriptions, in a fixed order")
    func destination() {
        let sale = Subscription(id: "sub_1", name: "Sales", action: .trackSale, trigger: #"event = "Paid""#)
        let record = DestinationRecord(
            id: "dst_1", DubDestination(settings: DestinationSettings(apiKey: "dub_0123456789abx3fa")),
            subscriptions: [sale])
        let json = DestinationView.json(record)
        #expect(
            json == [
                "id": "dst_1", "name": "Dub (Actions)", "enabled": true, "apiKey": "dub_…x3fa",
                "subscriptions": [
                    [
                        "id": "sub_1", "name": "Sales", "partnerAction": "trackSale", "enabled": false,
                        "subscribe": #"event = "Paid""#, "mapping": DestinationAction.trackSale.defaultMapping,
                        "warnings": [
                            "mapping.paymentProcessor is missing: without Payment Processor every event is rejected"
                        ],
                    ]
                ],
            ])
        #expect(json.object?.keys == ["id", "name", "enabled", "apiKey", "subscriptions"])
    }

    @Test(
        "of a key only as much is shown as tells it from others",
        arguments: [
            ("dub_0123456789abx3fa", "dub_…x3fa"), ("dub_short", "dub_…"), ("dub_", "dub_"), ("", ""),
            ("sk_0123456789abx3fa", "…x3fa"), ("abc", "…"), (nil, nil),
        ] as [(String?, String?)])
    func masked(key: String?, shown: String?) {
        let record = DestinationRecord(id: "d", DubDestination(settings: DestinationSettings(apiKey: key)))
        #expect(DestinationView.json(record)["apiKey"] == .optional(shown))
    }
}
