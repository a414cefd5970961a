import Attribution
import AttributionTesting
import JSON
import Testing

@Suite("Numbers")
struct AnalyticsTests {
    private func answer(
        _ query: String, path: [String] = [], in store: MemoryStore? = nil
    ) throws -> JSONValue {
        try outcome(query, path: path, in: store).result.get()
    }

    private func outcome(
        _ query: String, path: [String] = [], in store: MemoryStore? = nil
    ) throws -> Outcome<JSONValue> {
        try AnalyticsRules.example.answer(
            AnalyticsRequest(.query(query), path: path), in: store ?? MemoryStore.withEvents())
    }

    private func number(_ query: String) throws -> Int? { try answer("groupBy=count&\(query)")["clicks"].int }

    @Test(
        "A count is one object with all four numbers; what was not asked for is 0",
        arguments: [
            ("", [5, 0, 0, 0]), ("event=leads", [0, 3, 0, 0]), ("event=sales", [0, 0, 2, 5_000]),
            ("event=composite", [5, 3, 2, 5_000]),
        ])
    func count(_ query: String, _ numbers: [Int]) throws {
        let answer = try answer(query)
        #expect(answer.object?.keys == ["clicks", "leads", "sales", "saleAmount"])
        #expect(answer.object?.map(\.value.int) == numbers)
    }

    @Test(
        "The old paths of clicks and counts are answered with a bare number",
        arguments: [(["clicks"], 5), (["count"], 5), (["leads", "count"], 3), (["sales", "count"], 2)])
    func bare(_ path: [String], _ number: Int) throws {
        #expect(try answer("", path: path) == .integer(number))
        #expect(try answer("", path: ["sales"]).object != nil)
    }

