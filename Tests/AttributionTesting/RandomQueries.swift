package import Attribution

extension EventSelection {
    /// Events of any kind, with up to a few conditions.
    package static func random(_ random: inout SeededRandom) -> EventSelection {
        var filter = EventFilter()
        if random.happens(40) { filter.links = scope(&random) }
        for dimension in random.some(1, of: Dimension.allCases) {
            filter.dimensions[dimension] = values(dimension, &random)
        }
        if random.happens(20) {
            filter.campaignTags = [
                .init("utm_source", ValueFilter(["e mail", "none"], isExcluding: random.happens(30)))
            ]
        }
        if random.happens(20) { filter.customerID = random.pick(["cus_00001", "cus_00002", "cus_none"]) }
        if random.happens(30) { filter.saleType = random.pick(EventFilter.SaleType.allCases) }
        if random.happens(30) {
            let names = random.pick([["Sign up"], ["Trial", "never"], ["never"]])
            filter.eventName = ValueFilter(names, isExcluding: random.happens(30))
        }
        if random.happens(20) {
            filter.metadata = [random.pick([.init("plan", .equal, "pro"), .init("seats", .atLeast, "10")])]
        }
        let (start, end) = (RandomValues.span.lowerBound, RandomValues.span.upperBound)
        let span = random.happens(50) ? start..<end : (start + .seconds(100))..<(end + .milliseconds(-200_000))
        return EventSelection(random.pick(EventKind.allCases), in: span, where: filter)
    }

    private static func scope(_ random: inout SeededRandom) -> LinkScope {
        if random.happens(40) {
            let ids = ["link_00001", "link_00003", "link_00031", "link_none"]
            let chosen = random.some(2, of: ids)
            return .ids(ValueFilter(chosen.isEmpty ? ids : chosen, isExcluding: random.happens(30)))
        }
        var traits = LinkTraits()
        if random.happens(40) { traits.domain = ValueFilter(["acme.link"], isExcluding: random.happens(50)) }
        if random.happens(40) { traits.tenantID = ValueFilter(["t_1", "none"], isExcluding: random.happens(50)) }
        if random.happens(40) { traits.folderID = ValueFilter(["fold_2"], isExcluding: random.happens(50)) }
        if random.happens(40) { traits.tagID = ValueFilter(["tag_1", "tag_2"], isExcluding: random.happens(50)) }
        traits.isRoot = random.sometimes(20) { $0.happens(50) }
        return .having(traits)
    }

    private static func values(_ dimension: Dimension, _ random: inout SeededRandom) -> ValueFilter {
        let values =
            switch dimension {
            case .country: ["DE", "US"]
            case .city: ["Paris"]
            case .browser: ["Firefox", "Unknown"]
            case .trigger: ["qr"]
            case .referer: ["(direct)", "example.com"]
            case .utmSource: ["e mail", ""]
            case .url, .baseURL: ["https://acme.test/"]
            default: ["EU", "Mobile", "iOS"]
            }
        return ValueFilter(values, isExcluding: random.happens(30))
    }
}

extension Grouping {
    /// Every way to group, with one or several dimensions, and buckets of unlike lengths.
    package static let every: [Grouping] =
        [
            .total, .link, .domain, .folder, .tag, .eventName, .dimensions([.country, .region]),
            .dimensions([.country, .region, .city]),
            .buckets([0, 130, 140, 400].map { MemoryStore.start + .seconds($0) }),
        ] + Dimension.allCases.map { .dimensions([$0]) }
}

extension LinkSelection {
    /// Links that meet up to a few conditions, in any order and window.
    package static func random(_ random: inout SeededRandom) -> LinkSelection {
        var selection = LinkSelection(workspaceID: MemoryStore.workspace)
        selection.domain = random.sometimes(30) { $0.pick(RandomValues.domains) }
        selection.search = random.sometimes(30) {
            $0.pick(["ÜBER", "über", "SPRING", "acme.link/sale", "https://acme.link", "%", "none"])
        }
        selection.tenantID = random.sometimes(20) { $0.pick(RandomValues.tenants) }
        selection.tagIDs = random.sometimes(30) { $0.some(2, of: RandomValues.tags) }
        selection.isTagged = random.happens(20)
        selection.place = random.pick([.anywhere, .anywhere, .unsorted, .folder("fold_1")])
        selection.includesArchived = random.happens(50)
        selection.order = random.pick(Order.allCases)
        selection.window = .random(id: "link_000\(Int.random(in: 10..<30, using: &random))", &random)
        return selection
    }
}

extension CustomerSelection {
    /// Customers that meet up to a few conditions, in any order and window.
    package static func random(_ random: inout SeededRandom) -> CustomerSelection {
        var selection = CustomerSelection()
        selection.match = random.sometimes(40) {
            $0.pick([.email("kim@acme.test"), .externalID("u_3"), .words(["KIM"]), .words(["öz", "acme"]), .words([])])
        }
        selection.country = random.sometimes(20) { _ in "DE" }
        selection.linkID = random.sometimes(20) { _ in "link_00001" }
        selection.order = random.pick(Order.allCases)
        selection.isAscending = random.happens(50)
        selection.window = .random(id: "cus_000\(Int.random(in: 10..<15, using: &random))", &random)
        return selection
    }
}

extension Window {
    fileprivate static func random(id: String, _ random: inout SeededRandom) -> Window {
        let size = random.pick([1, 3, 100])
        return random.pick([
            .all, .page(1, size: size), .page(2, size: size), .after(id, size: size), .before(id, size: size),
        ])
    }
}
