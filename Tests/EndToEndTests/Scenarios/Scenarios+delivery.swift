extension Scenario {
    /// A cache that hands out a copy of some time ago.
    private static let old = ScenarioSite.Answer.html(Markup.page(), ["Age": "5000", "X-Cache": "HIT"])
    private static let fresh = ScenarioSite.Answer.html(Markup.page(head: Markup.tag), ["X-Cache": "MISS", "Age": "0"])

    /// Caches, reachability, honesty.
    static let delivery: [Scenario] = [
        Scenario("149 an old copy in the cache", .warn("stale-cdn-cache")) {
            $0["/"] = { $0.query.isEmpty ? old : fresh }
        },
        Scenario("151 an old copy in a cache that ignores queries", .warn("stale-cdn-cache")) {
            $0["/"] = { $0["Cache-Control"]?.contains("no-cache") == true ? fresh : old }
        },
        Scenario("153 an old copy for phones", .warn("cache-variant-mismatch")) {
            $0["/"] = { $0["User-Agent"]?.contains("Mobile") == true ? old : fresh }
        },
        Scenario("155 a challenge page", .inconclusive("bot-challenge")) {
            let page = """
                <!doctype html><html><head><title>Just a moment...</title></head><body>
                <noscript>Enable JavaScript and cookies to continue</noscript>
                <script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script></body></html>
                """
            $0["/"] = { _ in .html(page, ["cf-mitigated": "challenge", "Server": "cloudflare"], status: 403) }
            $0["/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"] = { _ in .script("window._cf_chl_opt = {}") }
        },
        Scenario("157 a 404 page that carries the tag", .inconclusive("page-error-status")) {
            $0["/"] = { _ in .html(Markup.page(head: Markup.tag), status: 404) }
        },
        Scenario("159 an image", .inconclusive("not-html")) {
            $0["/"] = { _ in ScenarioSite.Answer(fields: [("Content-Type", "image/png")], body: "\u{1}PNG\r\n") }
        },
        Scenario(
            "161 a name that does not resolve", targets: ["https://nothing.invalid/"],
            .inconclusive("dns-or-tls-failure")
        ) { _ in },
        Scenario("163 ftp", targets: ["ftp://acme.test/"], .usageError) { _ in },
        Scenario("165 a login page after a redirect", .inconclusive("auth-wall")) {
            $0["/"] = { _ in .redirect(to: "/login?next=%2F") }
            $0["/login"] = { _ in
                .html(
                    Markup.page(
                        body: """
                            <h1>Sign in</h1><form method="post" action="/login"><input name="user">
                            <input type="password" name="password"><button>Sign in</button></form>
                            """))
            }
        },
        Scenario(
            "167 a check fails inside", environment: ["DUBCHECK_FAULT": "check:duplicate-script"],
            .warn("script-in-body", "tool-error").with(status: 70)
        ) {
            $0.home(Markup.page(body: "<h1>Lamps</h1>\(Markup.tag)"))
        },
        Scenario(
            "169 the home page is fine, another lacks the tag",
            targets: ["https://acme.test/", "https://acme.test/pricing"],
            .pass().with(second: .warn("page-not-covered"))
        ) {
            $0.home(Markup.page(head: Markup.tag))
            $0["/pricing"] = { _ in .html(Markup.page(body: "<h1>Prices</h1>")) }
        },
    ]

    /// The scenarios of the contract.
    static let contract = healthy + presence + placement + policies + configuration + answers + cookies + delivery
}
