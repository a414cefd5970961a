import Attribution
import AttributionTesting
import Testing

@Suite("Leads")
struct LeadTests {
    private func lead(
        _ name: String = "Sign up", click: String = MemoryStore.click, customer: String = "u_1001",
        _ change: (inout LeadRequest) -> Void = { _ in }
    ) -> LeadRequest {
        var lead = LeadRequest(clickID: click, eventName: name, person: Person(externalID: customer))
        change(&lead)
        return lead
    }

    @Test("A lead is recorded, counted and answered with its link and its new customer")
    func recorded() throws {
        var store = try MemoryStore.withClick()
        let outcome = try ConversionRules.after(.seconds(60)).track(
            lead {
                $0.person.email = "kim@acme.test"; $0.metadata = #"{"plan":"pro"}"#
            }, in: &store)
        let answer = try outcome.result.get()
        #expect(answer.clickID == MemoryStore.click)
        #expect(answer.link?.id == "link_1")
        #expect(answer.customer?.name == "kim@acme.test")
        #expect(answer.customer?.country == "US")
        #expect(store.leads.map(\.metadata) == [#"{"plan":"pro"}"#])
        #expect(store.leads.map(\.timestamp) == [MemoryStore.start + .seconds(60)])
        #expect(store.links["link_1"]?.counters.leads == 1)
        #expect(outcome.notes.isEmpty)
    }

    @Test("The same lead within 7 days is answered without a link, whatever its case and spaces; after that it counts")
    func duplicates() throws {
        var store = try MemoryStore.withClick()
        _ = try ConversionRules.after().track(lead("Sign up"), in: &store)
        for name in ["Sign up", "sign up", "Sign-Up"] {
            let outcome = try ConversionRules.after(.seconds(7 * 86_400 - 1)).track(lead(name), in: &store)
            #expect(try outcome.result.get().link == nil)
            #expect(try outcome.result.get().customer?.externalID == "u_1001")
            #expect(outcome.notes == [.duplicateLead(eventName: name, customer: "u_1001")])
        }
        #expect(store.leads.count == 1)
        _ = try ConversionRules.after().track(lead("Book demo"), in: &store)
        _ = try ConversionRules.after(.seconds(7 * 86_400)).track(lead("Sign up"), in: &store)
        #expect(store.leads.map(\.eventName) == ["Sign up", "Book demo", "Sign up"])
    }

    @Test("A lead for an unknown click is refused, and may be sent again with the right one; upstream it may not")
    func unknownClick() throws {
        var store = try MemoryStore.withClick()
        var rules = ConversionRules.after()
        let outcome = try rules.track(lead(click: "nope"), in: &store)
        #expect(outcome.refusal == "Click event not found for clickId: nope")
        #expect(outcome.notes == [.unknownClick("nope"), .keyReleased(eventName: "Sign up", customer: "u_1001")])
        #expect(store.customers.isEmpty)
        #expect(try rules.track(lead(), in: &store).result.get().link != nil)

        store = try MemoryStore.withClick()
        rules.isStrict = true
        #expect(
            try rules.track(lead(click: "nope"), in: &store).notes.last
                == .keyKept(eventName: "Sign up", customer: "u_1001"))
        #expect(try rules.track(lead(), in: &store).result.get().link == nil)
    }

    @Test("A deferred lead makes the customer only; the call without a click id records it")
    func deferred() throws {
        var store = try MemoryStore.withClick()
        let deferred = try ConversionRules.after().track(lead { $0.mode = .deferred }, in: &store)
        #expect(try deferred.result.get().link != nil)
        #expect(store.customers.count == 1 && store.leads.isEmpty)
        #expect(store.links["link_1"]?.counters.leads == 0)
        let later = try ConversionRules.after().track(lead(click: ""), in: &store)
        #expect(try later.result.get().clickID == MemoryStore.click)
        #expect(store.leads.count == 1)
    }

    @Test("Without a click id and without a customer there is nothing to attribute to")
    func noClick() throws {
        var store = try MemoryStore.withClick()
        let outcome = try ConversionRules.after().track(lead(click: ""), in: &store)
        #expect(outcome.refusal?.hasPrefix("The `clickId` property was not provided in the request") == true)
        guard case .failure(let error) = outcome.result else { return }
        #expect(error.code == .badRequest)
    }

    @Test("A link that is switched off, or another workspace's, gets no lead")
    func unusableLinks() throws {
        var store = try MemoryStore.withClick { $0.disabledAt = MemoryStore.start }
        #expect(
            try ConversionRules.after().track(lead(), in: &store).refusal
                == "Link link_1 for clickId \(MemoryStore.click) is disabled, lead not tracked")
        store = try MemoryStore.withClick { $0.workspaceID = "ws_other" }
        #expect(
            try ConversionRules.after().track(lead(), in: &store).refusal
                == "Link link_1 for clickId \(MemoryStore.click) does not belong to the workspace")
    }

    @Test("A quantity is so many events with ids of their own")
    func quantity() throws {
        var store = try MemoryStore.withClick()
        _ = try ConversionRules.after().track(lead { $0.quantity = 5 }, in: &store)
        #expect(Set(store.leads.map(\.id)).count == 5)
        #expect(store.links["link_1"]?.counters.leads == 5)
    }

    @Test("A customer who is known stays as they are; one without a name gets three words")
    func customers() throws {
        var store = try MemoryStore.withClick()
        _ = try ConversionRules.after().track(lead(), in: &store)
        let first = try #require(store.customers.first)
        #expect(first.name?.split(separator: " ").count == 3)
        _ = try ConversionRules.after().track(lead("Book demo") { $0.person.name = "Kim" }, in: &store)
        #expect(store.customers == [first])
    }
}
