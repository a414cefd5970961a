extension Scenario {
    private static func options(_ name: String, _ json: String, _ expected: Expected) -> Scenario {
        Scenario(name, head: Markup.cookieOptions(json), expected)
    }

    private static func server(_ name: String, cookie: String, _ browser: Expected, fixed: Expected?) -> Scenario {
        Scenario(name, browser, fixed: fixed) { $0.home(Markup.page(head: Markup.tag), ["Set-Cookie": cookie]) }
    }

    /// More about the click id on its way into the cookie.
    static let kept: [Scenario] = [
        options("sameSite none without secure", #"{"sameSite":"None"}"#, .fail("cookie-samesite-none-insecure")),
        options("an unknown sameSite", #"{"sameSite":"sometimes"}"#, .pass(info: "cookie-samesite-invalid")),
        options("an ISO date for expires", #"{"expires":"2030-01-31T00:00:00.000Z"}"#, .warn("cookie-session-only")),
        options("a negative lifetime", #"{"expiresInDays":-1}"#, .fail("cookie-expired")),
        options("more days than browsers keep", #"{"expiresInDays":500}"#, .warn("cookie-lifetime-unexpected")),
        options("a domain with a scheme", #"{"domain":"https://acme.test"}"#, .fail("cookie-domain-mismatch")),
        Scenario("www on a public suffix", targets: ["https://www.github.io/"], .fail("cookie-host-www-on-suffix")) {
            $0["www.github.io", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        server(
            "an HttpOnly cookie of the same scope", cookie: "dub_id=old; Domain=acme.test; Path=/; HttpOnly",
            .fail("cookie-httponly-existing"), fixed: .fail("cookie-httponly-existing")),
        server(
            "an older cookie of another scope", cookie: "dub_id=old; Path=/; Max-Age=86400", .warn("cookie-shadowed"),
            fixed: nil),
        server(
            "the server deletes the cookie", cookie: "dub_id=; Domain=acme.test; Path=/; Max-Age=0",
            .warn("cookie-deleted-by-server"), fixed: .warn("cookie-deleted-by-server")),
        Scenario(
            "a router takes the query off before the script runs", .fail("query-stripped-by-client"),
            fixed: .inconclusive("query-stripped-by-client")
        ) {
            $0.home(
                Markup.page(head: "<script>history.pushState({}, '', location.pathname)</script>" + Markup.tag))
        },
        Scenario("a client redirect drops the query", .fail("query-stripped-by-client"), fixed: nil) {
            $0.home(Markup.page(head: "<script>location.replace('/en')</script>"))
            $0["/en"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("a meta refresh drops the query, the script is on its target", .anyFailure, fixed: nil) {
            $0.home(Markup.page(head: #"<meta http-equiv="refresh" content="0; url=/en">"#))
            $0["/en"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario(
            "the app is on another site", arguments: ["--app-url", "https://app.example.com/"],
            .warn("cookie-cross-site-app")
        ) { $0.home(Markup.page(head: Markup.tag)) },
        Scenario("dub_id after the #", targets: ["https://acme.test/#/start?dub_id=abc"], .warn("query-in-hash")) {
            $0.home(Markup.page(head: Markup.tag))
        },
        Scenario(
            "dub_id in capitals", targets: ["https://acme.test/?DUB_ID=abc"], .warn("query-case-or-duplicate")
        ) { $0.home(Markup.page(head: Markup.tag)) },
    ]
}