    @Test("A timeseries has a row for every bucket, the oldest first")
    func timeseries() throws {
        let query = "event=composite&groupBy=timeseries&start=2026-03-01&end=2026-03-04&timezone=UTC"
        let expected = """
            [{"start":"2026-03-01T00:00:00.000+0000","clicks":1,"leads":0,"sales":0,"saleAmount":0},\
            {"start":"2026-03-02T00:00:00.000+0000","clicks":4,"leads":3,"sales":2,"saleAmount":5000},\
            {"start":"2026-03-03T00:00:00.000+0000","clicks":0,"leads":0,"sales":0,"saleAmount":0},\
            {"start":"2026-03-04T00:00:00.000+0000","clicks":0,"leads":0,"sales":0,"saleAmount":0}]
            """
        #expect(try answer(query).compact == expected)
        // The workspace was made today, so that all of its time is hours.
        let hours = try answer("groupBy=timeseries&interval=all").array ?? []
        #expect(hours.count == 24)
        #expect(
            hours[9] == ["start": "2026-03-02T09:00:00.000+0000", "clicks": 4, "leads": 0, "sales": 0, "saleAmount": 0])
    }

    @Test(
        "Rows have the fields of their grouping, the largest first, without empty and unknown ones",
        arguments: [
            ("continents", #"[{"continent":"NA",C3},{"continent":"EU",C1}]"#),
            (
                "countries",
                #"[{"country":"US","region":"*","city":"*",C3},{"country":"DE","region":"*","city":"*",C1}]"#
            ),
            (
                "regions",
                #"[{"country":"US","region":"US-CA","city":"*",C3}]"#
            ),
            (
                "cities",
                """
                [{"country":"US","region":"US-CA","city":"San Francisco",C3},\
                {"country":"DE","region":"Unknown","city":"Berlin",C1}]
                """
            ),
            ("devices", #"[{"device":"Desktop",C4},{"device":"Mobile",C1}]"#),
            ("browsers", #"[{"browser":"Chrome",C3},{"browser":"Mobile Safari",C1}]"#),
            ("os", #"[{"os":"Mac OS",C3},{"os":"iOS",C1}]"#),
            ("triggers", #"[{"trigger":"link",C4},{"trigger":"qr",C1}]"#),
            ("trigger", #"[{"trigger":"link",C4},{"trigger":"qr",C1}]"#),
            ("referers", #"[{"referer":"(direct)",C4},{"referer":"example.com",C1}]"#),
            ("referer_urls", #"[{"refererUrl":"(direct)",C4},{"refererUrl":"https://www.example.com/a",C1}]"#),
            (
                "top_base_urls",
                """
                [{"url":"https://acme.test/pricing",C3},{"url":"https://acme.test/",C1},\
                {"url":"https://acme.test/gone",C1}]
                """
            ),
            ("utm_sources", #"[{"utm_source":"e mail",C1},{"utm_source":"news",C1}]"#),
            ("utm_mediums", #"[{"utm_medium":"paid",C1}]"#), ("utm_campaigns", "[]"), ("utm_terms", "[]"),
            ("utm_contents", "[]"), ("top_domains", #"[{"domain":"go.acme.test",C3},{"domain":"acme.link",C1}]"#),
            ("top_folders", #"[{"folderId":"fold_1","folder":{"id":"fold_1","name":"Spring"},C3}]"#),
            (
                "top_link_tags",
                """
                [{"tagId":"tag_1","tag":{"id":"tag_1","name":"Mail","color":"red"},C3},\
                {"tagId":"tag_2","tag":{"id":"tag_2","name":"Paid","color":"blue"},C3}]
                """
            ),
            ("top_partners", "[]"), ("top_groups", "[]"), ("top_partner_tags", "[]"), ("event_names", "[]"),
        ])
    func rows(_ groupBy: String, _ expected: String) throws {
        let numbers = try Regex("C([0-9])")
        let text = expected.replacing(numbers) { match in
            "\"clicks\":\(match.output[1].substring ?? ""),\"leads\":0,\"sales\":0,\"saleAmount\":0"
        }
        #expect(try answer("groupBy=\(groupBy)").compact == text)
    }

    @Test("Clicked addresses are rows of their own, with their whole query")
    func addresses() throws {
        let urls = try answer("groupBy=top_urls").array?.compactMap { $0["url"].string } ?? []
        #expect(urls.count == 5)
        #expect(urls.contains("https://acme.test/pricing?dub_id=Bd0Kh8oOOL8dKLzd&utm_source=news&utm_medium=paid"))
    }

    @Test("Links are shown with what tells them apart; those that were deleted are not shown, but counted")
    func links() throws {
        let rows = try answer("groupBy=top_links").array ?? []
        #expect(rows.map { $0["clicks"].int } == [3, 1])
        #expect(
            rows.first?.compact == """
                {"id":"link_1","link":"link_1","domain":"go.acme.test","key":"spring",\
                "shortLink":"https://go.acme.test/spring","url":"https://acme.test/pricing","title":"Spring sale",\
                "comments":"c","folderId":"fold_1","partnerId":null,"createdAt":"2026-03-02T09:15:04.123Z",\
                "clicks":3,"leads":0,"sales":0,"saleAmount":0}
                """)
        #expect(try number("") == 5)
    }

    @Test("Leads and sales are grouped by their clicks, sales sorted by amount")
    func conversions() throws {
        #expect(
            try answer("event=leads&groupBy=countries").array?.map { [$0["country"], $0["leads"], $0["clicks"]] }
                == [["US", 2, 0], ["DE", 1, 0]])
        #expect(
            try answer("event=sales&groupBy=countries").compact == """
                [{"country":"DE","region":"*","city":"*","clicks":0,"leads":0,"sales":1,"saleAmount":4900},\
                {"country":"US","region":"*","city":"*","clicks":0,"leads":0,"sales":1,"saleAmount":100}]
                """)
        #expect(
            try answer("event=leads&groupBy=event_names").array?.map { [$0["eventName"], $0["leads"]] }
                == [["Sign up", 2], ["Trial", 1]])
    }

    @Test("All numbers together are sorted by clicks, but by amount for domains, folders and tags")
    func composite() throws {
        #expect(
            try answer("event=composite&groupBy=countries").array?.map {
                [$0["country"], $0["clicks"], $0["saleAmount"]]
            }
                == [["US", 3, 100], ["DE", 1, 4_900]])
        #expect(
            try answer("event=composite&groupBy=top_domains").array?.map {
                [$0["domain"], $0["clicks"], $0["saleAmount"]]
            }
                == [["acme.link", 1, 4_900], ["go.acme.test", 3, 100]])
    }

    @Test("All numbers together leave out groups without clicks in the window")
    func withoutClicks() throws {
        var store = try MemoryStore.withEvents()
        store.clicks["berlin"]?.timestamp = MemoryStore.start - .seconds(40 * 86_400)
        #expect(
            try answer("event=composite&groupBy=countries", in: store).array?.map { $0["country"] } == ["US"])
        #expect(
            try answer("event=leads&groupBy=countries", in: store).array?.map { $0["country"] } == ["US", "DE"])
        #expect(try answer("event=composite", in: store)["leads"] == 3)
    }

    @Test("There are 5000 rows at most, those with the most clicks")
    func most() throws {
        var store = try MemoryStore.withClick()
        for index in 0..<5_001 {
            store.clicks["\(index)"] = Click(
                id: "\(index)", timestamp: MemoryStore.start, linkID: "link_1",
                url: "https://acme.test/\(index / 2 * 2)")
        }
        for index in 10_000..<13_000 {
            store.clicks["\(index)"] = Click(
                id: "\(index)", timestamp: MemoryStore.start, linkID: "link_1", url: "https://acme.test/\(index)")
        }
        for event in ["clicks", "composite"] {
            let rows = try answer("event=\(event)&groupBy=top_urls", in: store).array ?? []
            #expect(rows.count == 5_000)
            #expect(rows.prefix(2_500).allSatisfy { $0["clicks"] == 2 })
            #expect(rows.dropFirst(2_500).allSatisfy { $0["clicks"] == 1 })
        }
    }

    @Test(
        "Filters leave the events that meet all of them",
        arguments: [
            ("country=US", 3), ("country=-US", 2), ("country=US,DE", 4), ("region=US-CA", 3), ("region=DE", 1),
            ("city=San%20Francisco", 3), ("continent=EU", 1), ("device=mobile", 1),
            ("browser=chrome,mobile%20Safari", 4),
            ("os=iOS", 1), ("trigger=qr", 1), ("qr=true", 1), ("referer=example.com", 1),
            ("refererUrl=https://www.example.com/a", 1), ("url=https://acme.test/pricing", 3),
            ("utm_source=e%20mail", 1), ("utm_source=n", 1), ("utm_source=-news", 4), ("utm_source=mail", 0),
            ("domain=acme.link", 1), ("domain=-acme.link", 3), ("root=true", 1), ("root=false", 3), ("tenantId=t", 1),
            ("tenantId=-t", 3), ("tagIds=tag_1", 3), ("tagId=-tag_1", 1), ("folderId=fold_1", 3),
            ("linkId=link_1", 3), ("linkId=-link_1", 2), ("linkId=link_1,link_2,link_9", 4),
            ("domain=acme.link&linkId=link_1", 3), ("domain=go.acme.test&key=SPRING", 3), ("externalId=ext_7", 3),
            ("key=spring", 5), ("customerId=cus_kim", 2), ("customerId=cus_none", 0), ("country=US&trigger=qr", 1),
            ("query=metadata%5B'plan'%5D='none'", 5), ("saleType=new", 5), ("eventName=Trial", 5),
            ("start=2026-03-02&end=2026-03-02", 4), ("interval=24h", 4), ("start=2026-03-03", 0),
        ])
    func filters(_ query: String, _ clicks: Int) throws {
        #expect(try number(query) == clicks)
    }

    @Test(
        "Leads and sales are filtered by what only they have",
        arguments: [
            ("event=leads&eventName=Trial", [0, 1, 0]), ("event=leads&eventName=-Trial", [0, 2, 0]),
            ("event=leads&query=metadata%5B'seats'%5D>'9'", [0, 1, 0]), ("event=leads&customerId=cus_kim", [0, 2, 0]),
            ("event=sales&saleType=new", [0, 0, 1]), ("event=sales&saleType=recurring", [0, 0, 1]),
            ("event=sales&eventName=Subscription", [0, 0, 1]), ("event=sales&domain=acme.link", [0, 0, 1]),
            ("event=composite&saleType=new&eventName=Trial", [5, 1, 0]),
        ])
    func conversionFilters(_ query: String, _ numbers: [Int]) throws {
        let answer = try answer(query)
        #expect(["clicks", "leads", "sales"].map { answer[$0].int } == numbers)
    }

    @Test(
        "What is read otherwise than it may be meant is said",
        arguments: [
            ("region=CA", [.bareRegion("CA")]), ("region=US-CA", []), ("end=2026-03-02", [.endWithoutStart]),
            ("start=2026-03-01&end=2026-03-02", []), ("region=CA&linkId=link_9", [.bareRegion("CA")]),
        ] as [(String, [Note])])
    func notes(_ query: String, _ notes: [Note]) throws {
        #expect(try outcome(query).notes == notes)
    }

    @Test(
        "A link that is not the workspace's is refused in the API's words",
        arguments: [
            ("linkId=link_9", APIError(.notFound, "Link not found.")),
            ("domain=go.acme.test&key=none", APIError(.notFound, "Link not found.")),
            ("externalId=ext_8", APIError(.notFound, "Link not found.")),
            ("externalId=7", APIError(.badRequest, "Invalid externalId. Did you forget to prefix it with `ext_`?")),
            (
                "linkId=link_foreign",
                APIError(.unauthorized, "Link does not belong to workspace \(MemoryStore.workspace).")
            ),
        ])
    func foreign(_ query: String, _ error: APIError) throws {
        var store = try MemoryStore.withEvents()
        store.links["link_foreign"] = Link(
            id: "link_foreign", domain: "foreign.test", key: .root, url: "", workspaceID: "ws_other",
            createdAt: MemoryStore.start)
        #expect(throws: error) { try outcome(query, in: store).result.get() }
    }
}

extension AnalyticsRules {
    /// The rules an hour after the last event, in a workspace that was made that day.
    static let example = AnalyticsRules(
        workspaceID: MemoryStore.workspace, workspaceCreatedAt: MemoryStore.start,
        now: MemoryStore.start + .seconds(7_200),
        form: AnswerForm(
            origin: "http://127.0.0.1:8787", port: 8_787, userID: "user_1",
            tags: [
                "tag_1": Tag(id: "tag_1", name: "Mail", color: "red"),
                "tag_2": Tag(id: "tag_2", name: "Paid", color: "blue"),
            ]),
        folders: ["fold_1": "Spring"])
}
