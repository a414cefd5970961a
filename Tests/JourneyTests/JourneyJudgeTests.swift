import Evidence
import Installation
import JSON
import Testing

@testable import Journey

@Suite("Judging a journey")
struct JourneyJudgeTests {
    @Test("A chain that holds passes at every hop")
    func whole() {
        let findings = JourneyJudge(.whole()).findings
        #expect(findings.map(\.hop) == JourneyHop.allCases)
        #expect(findings.allSatisfy { $0.outcome == .pass && $0.cause == nil && $0.fix == nil })
    }

    @Test("A chain that is broken in one place ends there, with one cause and its fix", arguments: Case.all)
    func broken(_ part: Case) throws {
        var evidence = JourneyEvidence.whole()
        part.breakIt(&evidence)
        let findings = JourneyJudge(evidence).findings
        let end = try #require(findings.first { $0.outcome.isEnd })
        #expect("\(end.hop.rawValue): \(end.cause ?? "")" == part.end)
        #expect(end.outcome == part.outcome)
        #expect(end.fix?.isEmpty == false)
        let index = try #require(JourneyHop.allCases.firstIndex(of: end.hop))
        #expect(findings[..<index].allSatisfy { $0.outcome == .pass })
        #expect(findings[(index + 1)...].allSatisfy { $0.outcome == .notReached })
    }

    @Test("A page that keeps the cookie without the script's object does well")
    func outcomeFirst() {
        var evidence = JourneyEvidence.whole()
        evidence.visit.hasObject = false
        #expect(JourneyJudge(evidence).findings.allSatisfy { $0.outcome == .pass })
    }

    @Test("Whatever a form's request answered, the lead counts")
    func leadFirst() {
        var evidence = JourneyEvidence.whole()
        evidence.visit.sent = [PageVisit.Exchange("POST", "http://acme.test/beacon", status: 500)]
        #expect(JourneyJudge(evidence).findings.allSatisfy { $0.outcome == .pass })
    }

    @Test("Without anything to do there the hops behind the cookie are skipped, and the journey passes")
    func toTheCookie() {
        var evidence = JourneyEvidence.whole()
        evidence.plan = JourneyPlan(start: "http://acme.test/signup")
        let outcomes = JourneyJudge(evidence).findings.map(\.outcome)
        #expect(outcomes == Array(repeating: .pass, count: 5) + Array(repeating: .skipped, count: 4))
    }

    @Test("On the way it is asked only about the hops that have been tried")
    func onTheWay() {
        var evidence = JourneyEvidence.whole()
        (evidence.trace.lead, evidence.trace.leads, evidence.visit.sent) = (nil, [], [])
        #expect(JourneyJudge(evidence).goesOn(past: .form))
        #expect(!JourneyJudge(evidence).goesOn(past: .submission))
    }

    @Test("What has come in says how long the lead is still waited for")
    func patience() {
        var trace = HarnessTrace()
        #expect(trace.patience == nil)
        var entry = SegmentEntry()
        (entry.outcome, entry.hasClickID) = ("retrying", true)
        trace.deliveries = [entry]
        #expect(trace.patience == nil)
        trace.otherLeads = [.init(eventName: "Sign Up", clickID: "other")]
        #expect(trace.patience == .seconds(6))
        trace.deliveries[0].outcome = "rejected"
        #expect(trace.patience == .seconds(3))
    }

    @Test("An entry of Segment's log is read with its reasons and its cures")
    func segmentEntry() {
        let entry = SegmentEntry(
            [
                "number": 4, "event": "Sign Up", "outcome": "rejected",
                "payload": ["context": ["traits": ["clickId": "abc"]]],
                "destinations": [
                    [
                        "steps": [
                            ["outcome": "filtered", "message": "no"],
                            [
                                "outcome": "rejected", "message": "is missing clickId",
                                "advice": [["message": "found", "cures": [["message": "map it", "command": "x y"]]]],
                            ],
                        ]
                    ]
                ],
            ], clickID: "abc")
        #expect(entry.hasClickID && !entry.isUnderWay)
        #expect(entry.reasons == ["is missing clickId", "found"])
        #expect(entry.cures == ["map it: x y"])
    }
}

extension JourneyEvidence {
    static let id = "VcCJPxZVqksLZsm5"

    /// A journey that goes well.
    static func whole() -> JourneyEvidence {
        let plan = JourneyPlan(
            start: "http://acme.test/signup",
            actions: [.fill(selector: "#email", value: "a@acme.test"), .click(selector: "#go")],
            expectedEvent: "Sign Up")
        var evidence = JourneyEvidence(plan: plan, shortLink: "http://go.localhost:8787/x")
        evidence.visit.redirects = [
            .init(
                url: "http://go.localhost:8787/x", status: 302, location: "http://acme.test/signup?dub_id=\(id)")
        ]
        evidence.visit.status = 200
        evidence.visit.arrivalURL = "http://acme.test/signup?dub_id=\(id)"
        evidence.visit.hasObject = true
        evidence.visit.cookies = [.init(value: id, domain: "acme.test", isHostOnly: false)]
        evidence.visit.actions = plan.actions.map { ActionResult($0) }
        evidence.visit.sent = [.init("POST", "http://acme.test/welcome", isDocument: true, status: 200)]
        evidence.trace.isClickRecorded = true
        evidence.trace.lead = .init(eventName: "Sign Up", customer: "u1", clickID: id)
        evidence.trace.leads = [.init(eventName: "Sign Up", customer: "u1", clickID: id)]
        return evidence
    }

    /// The same without a lead.
    mutating func loseLead() { (trace.lead, trace.leads) = (nil, []) }

    /// The same with an action that could not be done.
    mutating func stop(at problem: ActionResult.Problem) {
        visit.actions = [ActionResult(plan.actions[0], problem: problem)]
    }

    /// The same with an event through Segment that did not arrive.
    mutating func send(_ outcome: String, hasClickID: Bool = true) {
        loseLead()
        var entry = SegmentEntry()
        (entry.name, entry.outcome, entry.hasClickID) = ("Sign Up", outcome, hasClickID)
        trace.deliveries = [entry]
    }
}
