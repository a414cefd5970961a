import Evidence
import Testing

@testable import Journey

/// A way to break a journey, and what is to be said of it.
struct Case: Sendable, CustomTestStringConvertible {
    var end: String
    var outcome = JourneyFinding.Outcome.fail
    var breakIt: @Sendable (inout JourneyEvidence) -> Void

    init(
        _ end: String, _ outcome: JourneyFinding.Outcome = .fail,
        _ breakIt: @escaping @Sendable (inout JourneyEvidence) -> Void
    ) {
        self.end = end
        self.outcome = outcome
        self.breakIt = breakIt
    }

    var testDescription: String { end }

    static let all = arriving + keeping + filling + reporting

    private static func nothing(_ evidence: inout JourneyEvidence, _ failure: PageVisit.Failure) {
        let redirects = evidence.visit.redirects
        evidence.visit = PageVisit()
        (evidence.visit.redirects, evidence.visit.failure) = (redirects, failure)
        evidence.loseLead()
    }

    private static let arriving = [
        Case("redirect: browser-failed", .inconclusive) {
            $0.visit = PageVisit()
            $0.visit.failure = .browser("it did not start")
        },
        Case("redirect: link-unreachable", .inconclusive) {
            $0.visit = PageVisit()
            $0.visit.failure = .unreachable("net::ERR_NAME_NOT_RESOLVED")
        },
        Case("redirect: no-redirect") { $0.visit.redirects = [] },
        Case("redirect: redirect-without-id") { $0.visit.redirects[0].location = "http://acme.test/signup" },
        Case("redirect: click-not-recorded") { $0.trace.isClickRecorded = false },
        Case("arrival: page-unreachable", .inconclusive) { nothing(&$0, .unreachable("net::ERR_CONNECTION_REFUSED")) },
        Case("arrival: timeout", .inconclusive) { nothing(&$0, .timedOut("the load")) },
        Case("arrival: page-crashed", .inconclusive) { nothing(&$0, .crashed) },
        Case("arrival: page-protected", .inconclusive) { $0.visit.status = 401 },
        Case("arrival: page-error") { $0.visit.status = 404 },
        Case("arrival: parameter-lost") {
            $0.visit.redirects.append(
                .init(url: $0.visit.redirects[0].location, status: 301, location: "http://www.acme.test/signup"))
        },
        Case("arrival: parameter-lost") {
            $0.visit.redirects.append(
                .init(url: $0.visit.redirects[0].location, status: 301, location: "http://acme.test/?dub_id=other"))
        },
    ]

    private static let keeping = [
        Case("script: script-missing") { ($0.visit.hasObject, $0.visit.cookies) = (false, []) },
        Case("cookie: cookie-not-kept") { $0.visit.cookies = [] },
        Case("cookie: cookie-other-value") { $0.visit.cookies[0].value = "another" },
        Case("cookie: cookie-other-host") {
            $0.visit.cookies = [.init(value: JourneyEvidence.id, domain: "acme.test", isHostOnly: true)]
            $0.visit.arrivalURL = "http://app.acme.test/signup"
        },
        Case("cookie: parameter-lost-by-page") {
            $0.visit.cookies = []
            $0.visit.detours = [LiveNavigation(kind: .history, url: "http://acme.test/signup", time: 1)]
        },
    ]

    private static let filling = [
        Case("form: selector-invalid") { $0.stop(at: .invalidSelector("not a valid selector")) },
        Case("form: selector-not-found") { $0.stop(at: .notFound(near: ["#mail"])) },
        Case("form: selector-ambiguous") { $0.stop(at: .ambiguous(count: 2, ["<input>", "<input>"])) },
        Case("form: element-hidden") { $0.stop(at: .hidden("<input>")) },
        Case("form: element-disabled") { $0.stop(at: .disabled("<input disabled>")) },
        Case("form: field-read-only") { $0.stop(at: .readOnly("<input readonly>")) },
        Case("form: element-covered") { $0.stop(at: .covered("<button>", by: "<div id=\"banner\">")) },
        Case("form: option-missing") { $0.stop(at: .noOption(["Free"])) },
        Case("form: value-not-taken") { $0.stop(at: .notTaken("")) },
        Case("form: no-field") { $0.stop(at: .noField("<p>")) },
        Case("form: timeout", .inconclusive) {
            $0.visit.actions.removeLast()
            $0.visit.failure = .timedOut("it ended before #go")
        },
        Case("submission: nothing-sent") {
            $0.loseLead()
            $0.visit.sent = []
        },
        Case("submission: form-invalid") {
            $0.loseLead()
            ($0.visit.sent, $0.visit.invalidFields) = ([], ["<input id=\"name\">: Please fill out this field."])
        },
        Case("submission: request-failed") {
            $0.loseLead()
            $0.visit.sent[0].status = 500
        },
    ]

    private static let reporting = [
        Case("event: no-event") { $0.loseLead() },
        Case("event: event-rejected") { $0.send("rejected") },
        Case("event: event-filtered") { $0.send("filtered") },
        Case("event: event-discarded") { $0.send("discarded") },
        Case("event: event-refused") { $0.send("failed") },
        Case("event: event-under-way") { $0.send("retrying") },
        Case("event: click-id-missing") { $0.send("rejected", hasClickID: false) },
        Case("event: key-refused") {
            $0.loseLead()
            $0.trace.refusals = [.init(status: 401, message: "Unauthorized: Invalid API key.")]
        },
        Case("event: click-id-missing") {
            $0.loseLead()
            $0.trace.refusals = [.init(status: 400, message: "The `clickId` property was not provided")]
        },
        Case("event: call-refused") {
            $0.loseLead()
            $0.trace.refusals = [.init(status: 422, message: "custom: eventName: Required")]
        },
        Case("lead: other-event-name") {
            $0.loseLead()
            $0.trace.leads = [.init(eventName: "Signed Up")]
        },
        Case("lead: unknown-click") {
            $0.loseLead()
            $0.trace.refusals = [.init(status: 404, message: "Click event not found", clickID: "other")]
        },
        Case("lead: other-click") {
            $0.loseLead()
            $0.trace.otherLeads = [.init(eventName: "Sign Up", clickID: "other")]
        },
        Case("lead: duplicate-lead") {
            $0.loseLead()
            $0.trace.notes = ["duplicate: customer 'u1' had a lead 'Sign Up' within 7 days"]
        },
        Case("lead: deferred-lead") {
            $0.loseLead()
            $0.trace.notes = ["deferred: customer 'u1' exists now"]
        },
        Case("lead: no-lead") { $0.send("success") },
    ]
}
