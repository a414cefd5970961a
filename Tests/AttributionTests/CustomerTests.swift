import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Customers")
struct CustomerTests {
    private let form = AnswerForm(origin: "http://127.0.0.1:8787", port: 8787, userID: "user_1")

    /// Four customers a second after another, the first of whom a link has brought.
    private func store() throws -> MemoryStore {
        var store = try MemoryStore.withClick()
        for (index, (name, country)) in [("Ann Lee", "US"), ("Bo Lee", "DE"), ("Cy", "US"), ("Di", "US")].enumerated() {
            var customer = Customer(
                id: "cus_\(index)", externalID: "u_\(index)", createdAt: MemoryStore.start + .seconds(index))
            customer.name = name
            customer.email = "\(name.prefix(2).lowercased())@acme.test"
            customer.country = country
            customer.saleAmount = [5, 7, 5, 1][index]
            customer.firstSaleAt = index == 1 ? MemoryStore.start : nil
            store.customers.append(customer)
        }
        store.customers[0].linkID = "link_1"
        return store
    }

    private func list(_ query: String, in store: MemoryStore) throws -> [CustomerView] {
        try CustomerRules(now: MemoryStore.start).list(CustomerQuery(RequestFields(query: query)), in: store).result
            .get()
    }

    static let queries = [
        ("", "3210"), ("sortOrder=asc", "0123"), ("email=bo@acme.test&externalId=u_0", "1"),
        ("externalId=u_0&search=bo", "0"), ("search=LEE", "10"), ("search=lee+an", "0"), ("search=bo@acme.test", "1"),
        ("search=acme", "3210"), ("country=US", "320"), ("linkId=link_1", "0"), ("sortBy=saleAmount", "1203"),
        ("sortBy=saleAmount&sortOrder=asc", "3021"), ("sortBy=firstSaleAt", "1320"),
        ("sortBy=firstSaleAt&sortOrder=asc", "0231"), ("page=2&pageSize=3", "0"), ("page=3&pageSize=3", ""),
        ("startingAfter=cus_3&pageSize=2", "21"), ("endingBefore=cus_0&pageSize=2", "21"),
        ("startingAfter=cus_0&sortOrder=asc&pageSize=2", "12"),
        ("sortBy=createdAt&sortOrder=desc&pageSize=100", "3210"),
    ]

    @Test("Customers are filtered, sorted and paged", arguments: queries)
    func lists(_ query: String, _ expected: String) throws {
        #expect(try list(query, in: store()).map { $0.customer.id.dropFirst(4) }.joined() == expected)
    }

