import Foundation
import JSON
import Testing

@Suite("dubcheck journey, as a process", .timeLimit(.minutes(3)))
struct JourneyTests {
    @Test(
        "The demo page passes both ways, with a harness that lasts as long as the journey",
        arguments: [([], "the app reported"), (["--start", "/signup?send=segment"], "through Segment")])
    func demo(arguments: [String], event: String) async throws {
        let outcome = try await Tool.run(["journey"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("9 hops: 9 pass\n"), "\(outcome.output)")
        #expect(outcome.output.contains(event))
        #expect(outcome.errors == "")
    }

    @Test("Below dubcheck run it finds the harness by the environment")
    func belowRun() async throws {
        let outcome = try await Tool.run("run", "--", Tool.path, "journey")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("9 hops: 9 pass\n"), "\(outcome.output)")
    }

    @Test("An app of one's own passes: fields are typed into, an option chosen, a box ticked, and the lead comes")
    func ownApp() async throws {
        let outcome = try await SignupApp().journey()
        #expect(outcome.status == 0, "\(outcome.report.pretty)\(outcome.errors)")
        #expect(outcome.outcomes == Array(repeating: "pass", count: 9))
        #expect(outcome.report["finalURL"] == "http://acme.test/welcome")
        #expect(outcome.pictures == [])
    }

    @Test("A form of two steps is gone through in the order given, and what is not there yet is waited for")
    func twoSteps() async throws {
        let form = """
            <button id="next">Next</button><form id="two" method="post" action="/welcome" hidden>
            <input id="email"><button id="go" disabled>Sign up</button></form>
            <script>
              const [next, two, email, go] = ['next', 'two', 'email', 'go'].map((id) => document.getElementById(id));
              next.onclick = () => setTimeout(() => { two.hidden = false; }, 300);
              email.oninput = (event) => setTimeout(() => { go.disabled = !event.isTrusted; }, 300);
            </script>
            """
        let outcome = try await SignupApp(form: form).journey([
            "--click", "#next", "--fill", "#email=a@b", "--click", "#go",
        ])
        #expect(outcome.status == 0, "\(outcome.report.pretty)\(outcome.errors)")
    }

    @Test("Without anything to fill in it ends at the cookie, and passes")
    func toTheCookie() async throws {
        let outcome = try await SignupApp().journey([])
        #expect(outcome.status == 0, "\(outcome.report.pretty)\(outcome.errors)")
        #expect(
            outcome.outcomes == ["pass", "pass", "pass", "pass", "pass", "skipped", "skipped", "skipped", "skipped"])
    }

    @Test("Each hop that is broken is told with its one cause, and a picture of the page", arguments: Broken.all)
    func broken(_ part: Broken) async throws {
        let outcome = try await part.app.journey(part.arguments)
        #expect(outcome.end == part.end, "\(outcome.report.pretty)\(outcome.errors)")
        #expect(outcome.status == part.status)
        let hop = try #require(outcome.end?.split(separator: ":").first)
        #expect(outcome.pictures == ["journey-\(hop).png"])
        #expect(outcome.report["screenshot"].string?.hasSuffix("journey-\(hop).png") == true)
    }

    @Test("Without a harness it says how an app gets one, and with status 2")
    func noHarness() async throws {
        let outcome = try await Tool.run("journey", "--start", "http://localhost:3000/", "--url", "http://127.0.0.1:1")
        #expect(outcome.status == 2)
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("no harness answers at http://127.0.0.1:1 (--url)"))
        #expect(outcome.errors.contains("dubcheck run -- COMMAND"))
    }
}

/// An app that is broken in one place, and what is to be said of it.
struct Broken: Sendable, CustomTestStringConvertible {
    var end: String
    var app = SignupApp()
    var arguments = SignupApp.actions + ["--expect-event", "Sign Up"]
    var status: Int32 = 1

    var testDescription: String { end }

    static let all = arriving + filling + reporting

    private static let arriving = [
        Broken(end: "arrival: parameter-lost", app: SignupApp(redirect: "/join")),
        Broken(end: "arrival: page-error", app: SignupApp(status: 500)),
        Broken(end: "arrival: page-protected", app: SignupApp(status: 401), status: 3),
        Broken(end: "script: script-missing", app: SignupApp(script: "")),
        Broken(
            end: "cookie: cookie-not-kept",
            app: SignupApp(
                script: """
                    <script defer src="/analytics/script.js" data-cookie-options='{"domain": "other.test"}'></script>
                    """)),
    ]

    private static let filling = [
        Broken(end: "form: selector-not-found", arguments: ["--click", "#nowhere"]),
        Broken(end: "form: selector-invalid", arguments: ["--click", "a["]),
        Broken(end: "submission: form-invalid", arguments: ["--click", "#go"]),
        Broken(
            end: "submission: nothing-sent",
            app: SignupApp(form: #"<button type="button" id="go">Sign up</button>"#), arguments: ["--click", "#go"]),
        Broken(
            end: "submission: request-failed", app: SignupApp(form: #"<form method="post" action="/no"><button>"#),
            arguments: ["--click", "button"]),
    ]

    private static let reporting = [
        Broken(end: "event: no-event", app: SignupApp(report: .none)),
        Broken(end: "event: key-refused", app: SignupApp(key: "dub_of_another_workspace")),
        Broken(end: "event: click-id-missing", app: SignupApp(report: .api(["clickId": ""]))),
        Broken(
            end: "event: click-id-missing", app: SignupApp(report: .segment(event: "Sign Up", hasClickID: false))),
        Broken(
            end: "event: event-filtered", app: SignupApp(report: .segment(event: "Signed up", hasClickID: true))),
        Broken(end: "lead: other-event-name", app: SignupApp(report: .api(["eventName": "Signed Up"]))),
        Broken(end: "lead: unknown-click", app: SignupApp(report: .api(["clickId": "0123456789abcdef"]))),
        Broken(end: "lead: duplicate-lead", app: SignupApp(customer: "user_1")),
        Broken(end: "lead: deferred-lead", app: SignupApp(report: .api(["mode": "deferred"]))),
    ]
}
