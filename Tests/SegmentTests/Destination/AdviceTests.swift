import JSON
import Segment
import Testing

@Suite("Advice on leads and sales")
struct AdviceTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let event: JSONValue
        let subscription: CompiledSubscription
        let traps: [Trap]

        init(
            _ action: DestinationAction, _ changes: JSONObject, mapping overrides: JSONObject = [:],
            trigger: String? = nil, sees traps: [Trap]
        ) {
            let good = action == .trackLead ? Sample.lead : Sample.documentedSale
            event = Sample.changed(good, changes)
            let processor: JSONObject = action == .trackLead ? [:] : ["paymentProcessor": "stripe"]
            var mapping = processor
            mapping.merge(overrides)
            subscription = Sample.subscription(action, mapping, trigger: trigger)
            self.traps = traps
        }

        var testDescription: String { "\(traps.map(\.rawValue)) \(event.compact)" }
    }

    private static let long = JSONValue.string(String(repeating: "n", count: 101))

    @Test(
        "each trap is seen, and nothing else",
        arguments: [
            Example(.trackLead, [:], sees: []),
            Example(.trackSale, [:], sees: []),
            // Click ids.
            Example(.trackLead, ["integrations": [:], "properties": ["click_id": "c"]], sees: [.clickIDElsewhere]),
            Example(
                .trackLead, ["integrations": [:], "context": ["page": ["search": "?a=1&dub_id=c#x"]]],
                sees: [.clickIDElsewhere]),
            Example(
                .trackLead, ["integrations": ["Dub": ["dub_id": "c"]]], sees: [.clickIDElsewhere, .integrationKey]),
            Example(.trackLead, ["integrations": ["Dub (Actions)": true]], sees: [.integrationKey]),
            Example(
                .trackLead, ["integrations": ["Dub (Actions)": ["dubId": "c"]]],
                sees: [.clickIDElsewhere, .integrationKey]),
            Example(
                .trackLead, ["integrations": [:], "context": ["library": ["name": "analytics-python"]]],
                sees: [.serverEvent]),
            Example(.trackLead, ["integrations": [:], "context": ["library": ["name": "analytics.js"]]], sees: []),
            Example(
                .trackLead, ["integrations": ["Dub (Actions)": ["dub_id": ""]], "channel": "server"],
                sees: [.integrationKey, .serverEvent]),
            Example(
                .trackLead, ["context": ["library": ["name": "analytics.js"]]],
                mapping: ["metadata": ["@path": "$.integrations.Dub (Actions).extra"]], sees: [.optionsReplaced]),
            // People.
            Example(.trackLead, ["userId": .null, "anonymousId": "a"], sees: [.anonymousLead]),
            Example(.trackLead, ["userId": .null], sees: []),
            // Triggers.
            Example(.trackLead, ["event": "Signed Up"], sees: [.nearEventName]),
            Example(.trackLead, ["event": "Logged In"], sees: []),
            Example(.trackLead, ["event": "Signed Up", "type": "page"], sees: []),
            Example(.trackLead, [:], trigger: "event = 'Sign Up'", sees: [.triggerLint]),
            // Sales.
            Example(.trackSale, [:], mapping: ["paymentProcessor": "paypal"], sees: [.paymentProcessor]),
            Example(
                .trackSale, [:], mapping: ["paymentProcessor": ["@path": "$.properties.pp"]], sees: [.paymentProcessor]),
            Example(.trackSale, ["properties": ["revenue": 1, "products": [1]]], sees: [.metadataList]),
            Example(.trackSale, ["properties": ["revenue": 49.9]], sees: [.amountNotInCents]),
            Example(.trackSale, ["properties": ["revenue": "49.00"]], sees: [.amountNotInCents]),
            Example(.trackSale, ["properties": ["revenue": "4900"]], sees: []),
            Example(.trackSale, ["properties": ["revenue": -5]], sees: [.amountNotInCents]),
            Example(
                .trackSale, ["properties": ["revenue": 49.9, "products": [1]]],
                sees: [.metadataList, .amountNotInCents]),
            // Limits of Dub's.
            Example(.trackLead, ["properties": ["quantity": 0]], sees: [.quantityOutOfRange]),
            Example(.trackLead, ["properties": ["quantity": 1.5]], sees: [.quantityOutOfRange]),
            Example(.trackLead, ["properties": ["quantity": 101]], sees: [.quantityOutOfRange]),
            Example(.trackLead, ["properties": ["quantity": 100]], sees: []),
            Example(.trackLead, ["userId": long], sees: [.tooLong]),
            Example(.trackLead, ["context": ["traits": ["name": long]]], sees: [.tooLong]),
            Example(.trackLead, ["properties": ["p": .string(String(repeating: "é", count: 9_993))]], sees: [.tooLong]),
            Example(.trackLead, ["properties": ["p": .string(String(repeating: "é", count: 9_992))]], sees: []),
            // Mappings.
            Example(.trackLead, [:], mapping: ["customerExternalId": "x"], sees: [.fieldInVain]),
            Example(.trackSale, [:], mapping: ["clickId": "x"], sees: [.fieldInVain]),
            Example(
                .trackLead, ["context": ["traits": ["name": ""]], "properties": ["name": "P"]], sees: [.emptyTextHides]),
            Example(.trackLead, ["integrations": ["Dub (Actions)": false]], sees: [.falsyParent]),
            Example(
                .trackLead, [:], mapping: ["customerName": ["@path": "event.properties.plan"]], sees: [.eventPrefix]),
            Example(
                .trackLead, [:], mapping: ["customerName": ["@liquid": "{{ event.properties.plan }}"]],
                sees: [.eventPrefix]),
            Example(
                .trackLead, [:], mapping: ["customerName": ["@if": ["blank": ["@path": "$.event"], "then": "x"]]],
                sees: [.blankMeansNotBlank]),
        ] as [Example])
    func traps(example: Example) {
        #expect(Sample.advice(example.event, at: example.subscription).map(\.trap) == example.traps)
    }

    @Test("cures within a subscription can be applied, and each has its command")
    func cures() throws {
        let subscription = Sample.subscription(.trackLead)
        let event = Sample.changed(Sample.lead, ["event": "signed_up"])
        let advice = try #require(Sample.advice(event, at: subscription).first)
        #expect(
            advice.words
                == #"The event is called "signed_up", and the trigger wants "Sign Up": only the letter case, the spaces, "#
                + "the underscores and the tense differ.")
        #expect(advice.cures[0].snippet == "{\n  \"event\": \"Sign Up\"\n}")
        #expect(try advice.cures[0].applied(to: subscription.subscription) == nil)
        #expect(advice.cures[0].command(for: "sub_1") == nil)
        let cured = try #require(try advice.cures[1].applied(to: subscription.subscription))
        #expect(cured.trigger == #"type = "track" and event = "signed_up""#)
        #expect(
            advice.cures[1].command(for: "it's") == #"dubcheck segment set 'it'\''s' --trigger "#
                + #"'type = "track" and event = "signed_up"'"#)
    }

    @Test("an empty text makes way when asked for with blank")
    func blankCure() throws {
        let subscription = Sample.subscription(.trackLead)
        let event = Sample.changed(
            Sample.lead, ["context": ["traits": ["name": ""]], "properties": ["name": "P"]])
        let cure = try #require(Sample.advice(event, at: subscription).first?.cures.last)
        let cured = CompiledSubscription(try #require(try cure.applied(to: subscription.subscription)))
        #expect(cured.decide(event, settings: Sample.settings).request?.body["customerName"] == "P")
    }

    @Test("a look-alike key is replaced in what to send")
    func lookAlike() throws {
        let event = Sample.changed(Sample.lead, ["integrations": ["All": true, "Dub": ["dub_id": "c"]]])
        let cures = Sample.advice(event).flatMap(\.cures).compactMap(\.snippet)
        #expect(cures.count == 2)
        for snippet in cures {
            let members = try JSONValue(json: snippet.utf8)
            #expect(members == ["integrations": ["All": true, "Dub (Actions)": ["dub_id": "c"]]])
        }
    }

    @Test("a click id within an address cannot be mapped, only sent")
    func withinAddress() throws {
        let event = Sample.changed(
            Sample.lead,
            ["integrations": [:], "context": ["page": ["url": "https://acme.test/?dub_id=c_1&x=2"]]])
        let advice = try #require(Sample.advice(event).first)
        #expect(advice.words.hasSuffix("$.context.page.url holds a click id within its text: dub_id=c_1."))
        #expect(advice.cures.count == 1)
        #expect(advice.cures.first?.snippet?.contains("c_1") == true)
    }

    @Test("what is known beside the event counts too")
    func facts() {
        var facts = DeliveryFacts()
        facts.earlierLead = EventTime(milliseconds: 0)
        facts.matchingSubscriptions = ["A", "B"]
        facts.hasIdentifiedTraits = true
        #expect(Sample.advice(Sample.lead, knowing: facts).map(\.trap) == [.repeatedLead, .severalMappings])
        let bare = Sample.changed(Sample.lead, ["context": [:]])
        facts = DeliveryFacts()
        facts.hasIdentifiedTraits = true
        #expect(Sample.advice(bare, knowing: facts).map(\.trap) == [.identifyTraits])
    }

    @Test("traps have the numbers of the specification")
    func numbers() {
        #expect(Trap.clickIDElsewhere.number == 1)
        #expect(Trap.amountNotInCents.number == 8)
        #expect(Trap.unknownSource.number == 14)
        #expect(Trap.unflushedEvents.number == 21)
        #expect(Trap.severalMappings.number == 25)
    }

    @Test("warnings about a call are advice where its events suffer")
    func warnings() {
        #expect(DeliveryAdvice.warning(.unknownKey("wk"))?.trap == .unknownSource)
        #expect(DeliveryAdvice.warning(.oversizedEvent(index: 1, bytes: 40_000))?.trap == .oversizedEvent)
        #expect(DeliveryAdvice.warning(.lostPrefix("/seg"))?.trap == .lostPrefix)
        #expect(DeliveryAdvice.warning(.surplusEvents(count: 2_501)) == nil)
    }
}