    @Test(
        "Ways of paging that do not go together are refused",
        arguments: [
            (
                "startingAfter=a&endingBefore=b",
                "You cannot use both startingAfter and endingBefore at the same time."
            ),
            ("endingBefore=cus_9", "Invalid cursor: the provided ID does not exist."),
            ("pageSize=101", "too_big: pageSize: Max page size is 100."),
        ])
    func refusals(_ query: String, _ message: String) throws {
        let store = try store()
        #expect(refusal { _ = try list(query, in: store) } == APIError(.unprocessableEntity, message))
        #expect(
            refusal { _ = try list("startingAfter=cus_0&sortBy=saleAmount", in: store) }?.code == .unprocessableEntity)
    }

    @Test("A customer is found by either id, and shown with the link on request")
    func found() throws {
        let store = try store()
        let rules = CustomerRules(now: MemoryStore.start)
        let plain = form.answer(try rules.find("cus_0", in: store).result.get())
        #expect(plain["externalId"] == "u_0" && plain.object?["link"] == nil && plain.object?["programId"] == nil)
        let view = form.answer(try rules.find("ext_u_0", isExpanded: true, in: store).result.get())
        #expect(
            view["link"] == [
                "id": "link_1", "domain": "go.acme.test", "key": "spring", "shortLink": "https://go.acme.test/spring",
                "url": "https://acme.test/pricing", "programId": nil,
            ])
        for id in ["cus_9", "ext_u_9", "u_0"] {
            let error = refusal { _ = try rules.find(id, in: store).result.get() }
            #expect(error?.code == .notFound && error?.message.hasPrefix("Customer not found.") == true)
        }
        #expect(try list("includeExpandedFields=true", in: store).compactMap(\.link?.id) == ["link_1"])
    }

    @Test("Absent fields stay, null clears, and a country is ignored")
    func updated() throws {
        var store = try store()
        func update(_ body: String) throws -> Customer {
            try CustomerRules(now: MemoryStore.start).update(
                "cus_0", CustomerChange(RequestFields(body: body.utf8)), in: &store
            ).result.get().customer
        }
        let changed = try update(
            #"""
            {"name": "Ann", "email": null, "externalId": "u_9", "stripeCustomerId": "s", "country": "FR",
             "subscriptionCanceledAt": "2026-03-02T09:15:04.123Z"}
            """#)
        #expect((changed.name, changed.email, changed.externalID) == ("Ann", nil, "u_9"))
        #expect((changed.stripeCustomerID, changed.country) == ("s", "US"))
        #expect(changed.subscriptionCanceledAt == MemoryStore.start)
        #expect(store.customer(id: "cus_0") == changed)
        #expect(try update("{}") == changed)
        #expect(
            refusal { _ = try update(#"{"externalId": "u_1"}"#) }
                == APIError(.conflict, "A customer with this external ID already exists."))
        #expect(
            refusal { _ = try update(#"{"email": "ann"}"#) }?.message == "invalid_format: email: Invalid email address")
        #expect(try update(#"{"subscriptionCanceledAt": null}"#).subscriptionCanceledAt == nil)
        let renamed = try update(#"{"name": null}"#)
        #expect(renamed.name?.split(separator: " ").count == 3, "\(renamed.name ?? "no name")")
        #expect(store.customer(id: "cus_0")?.name == renamed.name)
        #expect(
            refusal { _ = try update(#"{"externalId": null}"#) }?.message
                == "invalid_type: externalId: Invalid input: expected string, received null")
    }

    @Test("A deleted customer is gone, and the leads stay")
    func deleted() throws {
        var store = try store()
        store.leads = [
            Lead(
                id: "l", eventName: "x", customerID: "cus_0", clickID: "c", linkID: "link_1",
                timestamp: MemoryStore.start)
        ]
        let rules = CustomerRules(now: MemoryStore.start)
        #expect(try rules.delete("ext_u_0", in: &store).result.get().id == "cus_0")
        #expect(store.customers.count == 3 && store.leads.count == 1)
        #expect(try rules.delete("cus_0", in: &store).refusal?.hasPrefix("Customer not found.") == true)
    }

    @Test("A customer is made without a link; the external id and the country are needed")
    func created() throws {
        var store = try store()
        func create(_ body: String) throws -> Customer {
            try CustomerRules(now: MemoryStore.start).create(
                CustomerRequest(RequestFields(body: body.utf8)), in: &store
            ).result.get().customer
        }
        let customer = try create(#"{"externalId": "u_9", "country": "FR", "email": "kim@acme.test"}"#)
        #expect((customer.name, customer.country, customer.linkID) == ("kim@acme.test", "FR", nil))
        #expect(customer.id.hasPrefix("cus_") && store.customer(id: customer.id) == customer)
        for (body, message) in [
            (#"{"externalId": "u_9", "country": "FR"}"#, "A customer with this external ID already exists."),
            (#"{"country": "FR"}"#, "invalid_type: externalId: externalId is required"),
            (#"{"externalId": "u_8"}"#, "invalid_type: country: country is required"),
        ] {
            #expect(refusal { _ = try create(body) }?.message == message)
        }
    }

    @Test(
        "Customers are counted, all together or by what they have in common",
        arguments: [
            ("", 4), ("country=US", 3),
            ("groupBy=country", [["country": "US", "_count": 3], ["country": "DE", "_count": 1]]),
            ("groupBy=linkId", [["linkId": nil, "_count": 3], ["linkId": "link_1", "_count": 1]]),
        ] as [(String, JSONValue)])
    func counted(_ query: String, _ answer: JSONValue) throws {
        let count = try CustomerRules(now: MemoryStore.start).count(
            CustomerCountQuery(RequestFields(query: query)), in: store())
        #expect(try form.answer(count.result.get()) == answer)
    }
}
