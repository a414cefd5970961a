import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Lines of a seed")
struct SeedLineTests {
    @Test("A link needs nothing but a destination: the rest is made, also a domain")
    func minimalLink() throws {
        let store = try MemoryStore.planted(#"{"type":"link","url":"acme.test/pricing"}"#)
        let link = try #require(store.links.values.first)
        #expect(link.url == "https://acme.test/pricing" && link.key.text.count == 7)
        #expect(link.createdAt == MemoryStore.start && link.updatedAt == MemoryStore.start)
        #expect(link.id.hasPrefix("link_") && link.workspaceID == MemoryStore.workspace)
        #expect(link.domain == Planter.usualDomain)
        #expect(store.domainList.map(\.slug) == [Planter.usualDomain])
        #expect(store.domainList.map(\.isPrimary) == [true])
    }

    @Test("A link's line can say what a request says, and what a request cannot say")
    func statedLink() throws {
        let store = try MemoryStore.planted(
            #"""
            {"type":"tag","name":"Mail"}
            {"type":"link","url":"https://acme.test","domain":"WWW.Acme.link:80","key":"/Promo/","externalId":"ext_7",\#
            "tagNames":"mail","utm_source":"x","id":"link_7","createdAt":"2026-01-01","disabledAt":"2026-02-01",\#
            "clicks":5}
            """#)
        let link = try #require(store.links["link_7"])
        #expect(link.domain == "acme.link" && link.key.text == "Promo" && link.externalID == "7")
        #expect(link.url == "https://acme.test/?utm_source=x" && link.tagIDs == store.tagList.map(\.id))
        #expect(link.createdAt.text == "2026-01-01T00:00:00.000Z" && link.updatedAt == link.createdAt)
        #expect(link.disabledAt?.text == "2026-02-01T00:00:00.000Z" && link.counters == Link.Counters(clicks: 5))
    }

    @Test("An id that is made sorts by the time that the line states")
    func ids() throws {
        let store = try MemoryStore.planted(
            #"""
            {"type":"link","url":"https://acme.test","key":"new"}
            {"type":"link","url":"https://acme.test","key":"old","createdAt":"2020-01-01"}
            """#)
        #expect(store.links.values.sorted { $0.id < $1.id }.map(\.key.text) == ["old", "new"])
    }

    @Test("What tags, folders, domains and customers leave out is made")
    func minimalOthers() throws {
        let store = try MemoryStore.planted(
            #"""
            {"type":"domain","slug":"acme.link"}
            {"type":"domain","slug":"go.acme.test","createdAt":"2026-01-01"}
            {"type":"tag","name":"Mail"}
            {"type":"folder","name":"Spring"}
            {"type":"customer","externalId":"u_1","email":"kim@acme.test"}
            {"type":"customer","externalId":"u_2"}
            {"type":"customer","externalId":"u_3","name":null}
            """#)
        #expect(store.domainList.map(\.isPrimary) == [true, false])
        #expect(store.domainList[0].createdAt == MemoryStore.start && store.domainList[0].id.hasPrefix("dom_"))
        #expect(store.domainList[1].updatedAt.text == "2026-01-01T00:00:00.000Z")
        #expect(store.tagList.allSatisfy { $0.id.hasPrefix("tag_") && Attribution.Tag.colors.contains($0.color) })
        #expect(store.folderList.map(\.name) == ["Spring"] && store.folderList[0].id.hasPrefix("fold_"))
        #expect(store.customers[0].name == "kim@acme.test" && store.customers[0].id.hasPrefix("cus_"))
        #expect(store.customers[1].name?.isEmpty == false && store.customers[2].name == nil)
    }

    @Test("Another domain can be said to be the primary one")
    func primary() throws {
        let store = try MemoryStore.planted(
            #"""
            {"type":"domain","slug":"acme.link"}
            {"type":"domain","slug":"go.acme.test","primary":true}
            {"type":"link","url":"https://acme.test"}
            """#)
        #expect(store.domains(workspaceID: MemoryStore.workspace).map(\.slug) == ["go.acme.test", "acme.link"])
        #expect(store.domainList.map(\.isPrimary) == [false, true])
        #expect(store.links.values.map(\.domain) == ["go.acme.test"])
    }

    @Test("A workspace's line changes what it states; a key that is null is none, and one that is left out stays")
    func workspaces() throws {
        let base = try #require(MemoryStore.furnished().workspaces[MemoryStore.workspace])
        let line = try SeedLine(
            json: #"{"type":"workspace","id":"ws_2","name":"Shop","plan":"pro","allowedHostnames":["ACME.test"]}"#)
        let stated = try line.workspace(over: base)
        let changed = try #require(stated)
        #expect((changed.id, changed.name, changed.plan) == ("ws_2", "Shop", .pro))
        #expect(changed.allowedHostnames == ["acme.test"])
        #expect(changed.secretKey == base.secretKey && changed.publishableKey == base.publishableKey)
        let keys = try SeedLine(
            json: #"{"type":"workspace","secretKey":"dub_a","publishableKey":null,"conversionEnabled":false}"#)
        let replaced = try keys.workspace(over: base)
        let other = try #require(replaced)
        #expect(other.secretKey == APIKey("dub_a") && other.publishableKey == nil && !other.isConversionEnabled)
        #expect(try SeedLine(json: #"{"type":"tag","name":"a"}"#).workspace(over: base) == nil)

        let planted = try MemoryStore.planted(#"{"type":"workspace","id":"ws_2","name":"Shop"}"#)
        #expect(planted.workspaces.values.map(\.name) == ["Shop"])
        #expect(planted.workspaces[MemoryStore.workspace]?.id == MemoryStore.workspace)
    }

    static let unreadable = [
        (#"[]"#, "Invalid input: expected object, received array"),
        (#"{}"#, "type: Invalid input: expected string, received undefined"),
        (
            #"{"type":"visit"}"#,
            #"type: Invalid option: expected one of "workspace"|"domain"|"tag"|"folder"|"link"|"#
                + #""customer"|"click"|"lead"|"sale""#
        ),
        (
            #"{"type":"workspace","plan":"gold"}"#,
            #"line of type workspace: plan: Invalid option: expected one of "free"|"pro"|"business"|"#
                + #""advanced"|"enterprise""#
        ),
        (#"{"type":"workspace","secretKey":"abc"}"#, "line of type workspace: secretKey: Invalid secret key"),
        (
            #"{"type":"workspace","publishableKey":"abc"}"#,
            "line of type workspace: publishableKey: Invalid publishable key"
        ),
        (#"{"type":"workspace","allowedHostnames":["a b"]}"#, "line of type workspace: Invalid hostnames."),
        (#"{"type":"domain"}"#, "line of type domain: slug: slug is required."),
        (#"{"type":"domain","slug":"a b"}"#, "line of type domain: Invalid domain."),
        (#"{"type":"tag"}"#, "line of type tag: name: name is required."),
        (#"{"type":"folder"}"#, "line of type folder: name: name is required."),
        (#"{"type":"link"}"#, "line of type link: url: Invalid input: expected string, received undefined"),
        (
            #"{"type":"link","url":"https://a.test","clicks":-1}"#,
            "line of type link: clicks: Too small: expected number to be >=0"
        ),
        (#"{"type":"link","url":"https://a.test","disabledAt":"x"}"#, "line of type link: disabledAt: Invalid date"),
        (
            #"{"type":"link","url":"https://a.test","id":"l","domain":"","key":"a","clicks":0,"#
                + #""createdAt":"2026-01-01","updatedAt":"2026-01-01"}"#,
            "line of type link: domain: domain is required."
        ),
        (#"{"type":"customer"}"#, "line of type customer: externalId: externalId is required"),
        (#"{"type":"customer","externalId":"u","email":"kim"}"#, "line of type customer: email: Invalid email address"),
        (#"{"type":"click"}"#, "line of type click: linkId: Invalid input: expected string, received undefined"),
        (
            #"{"type":"click","linkId":7}"#,
            "line of type click: linkId: Invalid input: expected string, received number"
        ),
        (#"{"type":"click","linkId":"l","timestamp":"noon"}"#, "line of type click: timestamp: Invalid date"),
        (
            #"{"type":"click","linkId":"l","trigger":"x"}"#,
            #"line of type click: trigger: Invalid option: expected one of "link"|"qr"|"pageview"|"deeplink""#
        ),
        (
            #"{"type":"lead","customerId":"c"}"#,
            "line of type lead: eventName: Invalid input: expected string, received undefined"
        ),
        (
            #"{"type":"lead","eventName":"a"}"#,
            "line of type lead: customerId: Invalid input: expected string, received undefined"
        ),
        (
            #"{"type":"lead","eventName":"a","customerId":"c","metadata":"{}"}"#,
            "line of type lead: metadata: Invalid input: expected record, received string"
        ),
        (#"{"type":"sale","customerId":"c"}"#, "line of type sale: amount: amount is required"),
        (#"{"type":"sale","customerId":"c","amount":-1}"#, "line of type sale: amount: amount cannot be negative"),
        (
            #"{"type":"sale","customerId":"c","amount":1,"saleType":"x"}"#,
            #"line of type sale: saleType: Invalid option: expected one of "new"|"recurring""#
        ),
    ]

    @Test("A line that cannot be read says what is wrong", arguments: unreadable)
    func errors(_ text: String, _ message: String) {
        #expect(refusal { _ = try SeedLine(json: text) }?.message == message)
    }
}
