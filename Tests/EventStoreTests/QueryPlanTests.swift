import Attribution
import Testing

@testable import EventStore

/// What SQLite does for the statements that are run most, or over most rows: it must not look at rows in vain.
@Suite("Query plans")
struct QueryPlanTests {
    struct Case: CustomTestStringConvertible {
        var name: String
        var sql: String
        /// What the plan must say.
        var uses: [String]
        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "a click by its id", sql: Queries.clickByID,
            uses: ["SEARCH visit USING INDEX sqlite_autoindex_visit_1", "SEARCH click USING INTEGER PRIMARY KEY"]),
        Case(
            name: "a link by its key", sql: Queries.linkByKey,
            uses: ["SEARCH link USING INDEX sqlite_autoindex_link_2 (domain=? AND foldedKey=?)"]),
        Case(
            name: "a link by its external id", sql: Queries.linkByExternalID,
            uses: ["SEARCH link USING INDEX linkByExternalID"]),
        Case(name: "a link by its destination", sql: Queries.linkByURL, uses: ["SEARCH link USING INDEX linkByURL"]),
        Case(
            name: "the latest lead of a customer", sql: Queries.latestLead,
            uses: ["SEARCH lead USING INDEX leadByCustomer (customerID=?)"]),
        Case(
            name: "the last click up to a moment", sql: JournalKind.clicks.lastKeyQuery,
            uses: ["SEARCH click USING INTEGER PRIMARY KEY (rowid<?)"]),
        Case(
            name: "a part of what is over", sql: StoreTransaction.forgetQuery(isLastPart: false),
            uses: ["SEARCH memory USING PRIMARY KEY (digest>? AND digest<?)"]),
        Case(
            name: "the leads of a click", sql: "\(Queries.leads) WHERE lead.click = ? ORDER BY lead.moment",
            uses: ["SEARCH lead USING INDEX leadByClick"]),
        Case(name: "what is due", sql: Queries.dueDeliveries, uses: ["SEARCH delivery USING INDEX pendingDelivery"]),
        Case(
            name: "old deliveries", sql: Queries.trimDeliveries,
            uses: ["SEARCH delivery USING INTEGER PRIMARY KEY (rowid<?)"]),
        Case(
            name: "when something is due", sql: Queries.nextDue, uses: ["SEARCH delivery USING INDEX pendingDelivery"]
        ),
    ]

    static func plan(of sql: String, in store: EventStore) async throws
        -> [String]
    {
        try await store.read { try $0.all(composed: "EXPLAIN QUERY PLAN \(sql)", []) { $0[3] } }
    }

    @Test("Single rows are found by an index", arguments: cases)
    func singleRows(_ wanted: Case) async throws {
        let store = try EventStore(at: .ephemeral)
        let plan = try await Self.plan(of: wanted.sql, in: store)
        for use in wanted.uses { #expect(plan.contains { $0.contains(use) }, "\(plan)") }
        #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(plan)")
        #expect(!plan.contains { $0.hasPrefix("SCAN") }, "\(plan)")
        try await store.close()
    }

    struct Span: CustomTestStringConvertible {
        var kind: EventKind
        var filter: EventFilter
        var uses: String
        var testDescription: String { "\(kind): \(uses)" }

        static let all: [Span] = {
            var ofLink = EventFilter()
            ofLink.links = .ids(ValueFilter(["link_1"]))
            var ofCustomer = EventFilter()
            ofCustomer.customerID = "cus_1"
            return [
                Span(
                    kind: .clicks, filter: EventFilter(),
                    uses: "SEARCH c USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
                Span(
                    kind: .leads, filter: EventFilter(),
                    uses: "SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
                Span(
                    kind: .clicks, filter: ofLink,
                    uses: "SEARCH c USING INDEX clickByLink (link=? AND moment>? AND moment<?)"),
                Span(
                    kind: .sales, filter: ofCustomer,
                    uses: "SEARCH e USING INDEX saleByCustomer (customerID=? AND moment>? AND moment<?)"),
            ]
        }()
    }

    @Test("Numbers and pages of events read the rows of their span, in order, or of their link", arguments: Span.all)
    func spans(_ wanted: Span) async throws {
        let store = try EventStore(at: .ephemeral)
        try await store.write { store in
            try store.insert(try Sample.link())
            try store.insert(Sample.click("click1"))
        }
        let selection = EventSelection(
            wanted.kind, in: Sample.now..<(Sample.now + .seconds(1)), where: wanted.filter)
        let condition = try await store.read { store in
            let condition = try EventCondition(selection, in: store)
            return (source: condition.source, text: condition.condition)
        }
        let moment = EventCondition.moment(of: wanted.kind)
        for query in [
            "SELECT c.\"browser\" FROM \(condition.source) WHERE \(condition.text)",
            "SELECT \(moment) FROM \(condition.source) WHERE \(condition.text) ORDER BY \(moment) DESC LIMIT 100",
        ] {
            let plan = try await Self.plan(of: query, in: store)
            #expect(plan.contains { $0.replacing("COVERING ", with: "").contains(wanted.uses) }, "\(query): \(plan)")
            #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(query): \(plan)")
        }
        try await store.close()
    }
}
