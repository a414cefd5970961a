import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Webhooks and their deliveries")
struct WebhookTests {
    private let form = AnswerForm(origin: "http://127.0.0.1:8787", port: 8787, userID: "user_1")

    private func rules(after duration: Duration = .zero) -> WebhookRules {
        WebhookRules(now: MemoryStore.start + duration)
    }

    private func request(
        _ body: String, isAllowed: (WebhookTarget) -> Bool = { $0.isHere }
    ) throws -> WebhookRequest {
        try WebhookRequest(RequestFields(body: body.utf8), isAllowed: isAllowed)
    }

    private func link(_ id: String = "link_1") throws -> Link {
        Link(
            id: id, domain: "go.acme.test", key: try LinkKey(id.replacing("_", with: "-")), url: "https://acme.test/",
            workspaceID: MemoryStore.workspace, createdAt: MemoryStore.start)
    }

    @Test("A webhook is made with a secret, and shown with all its fields")
    func created() throws {
        var store = MemoryStore()
        let request = try request(
            #"{"url": "http://localhost:3000/hook", "triggers": ["sale.created", "lead.created", "lead.created"]}"#)
        let webhook = try rules().create(request, in: &store).result.get()
        #expect(try /whsec_[0-9a-f]{32}/.wholeMatch(in: webhook.secret) != nil, "\(webhook.secret)")
        #expect(webhook.id.hasPrefix("wh_1K") && store.webhookList == [webhook])
        #expect(
            webhook.json == [
                "id": .string(webhook.id), "url": "http://localhost:3000/hook",
                "triggers": ["lead.created", "sale.created"], "linkIds": [],
                "folderIds": [], "secret": .string(webhook.secret),
                "disabled": false, "consecutiveFailures": 0, "createdAt": "2026-03-02T09:15:04.123Z",
            ])
    }

