extension Scenario {
    private static func options(_ name: String, _ json: String, _ expected: Expected) -> Scenario {
        Scenario(name, expected) { $0.home(Markup.page(head: Markup.cookieOptions(json))) }
    }

    /// The click id on its way into the cookie.
    static let cookies: [Scenario] = [
        Scenario("123 a 302 drops the query", .fail("query-stripped-by-redirect")) {
            $0["/"] = { _ in .redirect(to: "/en") }
            $0["/en"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("125 inline code takes the query off the address", .fail("query-stripped-by-client")) {
            $0.home(
                Markup.page(
                    head: "<script>history.replaceState(null, '', location.pathname)</script>\(Markup.tag)"))
        },
        Scenario("127 a meta refresh, the script on both pages", .pass(info: "interstitial-redirect")) {
            $0.home(Markup.page(head: #"<meta http-equiv="refresh" content="0; url=/welcome">\#(Markup.tag)"#))
            $0["/welcome"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario(
            "129 a public suffix as domain", targets: ["https://foo.vercel.app/"], .fail("cookie-domain-public-suffix")
        ) {
            $0["foo.vercel.app", "/"] = { _ in
                .html(Markup.page(head: Markup.cookieOptions(#"{"domain":".vercel.app"}"#)))
            }
        },
        options("131 another site's domain", #"{"domain":".example.com"}"#, .fail("cookie-domain-mismatch")),
        options("133 httpOnly", #"{"httpOnly":true}"#, .fail("cookie-httponly-option")),
        Scenario("135 secure on http", targets: ["http://acme.test/"], .fail("cookie-secure-on-http")) {
            $0.home(Markup.page(head: Markup.cookieOptions(#"{"secure":true}"#)))
        },
        options("137 expiresInDays 0", #"{"expiresInDays":0}"#, .warn("cookie-lifetime-unexpected")),
        options("139 a narrow path", #"{"path":"/app"}"#, .warn("cookie-path-narrow")),
        Scenario(
            "141 the app on a sibling host", targets: ["https://go.acme.test/"],
            arguments: ["--app-url", "https://app.acme.test/"], .warn("cookie-scope-too-narrow")
        ) {
            $0["go.acme.test", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("143 first click, in a clean profile", .pass()) {
            $0.home(Markup.page(head: Markup.tag(#"data-attribution-model="first-click""#)))
        },
        Scenario(
            "145 code that replaces document.cookie", .fail("consent-blocks-cookie"),
            fixed: .inconclusive("consent-blocks-cookie")
        ) {
            let code = """
                <script>(() => {
                const real = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
                const allowed = ["session", "consent"];
                Object.defineProperty(document, "cookie", {
                  get() { return real.get.call(document) },
                  set(text) { if (allowed.includes(text.split("=")[0])) real.set.call(document, text) },
                });
                })()</script>
                """
            $0.home(Markup.page(head: code + Markup.tag))
        },
        Scenario("147 an empty dub_id in the link", targets: ["https://acme.test/?dub_id="], .pass()) {
            $0.home(Markup.page(head: Markup.tag))
        },
    ]
}
