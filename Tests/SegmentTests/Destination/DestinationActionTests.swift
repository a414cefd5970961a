import JSON
import Segment
import Testing

@Suite("The actions of the destination")
struct DestinationActionTests {
    @Test("default mappings read where the specification says")
    func defaults() {
        let lead = DestinationAction.trackLead.defaultMapping
        #expect(lead["clickId"].compact == #"{"@path":"$.integrations.Dub (Actions).dub_id"}"#)
        #expect(
            lead["customerAvatar"].compact
                == #"{"@if":{"exists":{"@path":"$.context.traits.avatar"},"then":{"@path":"$.context.traits.avatar"},"#
                + #""else":{"@path":"$.properties.avatar"}}}"#)
        let sale = DestinationAction.trackSale.defaultMapping
        #expect(sale["amount"].compact == #"{"@path":"$.properties.revenue"}"#)
        #expect(sale["paymentProcessor"] == .null)
        #expect(sale["metadata"].compact == #"{"@path":"$.properties.products"}"#)
    }

    @Test("what a default mapping maps is a field of its action", arguments: DestinationAction.allCases)
    func fields(action: DestinationAction) throws {
        let mapped = try #require(action.defaultMapping.object).keys
        #expect(Set(mapped).isSubset(of: action.fields.map(\.name)))
        #expect(throws: Never.self) { try Mapping(action.defaultMapping) }
    }

    @Test(
        "default triggers take the documented names",
        arguments: [(DestinationAction.trackLead, "Sign Up"), (.trackSale, "Order Completed")])
    func triggers(action: DestinationAction, name: String) throws {
        let trigger = try Trigger(action.defaultTrigger)
        #expect(trigger.matches(["type": "track", "event": .string(name)]))
        #expect(!trigger.matches(["type": "page", "event": .string(name)]))
        #expect(!trigger.matches(["type": "track", "event": .string(name.lowercased())]))
    }

    @Test("a new subscription is switched off and has the action's own title, trigger and mapping")
    func subscription() {
        let new = Subscription(id: "s", action: .trackSale)
        #expect(new.name == "Track a Sale")
        #expect(!new.isEnabled)
        #expect(new.trigger == DestinationAction.trackSale.defaultTrigger)
        #expect(new.mapping == DestinationAction.trackSale.defaultMapping)
    }
}
