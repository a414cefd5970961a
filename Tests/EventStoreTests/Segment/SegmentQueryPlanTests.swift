import Testing

@testable import EventStore

@Suite("Query plans of Segment's statements")
struct SegmentQueryPlanTests {
    private static let event = "SEARCH segmentEvent USING INTEGER PRIMARY KEY"
    private static let cases = [
        QueryPlanTests.Case(
            name: "what is due", sql: SegmentQueries.dueDeliveries,
            uses: ["SEARCH segmentDelivery USING INDEX segmentDeliveryDue (dueAt<?)"]),
        QueryPlanTests.Case(
            name: "when something is due", sql: SegmentQueries.nextDelivery,
            uses: ["SEARCH segmentDelivery USING COVERING INDEX segmentDeliveryDue"]),
        QueryPlanTests.Case(
            name: "the deliveries of an event", sql: SegmentQueries.deliveriesOfEvent,
            uses: ["SEARCH segmentDelivery USING INDEX segmentDeliveryByEvent (event=?)"]),
        QueryPlanTests.Case(
            name: "the events after a number", sql: SegmentQueries.eventsAfter, uses: ["\(event) (rowid>?)"]),
        QueryPlanTests.Case(
            name: "the events before a number", sql: SegmentQueries.eventsBefore, uses: ["\(event) (rowid<?)"]),
        QueryPlanTests.Case(
            name: "an event by its message id", sql: SegmentQueries.eventByMessage,
            uses: ["\(event) (rowid=?)", "SEARCH segmentMessage USING PRIMARY KEY (id=?)"]),
        QueryPlanTests.Case(
            name: "when an id was seen", sql: SegmentQueries.firstSeen,
            uses: ["SEARCH segmentMessage USING PRIMARY KEY (id=?)"]),
        QueryPlanTests.Case(
            name: "whether a user is identified", sql: SegmentQueries.isIdentified,
            uses: ["SEARCH segmentUser USING PRIMARY KEY (userID=?)"]),
        QueryPlanTests.Case(
            name: "the oldest events", sql: SegmentQueries.trimEvents,
            uses: ["\(event) (rowid<?)", "SEARCH segmentDelivery USING INDEX segmentDeliveryByEvent (event=?)"]),
        QueryPlanTests.Case(
            name: "the oldest deliveries", sql: SegmentQueries.trimDeliveries,
            uses: ["SEARCH segmentDelivery USING", "segmentDeliveryByEvent (event<?)", event]),
    ]

    @Test("Rows are found by an index, in their order", arguments: cases)
    func plans(_ wanted: QueryPlanTests.Case) async throws {
        let store = try EventStore(at: .ephemeral)
        let plan = try await QueryPlanTests.plan(of: wanted.sql, in: store)
        for use in wanted.uses { #expect(plan.contains { $0.contains(use) }, "\(plan)") }
        #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.hasPrefix("SCAN") }, "\(plan)")
        try await store.close()
    }
}
