import Attribution
import AttributionTesting
import Testing

@Suite("Requests for events and numbers")
struct EventQueryTests {
    private func analytics(_ query: String, path: [String] = []) throws -> AnalyticsRequest {
        try AnalyticsRequest(.query(query), path: path)
    }

    private func events(_ query: String) throws -> EventsRequest {
        try EventsRequest(.query(query))
    }

    private func filter(_ query: String) throws -> EventFilter { try analytics(query).query.filter }

    @Test("Without parameters it is the clicks of 30 days, and the first 100 of them, the newest first")
    func defaults() throws {
        let analytics = try analytics("")
        #expect(analytics == AnalyticsRequest())
        #expect((analytics.event, analytics.groupBy, analytics.isBareNumber) == (.clicks, .count, false))
        #expect(analytics.query.time == TimeRequest(.month))
        let events = try events("")
        #expect(events == EventsRequest())
        #expect((events.kind, events.page, events.limit, events.isAscending) == (.clicks, 1, 100, false))
        #expect(events.query.filter == EventFilter() && events.query.link == nil)
    }

    @Test("What a client spells out is what it is without")
    func spelledOut() throws {
        let query = "event=clicks&timezone=UTC&page=1&limit=100&sortOrder=desc&sortBy=timestamp&order=desc"
        #expect(try events(query).isAscending == false)
        #expect(try events(query).limit == 100)
        #expect(try analytics("event=clicks&groupBy=count&timezone=UTC&unknown=1").query.filter == EventFilter())
    }

    @Test(
        "The old name of the order wins where it is not the default",
        arguments: [("sortOrder=asc", true), ("order=asc&sortOrder=desc", true), ("order=desc&sortOrder=desc", false)])
    func order(_ query: String, _ isAscending: Bool) throws {
        #expect(try events(query).isAscending == isAscending)
    }

    @Test(
        "Old paths name the event, the grouping or both, and win over the parameters",
        arguments: [
            (["clicks"], .clicks, .count, true), (["count"], .leads, .count, true),
            (["leads"], .leads, .count, false), (["sales", "countries"], .sales, .countries, false),
            (["clicks", "timeseries"], .clicks, .timeseries, false), (["devices"], .leads, .devices, false),
            (["sales", "count"], .sales, .count, true), ([], .leads, .cities, false),
        ] as [([String], AnalyticsRequest.Event, AnalyticsGrouping, Bool)])
    func paths(_ path: [String], _ event: AnalyticsRequest.Event, _ groupBy: AnalyticsGrouping, _ isBare: Bool) throws {
        // A path without a grouping leaves it to the parameter.
        let namesGrouping = path.isEmpty || path.count == 2 || groupBy == .devices
        let request = try analytics("event=leads" + (namesGrouping ? "&groupBy=cities" : ""), path: path)
        #expect((request.event, request.groupBy, request.isBareNumber) == (event, groupBy, isBare))
    }

    static let groupings =
        "count, timeseries, continents, countries, regions, cities, devices, browsers, os, triggers, trigger, referers, "
        + "referer_urls, top_links, top_urls, top_base_urls, utm_sources, utm_mediums, utm_campaigns, utm_terms, "
        + "utm_contents, top_domains, top_folders, top_link_tags, top_partners, top_groups, top_partner_tags, event_names"

