extension Scenario {
    private static func proxied(
        _ name: String, _ answer: ScenarioSite.Answer, _ expected: Expected, fixed: Expected?
    ) -> Scenario {
        Scenario(name, expected, fixed: fixed) {
            $0.home(Markup.page(head: Markup.tag("", src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in answer }
            $0["/login"] = { _ in .html(Markup.page(body: "<h1>Sign in</h1>")) }
        }
    }

    /// Where a shop serves the frame of a custom pixel.
    private static let pixel = "/web-pixels@bcd41f77w1/custom/web-pixel-1@1/sandbox/modern"

    private static func framed(_ name: String, _ source: String, _ browser: Expected, head: String = "") -> Scenario {
        Scenario(name, browser, fixed: nil) {
            $0.home(Markup.page(head: head, body: "<h1>Lamps</h1><iframe \(source)></iframe>"))
            $0["/frame"] = { _ in .html(Markup.page(head: Markup.tag)) }
            $0[pixel] = { _ in .html(Markup.page(head: Markup.tag)) }
            $0["widget.example.com", "/frame"] = { _ in .html(Markup.page(head: Markup.tag)) }
        }
    }

    /// More reasons why the script does not run, or not as it should.
    static let stopped: [Scenario] = [
        Scenario(
            "a type with a charset", head: Markup.tag(#"type="text/javascript; charset=utf-8""#),
            .fail("type-not-javascript")),
        Scenario("inside template", head: "<template>\(Markup.tag)</template>", .fail("script-in-template")),
        Scenario("curly quotes", head: "<script defer src=“\(Markup.src)”></script>", .fail("src-smart-quotes")),
        Scenario("data-src alone", head: #"<script defer data-src="\#(Markup.src)"></script>"#, .fail("src-missing")),
        Scenario(
            "a preload alone", head: #"<link rel="preload" as="script" href="\#(Markup.src)">"#, .fail("src-missing")),
        Scenario("never closed", .fail("script-tag-unclosed")) {
            $0.home(
                "<!doctype html><html><head><script defer src=\"\(Markup.src)\"></head><body><p>Lamps</body></html>")
        },
        Scenario("a look-alike host", .fail("src-wrong-host")) {
            $0.home(Markup.page(head: Markup.tag("", src: "https://www.dubcbn.com/analytics/script.js")))
            $0["www.dubcbn.com", "/analytics/script.js"] = { _ in .script("/* parked */") }
        },
        Scenario("a base element sends the proxy path elsewhere", .fail("src-base-href")) {
            let base = #"<base href="https://cdn.example.com/">"#
            $0.home(Markup.page(head: base + Markup.tag("", src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in .dubScript() }
            $0["cdn.example.com", "/"] = { _ in .notFound }
        },
        Scenario("crossorigin without CORS", .fail("crossorigin-no-cors")) {
            $0.home(Markup.page(head: Markup.tag("crossorigin", src: "https://stats.acme.test/script.js")))
            $0["stats.acme.test", "/script.js"] = { _ in .script(DubScript.base) }
        },
        Scenario(
            "a hash without crossorigin",
            head: Markup.tag(
                #"integrity="sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC""#),
            .fail("integrity-mismatch")),
        Scenario("a worker runs it", head: Markup.tag(#"type="text/partytown""#), .fail("partytown-worker")),
        Scenario("in a declarative shadow root", .fail("shadow-root-injection")) {
            $0.home(Markup.page(body: "<div><template shadowrootmode=open>\(Markup.tag)</template></div>"))
        },
        framed("only in a frame of the site", #"src="/frame""#, .fail("script-only-in-iframe")),
        framed(
            "only in a frame of another site", #"src="https://widget.example.com/frame""#,
            .fail("script-only-in-iframe")),
        framed(
            "only in a sandboxed pixel",
            #"sandbox="allow-scripts" id="web-pixel-sandbox-CUSTOM-1" src="\#(pixel)""#,
            .fail("platform-sandboxed-pixel"), head: #"<script>var Shopify = { shop: "acme.myshopify.com" };</script>"#),
        Scenario("a shop without its app embed", .fail("platform-embed-disabled")) {
            let head = """
                <link rel="preconnect" href="https://cdn.shopify.com"><script>var Shopify = Shopify || {};
                Shopify.shop = "acme.myshopify.com"; Shopify.theme = { name: "Dawn", id: 1 };</script>
                """
            $0.home(Markup.page(head: head))
            $0["cdn.shopify.com", "/"] = { _ in .notFound }
        },
        proxied(
            "the file answers 500", .html("Error", status: 500), .fail("script-http-error"),
            fixed: .fail("script-http-error")),
        proxied(
            "the catch-all page answers for the file", .html(Markup.page()), .fail("proxy-serves-html"),
            fixed: .fail("proxy-serves-html")),
        proxied(
            "the file redirects to the sign-in page", .redirect(to: "/login"), .fail("proxy-serves-html"),
            fixed: .fail("proxy-serves-html")),
        proxied(
            "the file stops with an exception", .script("window.acme.settings.load();\n" + DubScript.base),
            .fail("script-exception"), fixed: nil),
        Scenario("the file is not to be embedded", .fail("corp-coep-blocked")) {
            $0.home(Markup.page(head: Markup.tag))
            $0["www.dubcdn.com", "/analytics/script.js"] = { _ in
                .script(DubScript.base, ["Cross-Origin-Resource-Policy": "same-origin"])
            }
        },
        Scenario("the page requires CORP", .fail("corp-coep-blocked")) {
            $0.home(Markup.page(head: Markup.tag), ["Cross-Origin-Embedder-Policy": "require-corp"])
        },
        Scenario("nobody listens behind the script's host", .fail("script-network-error")) {
            $0.home(Markup.page(head: Markup.tag))
            $0.unreachable = ["www.dubcdn.com"]
        },
        Scenario("the object cannot be written", .fail("object-blocked"), fixed: nil) {
            let code = "<script>Object.defineProperty(window, '_dubAnalytics', { value: undefined })</script>"
            $0.home(Markup.page(head: code + Markup.tag))
        },
        Scenario("an inlined copy", head: "<script>\(DubScript.base)</script>", .warn("script-inlined-copy")),
        Scenario(
            "an image before the tag", head: #"<img src="data:," alt="">"# + Markup.tag, .warn("head-closed-early")),
        Scenario("a loader that runs scripts late", .warn("rocket-loader")) {
            $0.home(
                Markup.page(
                    head: """
                        <script defer type="3f2a9c1b7d5e4a6c-text/javascript" src="\(Markup.src)"></script>
                        <script src="/cdn-cgi/scripts/7d0fa10a/cloudflare-static/rocket-loader.min.js"
                         data-cf-settings="3f2a9c1b7d5e4a6c-|49" defer></script>
                        """))
            $0["/cdn-cgi/scripts/7d0fa10a/cloudflare-static/rocket-loader.min.js"] = { _ in
                .script(
                    """
                    addEventListener("load", () => document.querySelectorAll('script[type$="-text/javascript"]')
                      .forEach((held) => {
                        const script = document.createElement("script");
                        for (const { name, value } of held.attributes)
                          script.setAttribute(name, name === "type" ? "text/javascript" : value);
                        held.replaceWith(script);
                      }));
                    """)
            }
        },
        Scenario("the apex is listed", .fail("csp-apex-vs-www")) {
            $0.home(Markup.page(head: Markup.tag), ["Content-Security-Policy": "script-src 'self' dubcdn.com"])
        },
        Scenario("the host is in a second script-src", .fail("csp-duplicate-directive")) {
            $0.home(
                Markup.page(head: Markup.tag),
                ["Content-Security-Policy": "script-src 'self'; script-src https://www.dubcdn.com"])
        },
        Scenario("two policies, one refuses", .fail("csp-multiple-policies")) {
            $0.home(
                Markup.page(head: Markup.tag),
                ["Content-Security-Policy": "script-src https:", "Content-Security-Policy": "script-src 'self'"])
        },
    ]
}
