import Attribution
import Testing

@Suite("Requests")
struct RequestTests {
    private func lead(_ body: String, from caller: Caller = .server) throws -> LeadRequest {
        try LeadRequest(RequestFields(body: body.utf8), from: caller)
    }

    private func sale(_ body: String, from caller: Caller = .server) throws -> SaleRequest {
        try SaleRequest(RequestFields(body: body.utf8), from: caller)
    }

    @Test("A lead is read with its defaults; nulls, numbers like 12.0 and unknown fields are fine")
    func leads() throws {
        let lead = try lead(
            #"""
            {"clickId": " abc ", "eventName": "Sign up", "customerExternalId": "u_1", "customerName": null,
             "customerEmail": "kim@acme.test", "mode": "wait", "eventQuantity": 12.0, "metadata": {"b": 1, "a": [true]},
             "unknown": 1}
            """#)
        #expect(lead.clickID == "abc" && lead.mode == .wait && lead.quantity == 12)
        #expect(lead.person == Person(externalID: "u_1", email: "kim@acme.test"))
        // The order is the sender's.
        #expect(lead.metadata == #"{"b":1,"a":[true]}"#)
    }

    @Test(
        "Servers may leave the click id out and use old names; pages may not", arguments: ["customerId", "externalId"])
    func callers(_ name: String) throws {
        let body = #"{"eventName": "x", "\#(name)": "u_1"}"#
        #expect(try lead(body).person.externalID == "u_1")
        #expect(
            throws: APIError(
                .unprocessableEntity, "invalid_type: clickId: Invalid input: expected string, received undefined")
        ) { try lead(body, from: .page) }
        #expect(try lead(#"{"clickId":"","eventName":"x","customerExternalId":"u"}"#, from: .page).clickID == "")
    }

    static let refusedLeads = [
        ("", "Invalid JSON format in request body. Please ensure the request body is a valid JSON object."),
        ("[]", "invalid_type: Invalid input: expected object, received array"),
        (#"{"customerExternalId":"u"}"#, "invalid_type: eventName: Invalid input: expected string, received undefined"),
        (#"{"eventName":" ","customerExternalId":"u"}"#, "too_small: eventName: eventName is required"),
        (#"{"eventName":"x"}"#, "customerExternalId is required"),
        (
            #"{"eventName":"x","customerExternalId":"u","mode":"later"}"#,
            #"invalid_value: mode: Invalid option: expected one of "async"|"wait"|"deferred""#
        ),
        (
            #"{"eventName":"x","customerExternalId":"u","eventQuantity":101}"#,
            "too_big: eventQuantity: Too big: expected number to be <=100"
        ),
        (
            #"{"eventName":"x","customerExternalId":"u","eventQuantity":1.5}"#,
            "invalid_type: eventQuantity: Invalid input: expected int, received number"
        ),
        (
            #"{"eventName":"x","customerExternalId":"u","customerEmail":"kim"}"#,
            "invalid_format: customerEmail: Invalid email address"
        ),
        (
            #"{"eventName":"x","customerExternalId":"u","metadata":"text"}"#,
            "invalid_type: metadata: Invalid input: expected record, received string"
        ),
        (
            #"{"eventName":5,"customerExternalId":"u"}"#,
            "invalid_type: eventName: Invalid input: expected string, received number"
        ),
    ]

    @Test("The first problem of a lead is the answer", arguments: refusedLeads)
    func refused(_ body: String, _ message: String) {
        #expect { try lead(body) } throws: { ($0 as? APIError)?.message == message }
    }

    @Test("Lengths have limits that are said")
    func limits() {
        let long = String(repeating: "é", count: 256)
        #expect {
            try lead(#"{"eventName":"\#(long)","customerExternalId":"u"}"#)
        } throws: {
            ($0 as? APIError)?.message == "too_big: eventName: Too big: expected string to have <=255 characters"
        }
        let metadata = String(repeating: "x", count: 10_000)
        #expect {
            try lead(#"{"eventName":"x","customerExternalId":"u","metadata":{"a":"\#(metadata)"}}"#)
        } throws: {
            ($0 as? APIError)?.message
                == "custom: metadata: Metadata must be less than 10,000 characters when stringified"
        }
    }

    @Test("A sale is read with its defaults")
    func sales() throws {
        let sale = try sale(#"{"customerExternalId":"u","amount":4900,"currency":"EUR","invoiceId":"","clickId":null}"#)
        #expect(sale.price == Money(4_900, "eur"))
        #expect((sale.eventName, sale.paymentProcessor) == ("Purchase", "custom"))
        #expect(sale.invoiceID == nil && sale.clickID == nil && sale.metadata == nil)
    }

    @Test(
        "The first problem of a sale is the answer",
        arguments: [
            (#"{"customerExternalId":"u"}"#, "invalid_type: amount: amount is required"),
            (#"{"customerExternalId":"u","amount":-1}"#, "too_small: amount: amount cannot be negative"),
            (#"{"amount":1}"#, "customerExternalId is required"),
        ])
    func refusedSales(_ body: String, _ message: String) {
        #expect { try sale(body) } throws: { ($0 as? APIError)?.message == message }
    }

    @Test("Mail addresses are told from other texts")
    func addresses() {
        for address in ["kim@acme.test", "k.i+m@a-b.acme.test", "o'kim@acme.test"] {
            #expect(throws: Never.self) { try mail(address) }
        }
        for text in [
            "kim@acme", "@acme.test", "kim@.test", "k..m@acme.test", "a@b@c.test", "kim@acme.t", "k m@acme.test",
        ] {
            #expect(throws: APIError.self) { try mail(text) }
        }
    }

    private func mail(_ address: String) throws {
        _ = try lead(#"{"eventName":"x","customerExternalId":"u","customerEmail":"\#(address)"}"#)
    }
}