    @Test(
        "The first problem of a request for numbers is the answer",
        arguments: [
            (
                "event=views",
                "invalid_value: event: Invalid event type. Valid event types are: clicks, leads, sales"
            ),
            ("groupBy=colours", "invalid_value: groupBy: Invalid type value. Valid values are: \(groupings)"),
            ("root=yes", #"invalid_value: root: Invalid option: expected one of "true"|"false""#),
            ("qr=1", #"invalid_value: qr: Invalid option: expected one of "true"|"false""#),
            ("saleType=old", #"invalid_value: saleType: Invalid option: expected one of "new"|"recurring""#),
            (
                "query=\(String(repeating: "x", count: 10_001))",
                "too_big: query: Too big: expected string to have <=10000 characters"
            ),
            ("start=x", "custom: start: Invalid date"),
        ])
    func refusedNumbers(_ query: String, _ message: String) {
        #expect { try analytics(query) } throws: { ($0 as? APIError) == APIError(.unprocessableEntity, message) }
    }

    @Test(
        "Old paths are checked like the parameters",
        arguments: [(["views"], "groupBy: Invalid type value"), (["views", "count"], "event: Invalid event type")])
    func refusedPaths(_ path: [String], _ message: String) {
        #expect { try analytics("", path: path) } throws: { ($0 as? APIError)?.message.contains(message) == true }
    }

    @Test(
        "The first problem of a request for events is the answer",
        arguments: [
            ("limit=1001", "too_big: limit: Max page size is 1000."),
            ("limit=0", "too_small: limit: Too small: expected number to be >=1"),
            ("page=0", "too_small: page: Too small: expected number to be >=1"),
            ("page=x", "invalid_type: page: Invalid input: expected number, received string"),
            ("sortOrder=up", #"invalid_value: sortOrder: Invalid option: expected one of "asc"|"desc""#),
            ("order=up", #"invalid_value: order: Invalid option: expected one of "asc"|"desc""#),
            ("sortBy=url", #"invalid_value: sortBy: Invalid option: expected one of "timestamp""#),
            (
                "event=composite", #"invalid_value: event: Invalid option: expected one of "clicks"|"leads"|"sales""#
            ),
            ("end=x", "custom: end: Invalid date"),
        ])
    func refusedEvents(_ query: String, _ message: String) {
        #expect { try events(query) } throws: { ($0 as? APIError) == APIError(.unprocessableEntity, message) }
    }

    @Test(
        "A list is values to find or, behind one hyphen, to leave out",
        arguments: [
            ("US", ValueFilter(["US"])), ("US,CA", ValueFilter(["US", "CA"])),
            ("-US", ValueFilter(["US"], isExcluding: true)), ("-US,CA", ValueFilter(["US", "CA"], isExcluding: true)),
            (",US,,", ValueFilter(["US"])), ("-,US", ValueFilter(["US"], isExcluding: true)), (",,", nil), ("-", nil),
            ("-,", nil), ("", nil),
        ])
    func lists(_ text: String, _ filter: ValueFilter?) throws {
        #expect(try self.filter("country=\(text)").dimensions == filter.map { [.country: $0] } ?? [:])
    }

    @Test("Every dimension has its parameter")
    func dimensions() throws {
        let filter = try filter(
            "continent=NA&city=San+Francisco&device=mobile,desktop&browser=-mobile%20Safari&os=mac%20OS,iOS"
                + "&trigger=link&referer=(direct)&refererUrl=https://acme.test/a&url=https://acme.test/b")
        #expect(
            filter.dimensions == [
                .continent: ValueFilter(["NA"]), .city: ValueFilter(["San Francisco"]),
                .device: ValueFilter(["Mobile", "Desktop"]),
                .browser: ValueFilter(["Mobile Safari"], isExcluding: true), .os: ValueFilter(["Mac OS", "iOS"]),
                .trigger: ValueFilter(["link"]), .referer: ValueFilter(["(direct)"]),
                .refererURL: ValueFilter(["https://acme.test/a"]), .baseURL: ValueFilter(["https://acme.test/b"]),
            ])
    }

    @Test(
        "A region has its country before it; without one it is a country",
        arguments: [
            ("region=US-CA", [.country: ValueFilter(["US"]), .region: ValueFilter(["CA"])]),
            ("region=CA", [.country: ValueFilter(["CA"])]),
            ("region=US-CA&country=DE", [.country: ValueFilter(["US"]), .region: ValueFilter(["CA"])]),
            ("region=", [:]),
        ] as [(String, [Dimension: ValueFilter])])
    func regions(_ query: String, _ dimensions: [Dimension: ValueFilter]) throws {
        #expect(try filter(query).dimensions == dimensions)
    }

    @Test(
        "The old parameter for codes is a trigger",
        arguments: [("qr=true", "qr"), ("qr=true&trigger=link", "link"), ("qr=false", nil)])
    func codes(_ query: String, _ trigger: String?) throws {
        #expect(try filter(query).dimensions[.trigger] == trigger.map { ValueFilter([$0]) })
    }

    @Test("Campaign tags are looked for as they are written in addresses")
    func campaignTags() throws {
        let tags = try filter("utm_source=e%20mail,news&utm_term=-a%26b").campaignTags
        #expect(tags.map(\.parts) == [["utm_source=e+mail", "utm_source=news"], ["utm_term=a%26b"]])
        #expect(tags.map(\.isExcluding) == [false, true])
    }

    @Test("Links are described by their properties; the old name of the tags counts for numbers only")
    func links() throws {
        var traits = LinkTraits()
        traits.domain = ValueFilter(["go.acme.test", "acme.link"])
        traits.tenantID = ValueFilter(["t"], isExcluding: true)
        traits.tagID = ValueFilter(["tag_1"])
        traits.folderID = ValueFilter(["fold_1"])
        traits.isRoot = false
        let query = "domain=GO.acme.test,acme.link&tenantId=-t&tagIds=tag_1&folderId=fold_1&root=false"
        #expect(try filter(query).links == .having(traits))
        traits.tagID = nil
        #expect(try events(query).query.filter.links == .having(traits))
        #expect(try events("tagIds=tag_1").query.filter.links == .all)
        traits = LinkTraits()
        traits.tagID = ValueFilter(["tag_2"])
        #expect(try filter("tagId=tag_2&tagIds=tag_1").links == .having(traits))
    }

    @Test(
        "A link is named by id, by external id, or by domain and key, in this order",
        arguments: [
            ("linkId=link_1,link_2&externalId=ext_7", .ids(ValueFilter(["link_1", "link_2"]))),
            ("externalId=ext_7&domain=go.acme.test&key=spring", .externalID("ext_7")),
            ("domain=GO.acme.test&key=Spring", .place(domain: "go.acme.test", key: "Spring")),
            ("key=spring", nil), ("domain=go.acme.test", nil), ("linkId=-", nil),
        ] as [(String, LinkChoice?)])
    func references(_ query: String, _ reference: LinkChoice?) throws {
        #expect(try analytics(query).query.link == reference)
    }

    @Test("Customers, kinds of sales, names of events and metadata are read, and dropped where they mean nothing")
    func conversions() throws {
        let filter = try filter(
            "customerId=cus_1&saleType=new&eventName=-Sign%20up&query=metadata%5B'plan'%5D:'pro'")
        #expect((filter.customerID, filter.saleType) == ("cus_1", .new))
        #expect(filter.eventName == ValueFilter(["Sign up"], isExcluding: true))
        #expect(filter.metadata == [MetadataCondition("plan", .equal, "pro")])
        let span = MemoryStore.start..<MemoryStore.start
        #expect(EventSelection(.sales, in: span, where: filter).filter == filter)
        var ofLeads = filter
        ofLeads.saleType = nil
        #expect(EventSelection(.leads, in: span, where: filter).filter == ofLeads)
        var ofClicks = EventFilter()
        ofClicks.customerID = "cus_1"
        #expect(EventSelection(.clicks, in: span, where: filter).filter == ofClicks)
    }
}
