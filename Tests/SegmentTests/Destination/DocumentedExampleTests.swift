import JSON
import Segment
import Testing

@Suite("The documented examples fail, and say how to mend them")
struct DocumentedExampleTests {
    @Test("the lead: what is missing, where it is instead, and both cures")
    func lead() throws {
        let advice = Sample.advice(Sample.documentedLead)
        #expect(advice.map(\.trap) == [.clickIDElsewhere])
        let found = try #require(advice.first)
        #expect(found.placeRead == "$.integrations.Dub (Actions).dub_id")
        #expect(found.placeFound == "$.context.traits.clickId")
        #expect(
            found.text(subscriptionID: "sub_1") == """
                Click ID (clickId) is missing: the mapping reads $.integrations.Dub (Actions).dub_id, where this event has no \
                click id. $.context.traits.clickId holds a click id: "clk_8Hd2".
                  → Send the click id where the mapping reads it: integrations["Dub (Actions)"].dub_id.
                      {
                        "integrations": {
                          "All": true,
                          "Dub (Actions)": {
                            "dub_id": "clk_8Hd2"
                          }
                        }
                      }
                  → Or map Click ID to $.context.traits.clickId.
                      dubcheck segment set sub_1 --map 'clickId={"@path":"$.context.traits.clickId"}'
                """)
    }

    @Test("each cure of the lead delivers it")
    func leadCured() throws {
        let subscription = Sample.subscription(.trackLead)
        let cures = try #require(Sample.advice(Sample.documentedLead).first).cures
        guard case .send(let members) = cures[0].change else {
            Issue.record("the first cure sends nothing")
            return
        }
        let sent = Sample.changed(Sample.documentedLead, members.object ?? [:])
        let request = subscription.decide(sent, settings: Sample.settings).request
        #expect(request?.body["clickId"] == "clk_8Hd2")

        let remapped = try #require(try cures[1].applied(to: subscription.subscription))
        let decision = CompiledSubscription(remapped).decide(Sample.documentedLead, settings: Sample.settings)
        #expect(decision.request?.body["clickId"] == "clk_8Hd2")
        #expect(Sample.advice(Sample.documentedLead, at: CompiledSubscription(remapped)).isEmpty)
    }

    @Test("the sale: no payment processor is mapped, and the event has one")
    func sale() throws {
        let subscription = Sample.subscription(.trackSale)
        let advice = Sample.advice(Sample.documentedSale, at: subscription)
        #expect(
            advice.map { $0.text(subscriptionID: "sub_2") } == [
                """
                Payment Processor (paymentProcessor) is missing: a sale needs it, and the mapping has nothing for it, as the \
                default one has not. $.properties.payment_processor holds one: "stripe".
                  → Map Payment Processor to $.properties.payment_processor.
                      dubcheck segment set sub_2 --map 'paymentProcessor={"@path":"$.properties.payment_processor"}'
                  → Or map it to a fixed value, such as "stripe".
                      dubcheck segment set sub_2 --map 'paymentProcessor="stripe"'
                """
            ])
        for cure in try #require(advice.first).cures {
            let cured = CompiledSubscription(try #require(try cure.applied(to: subscription.subscription)))
            let body = cured.decide(Sample.documentedSale, settings: Sample.settings).request?.body
            #expect(body?["paymentProcessor"] == "stripe")
            #expect(body?["amount"] == 1000)
        }
    }

    @Test("a sale with products: the list is no metadata, and both cures deliver the sale")
    func products() throws {
        let event = Sample.changed(
            Sample.documentedSale, ["properties": ["revenue": 4900, "products": [["sku": "A"], ["sku": "B"]]]])
        let subscription = Sample.subscription(.trackSale, ["paymentProcessor": "stripe"])
        let advice = Sample.advice(event, at: subscription)
        #expect(
            advice.map { $0.text(subscriptionID: "sub_2") } == [
                """
                Metadata must be an object, but $.properties.products holds an array of 2: the whole sale is rejected.
                  → Map Metadata to $.properties, which is an object.
                      dubcheck segment set sub_2 --map 'metadata={"@path":"$.properties"}'
                  → Or map nothing to it.
                      dubcheck segment set sub_2 --unmap metadata
                """
            ])
        for cure in try #require(advice.first).cures {
            let cured = CompiledSubscription(try #require(try cure.applied(to: subscription.subscription)))
            #expect(cured.decide(event, settings: Sample.settings).request != nil)
        }
    }

    @Test("a good lead needs no advice")
    func goodLead() {
        #expect(Sample.advice(Sample.lead).isEmpty)
    }

    @Test("a report has it as JSON")
    func json() throws {
        let json = try #require(Sample.advice(Sample.documentedLead).first).json(subscriptionID: "sub_1")
        #expect(json["id"] == "click-id-elsewhere")
        #expect(json["found"] == "$.context.traits.clickId")
        #expect(json["cures"][0]["send"]["integrations"]["Dub (Actions)"]["dub_id"] == "clk_8Hd2")
        #expect(json["cures"][1]["field"] == "clickId")
        #expect(json["cures"][1]["mapping"] == ["@path": "$.context.traits.clickId"])
        #expect(json["cures"][1]["command"].string?.hasPrefix("dubcheck segment set sub_1 --map ") == true)
    }
}