    @Test("Links and a secret of one's own are taken over, and what else there is does not matter")
    func wishes() throws {
        let request = try request(
            #"""
            {"name": "App", "url": "https://127.0.0.1/h", "triggers": ["link.clicked"], "linkIds": ["link_1"],
             "folderIds": "fold_1,fold_2", "secret": "whsec_mine"}
            """#)
        #expect(request.linkIDs == ["link_1"] && request.secret == "whsec_mine")
        #expect(request.folderIDs == ["fold_1", "fold_2"])
    }

    static let notAURL = "invalid_format: url: Invalid URL: it must start with http:// or https://"

    @Test(
        "A body that cannot be a webhook is refused by its first problem",
        arguments: [
            (
                #"{"triggers": ["lead.created"]}"#,
                "invalid_type: url: Invalid input: expected string, received undefined"
            ),
            (#"{"url": "localhost:3000"}"#, notAURL), (#"{"url": "ftp://localhost/"}"#, notAURL),
            (
                #"{"url": "http://localhost/"}"#,
                "invalid_type: triggers: Invalid input: expected array, received undefined"
            ),
            (
                #"{"url": "http://localhost/", "triggers": []}"#,
                "too_small: triggers: Too small: expected array to have >=1 items"
            ),
            (
                #"{"url": "http://localhost/", "triggers": ["lead.created", "lead.made"]}"#,
                #"invalid_value: triggers.1: Invalid option: expected one of "link.created"|"link.updated"|"#
                    + #""link.deleted"|"link.clicked"|"lead.created"|"sale.created""#
            ),
        ])
    func refused(_ body: String, _ message: String) {
        #expect(refusal { _ = try request(body) } == APIError(.unprocessableEntity, message))
    }

    @Test(
        "Other machines are not sent anything, unless that is allowed",
        arguments: [
            ("http://localhost:3000/", true), ("https://app.localhost/", true), ("http://127.0.0.1:1/", true),
            ("http://127.9.9.9/", true), ("http://0x7f.1/", true), ("http://[::1]:3000/", true),
            ("http://LOCALHOST/", true), ("http://example.com/", false), ("http://127.0.0.1.example.com/", false),
            ("http://localhost.example.com/", false), ("http://0.0.0.0/", false), ("http://192.168.0.1/", false),
            ("http://[::2]/", false), ("http://localhost@example.com/", false),
        ])
    func targets(_ url: String, _ isHere: Bool) throws {
        let body = #"{"url": "\#(url)", "triggers": ["lead.created"]}"#
        let error = refusal { _ = try request(body) }
        #expect((error == nil) == isHere)
        if let error { #expect(error.message.contains("to this machine only")) }
        #expect(try request(body) { _ in true }.url == url)
    }

    @Test("A refusal names the option that allows the host, as browsers print it")
    func refusalNamesTheOption() throws {
        let body = #"{"url": "https://HOOKS.Example.com:8443/a", "triggers": ["lead.created"]}"#
        let error = try #require(refusal { _ = try request(body) })
        #expect(error.message.hasSuffix("which --allow-webhook hooks.example.com allows"))
        #expect(try request(body) { $0.host == "hooks.example.com" }.events == [.leadCreated])
    }

    @Test("A webhook is told of its events only, and of clicks on its links only")
    func wanted() throws {
        var store = MemoryStore()
        let some = store.addWebhook([.linkClicked, .leadCreated], linkIDs: ["link_1"])
        let all = store.addWebhook([.linkClicked])
        let (link, other) = (try link(), try link("link_2"))
        var named = other
        named.extras.webhookIDs = [some.id]
        #expect([link, other, named].map { some.wants(.linkClicked, of: $0) } == [true, false, true])
        #expect([link, other].map { all.wants(.linkClicked, of: $0) } == [true, true])
        #expect(some.wants(.leadCreated, of: other) && !all.wants(.leadCreated, of: other))
        var off = all
        off.isEnabled = false
        #expect(!off.wants(.linkClicked, of: link))
    }

    @Test("A webhook can be told of the clicks on the links of a folder, whatever else it names")
    func wantedByFolder() throws {
        var store = MemoryStore()
        var webhook = store.addWebhook([.linkClicked])
        webhook.folderIDs = ["fold_1"]
        var (inside, outside) = (try link(), try link("link_2"))
        (inside.folderID, outside.folderID) = ("fold_1", "fold_2")
        let links = [inside, outside, try link("link_3")]
        #expect(links.map { webhook.wants(.linkClicked, of: $0) } == [true, false, false])
        webhook.linkIDs = ["link_2"]
        #expect([inside, outside].map { webhook.wants(.linkClicked, of: $0) } == [true, true])
    }

    @Test("One event goes to all who want it, as the same text under the same id")
    func told() throws {
        var store = MemoryStore()
        for events in [[.linkCreated], [.linkUpdated], [.linkUpdated, .linkCreated]] as [[WebhookEvent]] {
            store.addWebhook(events)
        }
        let count = try rules().tell([.linkCreated(link()), .linkDeleted(link())], form: form, in: &store)
        #expect(count == 2)
        #expect(store.deliveryList.map(\.webhookID) == ["wh_1", "wh_3"])
        #expect(Set(store.deliveryList.map(\.body)).count == 1)
        let delivery = try #require(store.deliveryList.first)
        #expect(try /evt_[0-9A-Za-z]{25}/.wholeMatch(in: delivery.eventID) != nil, "\(delivery.eventID)")
        #expect(delivery.body.hasPrefix(#"{"id":"\#(delivery.eventID)","event":"link.created","createdAt":""#))
        #expect(store.dueDeliveries(at: MemoryStore.start, limit: 9).map(\.number) == [1, 2])
    }

    @Test("A lead of any quantity is one event, and a direct sale two: the lead and the sale")
    func recorded() throws {
        var store = try MemoryStore.withClick()
        store.addWebhook([.leadCreated, .saleCreated])
        var sale = SaleRequest(person: Person(externalID: "u_1001"), price: Money(4_900))
        sale.clickID = MemoryStore.click
        _ = try ConversionRules.after().track(sale, in: &store)
        let events: [RecordedEvents.Event] = [
            .lead(store.leads[0]), .sale(store.sales[0], buyer: Customer(store.customers[0], sales: 0)),
        ]
        #expect(try rules().tell(RecordedEvents(events), form: form, in: &store) == 2)
        let bodies = try store.deliveryList.map { try JSONValue(json: $0.body.utf8)["data"] }
        #expect(bodies.map { $0["eventName"].string } == ["Direct sale tracking lead event", "Purchase"])
        #expect(bodies.map { $0["link"]["sales"].int } == [0, 1])
        #expect(bodies.map { $0["customer"]["sales"].int } == [0, 0])
        let lead = store.leads[0]
        let three = RecordedEvents(
            ["a", "b", "c"].map { id in
                var copy = lead
                copy.id = id
                return .lead(copy)
            })
        #expect(try rules().tell(three, form: form, in: &store) == 1)
        #expect(try rules().tell(RecordedEvents([]), form: form, in: &store) == 0)
    }

    @Test("A delivery that is taken is done")
    func delivered() throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        try rules().tell([.linkCreated(link())], form: form, in: &store)
        let later = rules(after: .seconds(2))
        #expect(try later.note(.answered(status: 204, excerpt: ""), of: 1, in: &store).isEmpty)
        let delivery = try #require(store.delivery(number: 1))
        #expect(delivery.state == .delivered && delivery.attempts == 1 && delivery.lastStatus == 204)
        #expect(delivery.deliveredAt == later.now && delivery.nextAttemptAt == nil)
        #expect(store.nextDue() == nil)
        #expect(
            delivery.json == [
                "id": 1, "webhookId": "wh_1", "event": "link.created", "eventId": .string(delivery.eventID),
                "status": "delivered", "attempts": 1, "nextAttemptAt": nil, "responseStatus": 204, "responseBody": "",
                "error": nil, "createdAt": "2026-03-02T09:15:04.123Z", "deliveredAt": "2026-03-02T09:15:06.123Z",
                "body": .string(delivery.body),
            ])
    }

    @Test(
        "A delivery that is not taken is sent again, later each time, and in the end given up",
        arguments: [
            Delivery.Attempt.answered(status: 500, excerpt: "no"), .answered(status: 302, excerpt: "no"),
            .failed("no"),
        ])
    func retried(_ attempt: Delivery.Attempt) throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        try rules().tell([.linkCreated(link())], form: form, in: &store)
        var waits: [Duration] = []
        var now = MemoryStore.start
        while let due = store.nextDue() {
            if due > now { waits.append(.milliseconds(due.milliseconds - now.milliseconds)) }
            now = due
            #expect(store.dueDeliveries(at: now - .milliseconds(1), limit: 9).isEmpty)
            #expect(store.dueDeliveries(at: now, limit: 9).count == 1)
            _ = try WebhookRules(now: now).note(attempt, of: 1, in: &store)
        }
        #expect(waits == RetrySchedule.delays && waits == waits.sorted())
        let delivery = try #require(store.delivery(number: 1))
        #expect(delivery.state == .failed && delivery.attempts == RetrySchedule.delays.count + 1)
        #expect((delivery.lastError ?? delivery.responseExcerpt) == "no")
        #expect(store.webhookList.map(\.consecutiveFailures) == [delivery.attempts])
    }

    @Test("After 20 failures in a row a webhook is switched off, which is said once; a success starts anew")
    func switchedOff() throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        for _ in 0..<30 { try rules().tell([.linkCreated(link())], form: form, in: &store) }
        func note(_ attempts: Range<Int>, _ attempt: Delivery.Attempt) throws -> [Note] {
            try attempts.flatMap { try rules().note(attempt, of: Int64($0), in: &store) }
        }
        #expect(try note(1..<20, .failed("refused")).isEmpty)
        #expect(try note(20..<21, .answered(status: 200, excerpt: "ok")).isEmpty)
        #expect(store.webhookList.map(\.consecutiveFailures) == [0])
        #expect(try note(1..<20, .failed("refused")).isEmpty && store.webhookList.allSatisfy(\.isEnabled))
        let said = try note(21..<24, .failed("refused"))
        #expect(said == [.webhookSwitchedOff(url: "http://localhost:3000/hook")])
        #expect(store.webhookList.map(\.isEnabled) == [false])
        #expect(try rules().tell([.linkCreated(link())], form: form, in: &store) == 0)
    }

    @Test("The oldest deliveries go after every so many that are done, however they ended; pending ones stay")
    func trimmed() throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        let done = Int64(Delivery.kept) + Delivery.trimInterval
        for number in 1...done {
            var delivery = Delivery(
                webhookID: "wh_1", eventID: "evt_\(number)", event: .linkCreated, body: "{}",
                createdAt: MemoryStore.start)
            delivery.number = number
            if number != 3 { (delivery.state, delivery.nextAttemptAt) = (.delivered, nil) }
            store.deliveryList.append(delivery)
        }
        let (count, interval) = (store.deliveryList.count, Delivery.trimInterval)
        try rules().giveUp(done - 1, because: "switched off", in: &store)
        #expect(store.deliveryList.count == count)
        // One that will be sent again is not done.
        _ = try rules().note(.failed("refused"), of: done, in: &store)
        #expect(store.deliveryList.count == count)
        _ = try rules().note(.answered(status: 200, excerpt: ""), of: done, in: &store)
        #expect(store.deliveryList.map(\.number).prefix(2) == [3, interval + 1])
        #expect(store.deliveryList.count == Delivery.kept + 1)
    }

    @Test("Sending again is due at once, and switches the webhook on")
    func sentAgain() throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        try rules().tell([.linkCreated(link())], form: form, in: &store)
        (store.webhookList[0].isEnabled, store.webhookList[0].consecutiveFailures) = (false, 20)
        try rules().giveUp(1, because: "switched off", in: &store)
        #expect(store.deliveryList.map(\.state) == [.failed] && store.nextDue() == nil)
        #expect(store.deliveryList.map(\.lastError) == ["switched off"])
        let later = rules(after: .seconds(60))
        #expect(try later.sendAgain(1, in: &store).result.get().state == .pending)
        #expect(store.nextDue() == later.now)
        #expect(store.webhookList.map(\.isEnabled) == [true])
        #expect(try later.sendAgain(2, in: &store).refusal == "Delivery 2 not found.")
    }

    @Test("A deleted webhook takes its log along; what comes back from it later is nobody's")
    func deleted() throws {
        var store = MemoryStore()
        store.addWebhook([.linkCreated])
        store.addWebhook([.linkCreated])
        for _ in 0..<3 { try rules().tell([.linkCreated(link())], form: form, in: &store) }
        #expect(try rules().deliveries(to: "wh_2", limit: 2, in: store).result.get().map(\.number) == [6, 4])
        #expect(try rules().delete("wh_1", in: &store).result.get().id == "wh_1")
        #expect(store.deliveryList.map(\.number) == [2, 4, 6])
        #expect(try rules().note(.failed("refused"), of: 1, in: &store).isEmpty)
        #expect(try rules().list(in: store).result.get().map(\.id) == ["wh_2"])
        #expect(try rules().delete("wh_1", in: &store).refusal == "Webhook not found.")
        #expect(try rules().deliveries(to: "wh_1", limit: 2, in: store).refusal == "Webhook not found.")
    }
}

extension Customer {
    /// The customer as they were with fewer sales.
    fileprivate init(_ customer: Customer, sales: Int) {
        self = customer
        (self.sales, saleAmount, firstSaleAt) = (sales, 0, nil)
    }
}
