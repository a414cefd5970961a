extension Scenario {
    private static func policed(_ name: String, _ fields: KeyValuePairs<String, String>, head: String = Markup.tag)
        -> Scenario
    {
        Scenario(name, .pass()) { $0.home(Markup.page(head: head), fields) }
    }

    private static func beside(_ name: String, _ head: String, body: String = "<h1>Lamps</h1>") -> Scenario {
        Scenario(name, .pass()) { $0.home(Markup.page(head: head + Markup.tag, body: body)) }
    }

    /// More that works, in surroundings that look as if it did not.
    static let workingToo: [Scenario] = [
        Scenario("an async tag", head: #"<script async src="\#(Markup.src)" charset="utf-8"></script>"#, .pass()),
        policed(
            "strict-dynamic and the tag's nonce",
            ["Content-Security-Policy": "script-src 'nonce-r4nd0m' 'strict-dynamic'"],
            head: Markup.tag(#"nonce="r4nd0m""#)),
        policed(
            "two policies that both allow it",
            [
                "Content-Security-Policy": "script-src 'self' https://www.dubcdn.com",
                "Content-Security-Policy": "default-src https:",
            ]),
        policed("a sandbox with its origin", ["Content-Security-Policy": "sandbox allow-scripts allow-same-origin"]),
        policed("trusted types and a plain tag", ["Content-Security-Policy": "require-trusted-types-for 'script'"]),
        policed(
            "http in src, upgraded", ["Content-Security-Policy": "upgrade-insecure-requests"],
            head: #"<script defer src="http://www.dubcdn.com/analytics/script.js"></script>"#),
        Scenario("a policy that only reports", .pass(info: "csp-report-only")) {
            $0.home(Markup.page(head: Markup.tag), ["Content-Security-Policy-Report-Only": "script-src 'self'"])
        },
        beside("a preload beside the tag", #"<link rel="preload" as="script" href="\#(Markup.src)">"#),
        beside("a commented copy beside the tag", "<!-- \(Markup.tag) -->"),
        beside(
            "dialogs that wait for an answer", "<script>alert('Sale!'); if (confirm('Enter?')) prompt('Who?')</script>"),
        beside(
            "a page that asks before it is left",
            "<script>addEventListener('beforeunload', (event) => { event.preventDefault(); return 'Stay?' })</script>"),
        beside(
            "code that speaks in the script's name",
            "<script>console.error('[dubAnalytics] data-cookie-options stops the script'); null.boom</script>"),
        beside("a picture that never comes", "", body: #"<img src="/never.png" alt=""><h1>Lamps</h1>"#),
        beside("a popup", "", body: "<script>window.open('/other')</script><h1>Lamps</h1>"),
        beside("an impostor that the script replaces", "<script>window._dubAnalytics = {}</script>").browserOnly(),
        beside(
            "a single-page app that cleans the address once its scripts have run",
            "<script>addEventListener('DOMContentLoaded', () => history.pushState({}, '', '/lamps'))</script>"
        ).browserOnly(),
        beside("a banner that blocks nothing", "", body: Markup.banner(accept: "")),
        Scenario("a hash router", targets: ["https://acme.test/#/lamps"], .pass()) {
            $0.home(
                Markup.page(
                    head: Markup.tag + "<script>addEventListener('load', () => location.hash = '/all')</script>"))
        },
        Scenario("another vendor's script is gone", .pass()) {
            $0.home(Markup.page(head: #"<script src="https://widgets.example.com/gone.js"></script>"# + Markup.tag))
            $0["widgets.example.com", "/"] = { _ in .notFound }
        },
        Scenario("the script in the page and in a frame of it", .pass()) {
            $0.home(Markup.page(head: Markup.tag, body: #"<h1>Lamps</h1><iframe src="/frame"></iframe>"#))
            $0["/frame"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("a request that stays open", .pass()) {
            $0.home(Markup.page(head: Markup.tag, body: "<script>new EventSource('/events')</script>"))
            $0["/events"] = { _ in
                ScenarioSite.Answer(fields: [("Content-Type", "text/event-stream")], body: ":\n\n", ending: .unfinished)
            }
        },
        Scenario(
            "a splash page that hands the query on", .pass(info: "interstitial-redirect"), fixed: nil
        ) {
            let code = "setTimeout(() => location.replace('/home' + location.search), 300)"
            $0.home(Markup.page(body: "<h1>Welcome</h1><script>\(code)</script>"))
            $0["/home"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("an app that tidies its address once it has started", .pass(), fixed: nil) {
            let code = "addEventListener('DOMContentLoaded', () => history.replaceState({}, '', location.pathname))"
            $0.home(Markup.page(head: Markup.tag, body: "<script>\(code)</script>"))
        },
        Scenario(
            "a splash page that keeps the click id, and hands on no query", .pass(info: "interstitial-redirect"),
            fixed: nil
        ) {
            let code = "addEventListener('DOMContentLoaded', () => location.replace('/home'))"
            $0.home(Markup.page(head: Markup.tag, body: "<h1>Welcome</h1><script>\(code)</script>"))
            $0["/home"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("a cache that ignores queries and is current", .pass()) {
            $0["/"] = { _ in .html(Markup.page(head: Markup.tag), ["Age": "5000", "X-Cache": "HIT"]) }
        },
        Scenario("localhost", targets: ["http://localhost:{http}/"], .pass(info: "cookie-host-only")) {
            $0["localhost", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("a host of github.io", targets: ["https://acme.github.io/"], .pass()) {
            $0["acme.github.io", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario(
            "a domain for all hosts, and the app on another", targets: ["https://go.acme.test/"],
            arguments: ["--app-url", "https://app.acme.test/"], .pass()
        ) {
            $0["go.acme.test", "/"] = { _ in
                .html(Markup.page(head: Markup.cookieOptions(#"{"domain":".acme.test"}"#)))
            }
        },
        Scenario("a service worker that changes nothing", targets: ["http://localhost:{http}/"], .pass()) {
            $0["localhost", "/"] = { _ in
                .html(
                    Markup.page(
                        head: "<script>navigator.serviceWorker.register('/sw.js')</script>" + Markup.tag))
            }
            $0["localhost", "/sw.js"] = { _ in
                .script("self.skipWaiting(); addEventListener('activate', () => clients.claim())")
            }
        },
    ]
}
