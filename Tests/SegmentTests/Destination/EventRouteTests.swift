import JSON
import Segment
import Testing

@Suite("The way of an event through the destination")
struct EventRouteTests {
    private static func destination(_ subscriptions: [Subscription], isEnabled: Bool = true) -> CompiledDestination {
        CompiledDestination(DubDestination(settings: Sample.settings, isEnabled: isEnabled), subscriptions)
    }

    private static let leads = Subscription(id: "l", name: "Leads", action: .trackLead, isEnabled: true)
    private static let moreLeads = Subscription(id: "m", name: "More leads", action: .trackLead, isEnabled: true)
    private static let sales = Subscription(id: "s", name: "Sales", action: .trackSale, isEnabled: true)

    @Test("each enabled subscription is asked, and those that match take it")
    func taken() {
        let route = Self.destination([Self.leads, Self.sales]).route(Sample.lead)
        #expect(route.filter == nil)
        #expect(route.steps.map(\.subscription.subscription.id) == ["l", "s"])
        #expect(route.taken.map(\.subscription.subscription.id) == ["l"])
        #expect(route.advice(on: Sample.lead) == [[], []])
    }

    @Test("two subscriptions make two requests, and both say so")
    func several() {
        let route = Self.destination([Self.leads, Self.moreLeads]).route(Sample.lead)
        #expect(route.taken.compactMap(\.decision.request).count == 2)
        #expect(route.advice(on: Sample.lead).map { $0.map(\.trap) } == [[.severalMappings], [.severalMappings]])
    }

    @Test("a rejected event is taken")
    func rejected() {
        let route = Self.destination([Self.leads]).route(Sample.documentedLead)
        #expect(route.filter == nil)
        #expect(route.advice(on: Sample.documentedLead).map { $0.map(\.trap) } == [[.clickIDElsewhere]])
    }

    @Test("what no subscription takes is filtered, and so is what is switched off")
    func filtered() {
        let off = Subscription(id: "o", action: .trackLead)
        #expect(Self.destination([off]).route(Sample.lead).filter == .noMatch)
        #expect(Self.destination([Self.sales]).route(Sample.lead).filter?.code == "NO_MATCHING_MAPPING")
        #expect(Self.destination([Self.leads], isEnabled: false).route(Sample.lead).filter == .disabled)
        let blocked = Sample.changed(Sample.lead, ["integrations": ["Dub (Actions)": false]])
        let route = Self.destination([Self.leads]).route(blocked)
        #expect(route.filter?.code == "FILTERED_BY_INTEGRATIONS_OBJECT")
        #expect(route.filter?.reason == #"integrations["Dub (Actions)"] is false"#)
        #expect(route.steps.isEmpty)
    }
}
