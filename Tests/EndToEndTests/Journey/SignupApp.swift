import Foundation
import JSON
import NIOHTTP1

/// A small app with a sign-up, whose server reports a lead with the click id of the cookie; parts of it can be broken.
struct SignupApp: Sendable {
    /// What the server does with a sign-up.
    enum Report: Sendable {
        /// Reports it to the API, with these fields instead of the right ones.
        case api(JSONObject)
        /// Sends it to Segment, as this event with a click id or none.
        case segment(event: String, hasClickID: Bool)
        /// Nothing.
        case none
    }

    var report = Report.api([:])
    /// The tag of the analytics script.
    var script = #"<script defer src="/analytics/script.js"></script>"#
    /// The form.
    var form = """
        <form method="post" action="/welcome"><input id="email" type="email" required>
        <select id="plan"><option value="">–<option value="1">Free<option value="2">Team</select>
        <label><input id="terms" type="checkbox" required> Terms</label><button id="go">Sign up</button></form>
        """
    /// Where the start page redirects to instead of being one.
    var redirect: String?
    /// The status of the start page.
    var status = 200
    /// The key that the server has; nil for the right one.
    var key: String?

    /// What a visitor does there.
    static let actions = [
        "--fill", "#email=ada+{unique}@acme.test", "--fill", "#plan=Team", "--fill", "#terms=true", "--click", "#go",
    ]

    /// The customer that every sign-up makes, and that the harness knows already; nil for another each time.
    var customer: String?

    /// The app's answers, beside a harness.
    func routes(_ harness: ServedHarness) -> Routes {
        var routes = Routes()
        let page = ScenarioSite.Answer.html(
            "<!doctype html><html><head><title>Sign up</title>\(script)</head><body>\(form)</body></html>",
            status: status)
        let first = redirect.map { ScenarioSite.Answer.redirect(to: $0) } ?? page
        routes["/signup"] = { _ in first }
        routes["/join"] = { _ in page }
        routes["/analytics/script.js"] = { _ in .dubScript() }
        let app = self
        routes["/welcome"] = { request in
            if request.method == "POST" {
                let clickID = request["Cookie"]?.firstMatch(of: /dub_id=([^;]+)/).map { String($0.1) } ?? ""
                Task { try await app.tell(harness, clickID) }
            }
            return .html("<!doctype html><title>Welcome</title><h1>Welcome</h1>")
        }
        return routes
    }

    private func tell(_ harness: ServedHarness, _ clickID: String) async throws {
        let harness = ServedHarness(process: harness.process, url: harness.url, key: key ?? harness.key)
        let user: JSONValue = .string(customer ?? "user_\(UUID().uuidString)")
        switch report {
        case .api(let fields):
            var lead: JSONObject = [
                "clickId": .string(clickID), "eventName": "Sign Up", "customerExternalId": user,
            ]
            lead.merge(fields)
            _ = try await harness.call(.POST, "/track/lead", .object(lead))
        case .segment(let event, let hasClickID):
            let integrations: JSONValue = hasClickID ? ["Dub (Actions)": ["dub_id": .string(clickID)]] : [:]
            let keys = try await harness.call(.GET, "/_dubcheck/keys").json()
            let writeKey = keys["environment"]["SEGMENT_WRITE_KEY"].string ?? ""
            _ = try await harness.call(
                .POST, "/v1/track",
                [
                    "writeKey": .string(writeKey), "userId": user, "event": .string(event),
                    "integrations": integrations,
                ])
        case .none: break
        }
    }

    /// Runs a journey through the app.
    func journey(_ arguments: [String] = Self.actions + ["--expect-event", "Sign Up"]) async throws -> JourneyOutcome {
        try await withFolder { folder in
            let harness = try await ServedHarness.start(["--ephemeral"], in: folder)
            if customer != nil { try await tell(harness, try await harness.click("demo", visitor: "earlier")) }
            let routes = routes(harness)
            let outcome = try await ScenarioSite.serve(routes) { site in
                try await Tool.run(
                    ["journey", "--start", "http://acme.test/signup", "--url", harness.url, "--key", harness.key]
                        + ["--timeout", "12", "--report", "json", "--screenshot", folder.path] + arguments
                        + routes.connections(to: site.ports))
            }
            harness.process.signal(SIGTERM)
            _ = await harness.process.finish()
            let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return JourneyOutcome(
                status: outcome.status, report: (try? JSONValue(json: outcome.output.utf8)) ?? .null,
                errors: outcome.errors, pictures: pictures.filter { $0.hasSuffix(".png") })
        }
    }
}

/// How a journey went.
struct JourneyOutcome {
    var status: Int32
    var report: JSONValue
    var errors: String
    /// The files with pictures of the page.
    var pictures: [String]

    /// The hop at which it ended, with the cause: `cookie: cookie-not-kept`; nil when it did not.
    var end: String? {
        let finding = report["findings"].array?.first { ["fail", "inconclusive"].contains($0["outcome"].string) }
        return finding.map { "\($0["id"].string ?? ""): \($0["cause"].string ?? "")" }
    }

    /// The outcomes of the hops, in order.
    var outcomes: [String] { (report["findings"].array ?? []).compactMap { $0["outcome"].string } }
}
