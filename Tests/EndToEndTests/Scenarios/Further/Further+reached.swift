extension Scenario {
    private static func answered(
        _ name: String, status: Int = 200, fields: [(name: String, value: String)], body: String = "", _ id: String
    ) -> Scenario {
        Scenario(name, .inconclusive(id)) {
            $0["/"] = { _ in ScenarioSite.Answer(status: status, fields: fields, body: body) }
        }
    }

    private static func live(
        _ name: String, head: String = Markup.tag(Markup.refer), path: String = "click", _ browser: Expected,
        answer: @escaping Routes.Responder
    ) -> Scenario {
        Scenario(name, arguments: ["--live"], browser, fixed: .pass()) {
            $0.home(Markup.page(head: head))
            $0["api.dub.co", "/track/\(path)"] = answer
        }
    }

    /// A page that tracks a lead as it loads.
    private static let leadCall =
        Markup.stub + #"<script>dubAnalytics.trackLead({ eventName: "Sign up", customerExternalId: "42" })</script>"#
        + Markup.tag(
            #"data-publishable-key="dub_pk_4f2a9c1b7d5e4f2a9c1b7d5e""#,
            src: "https://www.dubcdn.com/analytics/script.conversion-tracking.js")

    /// More about what can be reached, and what the tracking API answers.
    static let reached: [Scenario] = [
        answered(
            "a site behind a password", status: 401,
            fields: [("WWW-Authenticate", "Basic realm=preview"), ("Content-Type", "text/html")], body: "<h1>401</h1>",
            "auth-wall"),
        answered(
            "a download",
            fields: [("Content-Type", "text/html"), ("Content-Disposition", "attachment; filename=page.html")],
            body: Markup.page(head: Markup.tag), "not-html"),
        answered("JSON", fields: [("Content-Type", "application/json")], body: #"{"lamps":[]}"#, "not-html"),
        answered(
            "an error page", status: 500, fields: [("Content-Type", "text/html")], body: "<h1>Oops</h1>",
            "page-error-status"),
        Scenario("redirects without end", .fail("redirect-loop-or-long")) {
            $0["/"] = { .redirect(to: "/again\($0.query)") }
            $0["/again"] = { .redirect(to: "/\($0.query)") }
        },
        Scenario("a page that never answers", arguments: ["--timeout", "5"], .inconclusive("slow-page")) {
            $0["/"] = { _ in .silence }
        },
        Scenario("a page that never ends", arguments: ["--timeout", "5"], .inconclusive("slow-page")) {
            $0["/"] = { _ in
                var answer = ScenarioSite.Answer.html("<!doctype html><html><head><title>Acme</title>\(Markup.tag)")
                answer.ending = .unfinished
                return answer
            }
        },
        Scenario("another site", .warn("redirect-other-site")) {
            $0["/"] = { .redirect(301, to: "https://www.example.com/\($0.query)") }
            $0["www.example.com", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario(
            "a service worker keeps an old page", targets: ["http://localhost:{http}/"], .warn("service-worker-stale"),
            fixed: .pass(info: "service-worker-stale")
        ) {
            let register = "<script>navigator.serviceWorker.register('/sw.js')</script>"
            $0["localhost", "/"] = { _ in .html(Markup.page(head: register + Markup.tag)) }
            $0["localhost", "/sw.js"] = { _ in
                .script(
                    """
                    self.skipWaiting();
                    addEventListener("activate", (event) => event.waitUntil(clients.claim()));
                    addEventListener("fetch", (event) => {
                      if (event.request.mode !== "navigate") return;
                      event.respondWith(new Response("<!doctype html><title>Acme</title><h1>Lamps</h1>",
                        { headers: { "Content-Type": "text/html" } }));
                    });
                    """)
            }
        },
        live("the API accepts the click", .pass()) { .api($0, body: #"{"clickId":"FromTheAPI0000x1"}"#) },
        live("the API answers 500", .warn("proxy-api-broken")) {
            .apiError($0, 500, code: "internal_server_error", "Something went wrong.")
        },
        Scenario(
            "the catch-all page answers for the proxied API", arguments: ["--live"],
            .warn("proxy-api-broken").with(info: "proxied-script"), fixed: .pass(info: "proxied-script")
        ) {
            let attributes = Markup.refer + #" data-api-host="/_proxy/dub""#
            $0.home(Markup.page(head: Markup.tag(attributes, src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in .dubScript() }
            $0["/_proxy/dub/track/click"] = { _ in .html(Markup.page()) }
        },
        live("the API takes no POST", .warn("proxy-api-broken")) { .api($0, status: 405, body: "") },
        live("no such link", .warn("link-not-found")) {
            .apiError($0, 404, code: "not_found", "Link not found for domain: go.acme.test and key: probe.")
        },
        live("no CORS fields", .warn("api-cors-missing")) { _ in .json(#"{"clickId":"FromTheAPI0000x1"}"#) },
        live("too many requests", .warn("plan-or-key-rejected")) {
            .apiError($0, 429, code: "rate_limit_exceeded", "Too many requests.")
        },
        live("an API that takes its time", head: leadCall, path: "lead/client", .warn("plan-or-key-rejected")) {
            var answer = ScenarioSite.Answer.apiError($0, 429, code: "rate_limit_exceeded", "Too many requests.")
            answer.delay = $0.method == "POST" ? 1_500 : 0
            return answer
        },
        live(
            "a wrong key", head: leadCall, path: "lead/client", .warn("plan-or-key-rejected")
        ) { .apiError($0, 401, code: "unauthorized", "Unauthorized: Invalid publishable key.") },
        Scenario(
            "localhost is not allowed", targets: ["http://localhost:{http}/"], arguments: ["--live"],
            .warn("localhost-not-allowed").with(info: "cookie-host-only"), fixed: .pass(info: "cookie-host-only")
        ) {
            $0["localhost", "/"] = { _ in .html(Markup.page(head: Markup.tag(Markup.refer))) }
            $0["api.dub.co", "/track/click"] = {
                .apiError(
                    $0, 403, code: "forbidden",
                    "Request origin 'localhost' is not included in the allowed hostnames for this workspace. "
                        + "Update your allowed hostnames here: https://app.dub.co/settings/tracking")
            }
        },
    ]

    /// What the catalogue demands beyond the scenarios of the contract.
    static let further = injected + workingToo + configured + stopped + consented + kept + reached
}
