import Attribution
import AttributionTesting
import Testing

@Suite("Sales")
struct SaleTests {
    private func sale(
        _ amount: Int = 4_900, _ currency: String = "usd", customer: String = "u_1001",
        _ change: (inout SaleRequest) -> Void = { _ in }
    ) -> SaleRequest {
        var sale = SaleRequest(person: Person(externalID: customer), price: Money(amount, currency))
        change(&sale)
        return sale
    }

    private func storeWithLead(named name: String = "Sign up") throws -> MemoryStore {
        var store = try MemoryStore.withClick()
        _ = try ConversionRules.after().track(
            LeadRequest(clickID: MemoryStore.click, eventName: name, person: Person(externalID: "u_1001")), in: &store)
        return store
    }

    @Test("A sale is recorded for the customer's lead and counted on link and customer; only the first is a conversion")
    func recorded() throws {
        var store = try storeWithLead()
        let answer = try ConversionRules.after().track(sale(), in: &store).result.get()
        #expect(answer.eventName == "Purchase")
        #expect(answer.buyer?.externalID == "u_1001")
        #expect(answer.deal?.price == Money(4_900))
        _ = try ConversionRules.after().track(sale(100), in: &store)
        let counters = try #require(store.links["link_1"]?.counters)
        #expect((counters.sales, counters.saleAmount, counters.conversions) == (2, 5_000, 1))
        #expect(store.sales.map(\.isFirst) == [true, false])
        #expect(store.customers.map(\.saleAmount) == [5_000])
        #expect(store.customers.map(\.firstSaleAt) == [MemoryStore.start])
        #expect(store.sales.allSatisfy { $0.clickID == MemoryStore.click && $0.linkID == "link_1" })
    }

    @Test("An invoice is answered once, for 7 days, whatever else a repeat says")
    func invoices() throws {
        var store = try storeWithLead()
        let first = try ConversionRules.after().track(sale { $0.invoiceID = "in_77" }, in: &store)
        let again = try ConversionRules.after(.seconds(60)).track(
            sale(1, customer: "u_2") { $0.invoiceID = "in_77" }, in: &store)
        #expect(try first.result.get() == again.result.get())
        #expect(again.notes == [.repeatedInvoice("in_77")])
        #expect(store.sales.count == 1)
        _ = try ConversionRules.after(.seconds(7 * 86_400)).track(sale { $0.invoiceID = "in_77" }, in: &store)
        #expect(store.sales.count == 2)
    }

    @Test("An unknown customer without a click, and an amount of zero, are answered with nulls")
    func nothing() throws {
        var store = try storeWithLead()
        for (request, note) in [
            (sale(customer: "u_2"), Note.saleWithoutCustomer("u_2")),
            (sale(0) { $0.invoiceID = "in_1" }, .saleOfNothing),
        ] {
            let outcome = try ConversionRules.after().track(request, in: &store)
            #expect(try outcome.result.get() == SaleAnswer(eventName: "Purchase"))
            #expect(outcome.notes == [note])
        }
        #expect(store.sales.isEmpty && store.customers.count == 1)
        // What was not recorded does not hold its invoice.
        #expect(try ConversionRules.after().track(sale { $0.invoiceID = "in_1" }, in: &store).result.get().deal != nil)
    }

    @Test("A direct sale makes the customer and a lead")
    func direct() throws {
        var store = try MemoryStore.withClick()
        let direct = sale {
            $0.clickID = MemoryStore.click; $0.person.name = "Kim"
        }
        let answer = try ConversionRules.after().track(direct, in: &store).result.get()
        #expect(answer.buyer?.name == "Kim")
        #expect(store.leads.map(\.eventName) == ["Direct sale tracking lead event"])
        #expect(store.links["link_1"]?.counters.leads == 1)
        let unknown = sale(customer: "u_2") { $0.clickID = "nope" }
        let outcome = try ConversionRules.after().track(unknown, in: &store)
        #expect(outcome.refusal == "Click event not found for clickId: nope")
        #expect(outcome.notes == [.unknownClick("nope")])
    }

    @Test("The name of the lead is matched exactly; a customer without such a lead has no sale")
    func leadNames() throws {
        var store = try storeWithLead(named: "Sign up")
        #expect(try ConversionRules.after().track(sale { $0.leadEventName = "Sign up" }, in: &store).refusal == nil)
        #expect(
            try ConversionRules.after().track(sale { $0.leadEventName = "sign up" }, in: &store).refusal
                == "Lead event not found for externalId: u_1001 and leadEventName: sign up")
    }

    @Test(
        "Other currencies become cents of US dollars, where a rate is known",
        arguments: [("usd", 4_900, 4_900), ("JPY", 1_580, 1_000), ("eur", 920, 1_000), ("xts", 5, 5)])
    func currencies(_ currency: String, _ amount: Int, _ cents: Int) throws {
        var store = try storeWithLead()
        let outcome = try ConversionRules.after().track(sale(amount, currency), in: &store)
        let price = try #require(try outcome.result.get().deal?.price)
        #expect(price == Money(cents, currency == "xts" ? "xts" : "usd"))
        #expect(outcome.notes == (currency == "xts" ? [.unknownCurrency("xts")] : []))
    }
}
