import Evidence
import Installation
import PageURL

extension ScenarioTests {
    private static let src = "https://www.dubcdn.com/analytics/script.js"

    /// A tag with these attributes beside its src.
    private static func tag(_ attributes: String) -> String {
        #"<script defer src="\#(src)" \#(attributes)></script>"#
    }

    static let faulty: [Row] = presence + placement + delivery + policies + cookies + configuration + account + calls

    private static let presence: [Row] = [
        row("no Dub anywhere", .fail, "script-missing") { Scene() },
        row("an empty page", .fail, "script-missing") { Scene("") },
        row("Google Tag Manager and no tag", .inconclusive, "gtm-not-published") {
            Scene(head: #"<script async src="https://www.googletagmanager.com/gtm.js?id=GTM-ABC123"></script>"#)
        },
        row("a bundle and no tag", .inconclusive, "dynamic-install") {
            Scene(body: #"<div id="root"></div><script type="module" src="/assets/index-4f2a9c1b.js"></script>"#)
        },
        row("only inside a comment", .fail, "script-commented-out") { Scene(head: "<!-- \(Scene.tag) -->") },
        row("in a comment, with a tag manager", .inconclusive, "gtm-not-published") {
            Scene(
                head:
                    "<!-- \(Scene.tag) --><script async src=https://www.googletagmanager.com/gtm.js?id=GTM-A></script>")
        },
        row("inside noscript", .fail, "script-in-noscript") { Scene(head: "<noscript>\(Scene.tag)</noscript>") },
        row("inside template", .fail, "script-in-template") { Scene(head: "<template>\(Scene.tag)</template>") },
        row("an unclosed title before it", .fail, "script-swallowed-by-unclosed-element") {
            Scene("<!doctype html><html><head><title>Acme\n\(Scene.tag)</head><body><p>Hello</body></html>")
        },
        row("a self-closing script before it", .fail, "script-swallowed-by-unclosed-element") {
            Scene(head: "<script src=\"/a.js\"/>\n\(Scene.tag)")
        },
        row("an attribute before it without its closing quote", .fail, "script-swallowed-by-unclosed-element") {
            Scene(head: "<meta name=description content=\"lamps\n\(Scene.tag)")
        },
        row("self-closing, nothing after it", .fail, "script-self-closing") {
            Scene("<!doctype html><html><head><script defer src=\"\(src)\" /></head><body><p>Hello</body></html>")
        },
        row("never closed", .fail, "script-tag-unclosed") {
            Scene("<!doctype html><html><head><script defer src=\"\(src)\"></head><body><p>Hello</body></html>")
        },
        row("shown as text", .fail, "script-escaped-as-text") {
            Scene(body: "<p>&lt;script defer src=\"\(src)\"&gt;&lt;/script&gt;</p>")
        },
        row("a consent category", .inconclusive, "consent-gated") {
            Scene(
                head: """
                    <script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>
                    <script type="text/plain" class="optanon-category-C0002" src="\(src)"></script>
                    """)
        },
        row("text/plain without any consent tool", .fail, "type-not-javascript") {
            Scene(head: tag(#"type="text/plain""#))
        },
        row("a module", .fail, "type-module") { Scene(head: tag(#"type="module""#)) },
        row("delayed by a page-speed plugin", .warn, "optimizer-delays-script") {
            Scene(head: #"<script type="rocketlazyloadscript" data-rocket-src="\#(src)" defer></script>"#)
        },
        row("nomodule", .fail, "script-nomodule") { Scene(head: tag("nomodule")) },
        row("the partner widget alone", .fail, "src-wrong-product") {
            Scene(head: #"<script defer src="https://www.dubcdn.com/embed/script.js"></script>"#)
        },
        row("parts in another order", .fail, "src-unknown-variant") {
            Scene(
                head:
                    #"<script defer src="https://www.dubcdn.com/analytics/script.conversion-tracking.site-visit.js"></script>"#
            )
        },
        row("set through innerHTML", .fail, "innerhtml-injection") {
            Scene(body: #"<div id=x></div><script>x.innerHTML='<script defer src="\#(src)"><\/script>'</script>"#)
        },
        row("fetched and evaluated", .fail, "eval-or-bundled-loader") {
            Scene(body: "<script>fetch('\(src)').then(r=>r.text()).then(t=>(0,eval)(t))</script>")
        },
        row("http on an https page", .fail, "src-insecure-http") {
            Scene(head: #"<script defer src="http://www.dubcdn.com/analytics/script.js"></script>"#)
        },
        row("a wrong hash", .fail, "integrity-mismatch") {
            Scene(head: tag(#"crossorigin integrity="sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=""#))
        },
        row("the file answers 404", .fail, "script-http-error") {
            Scene(head: Scene.tag).with {
                $0.files[src] = ScriptFile(url: PageURL(src)!, status: 404, fields: [:], body: "gone")
            }
        },
        row("the file does not answer", .fail, "script-network-error") {
            Scene(head: Scene.tag).with {
                $0.files[src] = ScriptFile(
                    url: PageURL(src)!,
                    failure: FetchFailure(.connection, url: src, message: "connection refused"))
            }
        },
        row("text/plain with nosniff", .fail, "script-mime-nosniff") {
            Scene(head: #"<script defer src="/_proxy/dub/script.js"></script>"#).with {
                let url = "https://acme.test/_proxy/dub/script.js"
                $0.files[url] = Scene.script(
                    at: url, fields: ["Content-Type": "text/plain", "X-Content-Type-Options": "nosniff"])
            }
        },
        row("an impostor and no script", .fail, "script-missing", "object-impostor") {
            Scene(body: "<div id=_dubAnalytics></div>")
        },
        row("curly quotes", .fail, "src-smart-quotes") { Scene(head: "<script defer src=“\(src)”></script>") },
        row("no scheme in front of the host", .fail, "src-wrong-host") {
            Scene(head: #"<script defer src="www.dubcdn.com/analytics/script.js"></script>"#)
        },
        row("a look-alike host", .fail, "src-wrong-host") {
            Scene(head: #"<script defer src="https://www.dubcbn.com/analytics/script.js"></script>"#)
        },
        row("data-src alone", .fail, "src-missing") { Scene(head: #"<script defer data-src="\#(src)"></script>"#) },
        row("only a preload", .fail, "src-missing") {
            Scene(head: #"<link rel="preload" as="script" href="\#(src)">"#)
        },
        row("only in a frame", .fail, "script-only-in-iframe") {
            Scene(body: #"<iframe srcdoc='\#(Scene.tag)'></iframe>"#)
        },
        row("partytown", .fail, "partytown-worker") { Scene(head: tag(#"type="text/partytown""#)) },
        row("in a declarative shadow root", .fail, "shadow-root-injection") {
            Scene(body: "<div><template shadowrootmode=open>\(Scene.tag)</template></div>")
        },
        row("for and event of old browsers", .fail, "type-not-javascript") {
            Scene(head: tag(#"for="window" event="onfoo""#))
        },
        row("inside MathML", .fail, "type-not-javascript", "script-in-body") {
            Scene(body: "<math>\(Scene.tag)</math>")
        },
        row("a frameset document", .fail, "script-missing") {
            Scene("<!doctype html><html><head></head><frameset>\(Scene.tag)<frame src=a.html></frameset></html>")
        },
    ]

    private static let placement: [Row] = [
        row("at the end of body", .warn, "script-in-body") { Scene(body: "<p>Hello</p>\(Scene.tag)") },
        row("stray text before it", .warn, "head-closed-early") { Scene(head: "hello\n\(Scene.tag)") },
        row("an image before it", .warn, "head-closed-early") {
            Scene(head: #"<img src="https://t.example.com/p.gif">\#n"# + Scene.tag)
        },
        row("twice in head", .warn, "duplicate-script") { Scene(head: Scene.tag + "\n" + Scene.tag) },
        row("a broken tag beside one that works", .warn, "src-wrong-host") {
            Scene(head: Scene.tag + #"<script defer src="https://www.dubcbn.com/analytics/script.js"></script>"#)
        },
        row("two tags, one with options", .warn, "duplicate-conflicting-config") {
            Scene(head: tag(#"data-domains='{"refer":"go.acme.com"}'"#) + Scene.tag)
        },
        row("an attribute misspelled", .warn, "attribute-misspelled") {
            Scene(head: tag(#"data-domain='{"refer":"go.acme.com"}'"#))
        },
        row("a comment in the tag", .warn, "snippet-comment-in-tag") {
            Scene(head: "<script defer src=\"\(src)\" // replace with your own\n></script>")
        },
    ]

    private static let delivery: [Row] = [
        row("a 302 drops the query", .fail, "query-stripped-by-redirect") {
            Scene(head: Scene.tag).with {
                $0.hops = [
                    Hop(
                        url: PageURL("https://acme.test/?dub_id=\(Scene.probe)")!, status: 302, location: "/en",
                        destination: PageURL("https://acme.test/en"))
                ]
                $0.final = "https://acme.test/en"
            }
        },
        row("an old copy in the cache", .warn, "stale-cdn-cache") {
            let old = page(Scene.document(), ["Age": "5000", "X-Cache": "HIT"])
            return Scene(head: Scene.tag).with {
                $0.looks = [
                    .init(.bare, page: old), .init(.bareAgain, page: old),
                    .init(.randomParameter, page: page(Scene.document(head: Scene.tag))),
                ]
            }
        },
        row("a cache that ignores queries", .warn, "stale-cdn-cache") {
            let fields: HTTPFields = ["Age": "5000", "X-Cache": "HIT", "Content-Type": "text/html"]
            let old = page(Scene.document(), fields)
            return Scene().with {
                $0.fields = fields
                $0.looks = [
                    .init(.bare, page: old), .init(.bareAgain, page: old), .init(.randomParameter, page: old),
                    .init(.noCache, page: page(Scene.document(head: Scene.tag))),
                ]
            }
        },
        row("an old copy for phones", .warn, "cache-variant-mismatch") {
            let new = page(Scene.document(head: Scene.tag))
            return Scene(head: Scene.tag).with {
                $0.looks = [
                    .init(.bare, page: new), .init(.bareAgain, page: new), .init(.mobile, page: page(Scene.document())),
                ]
            }
        },
        row("a challenge page", .inconclusive, "bot-challenge") {
            Scene(head: "<title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x.js></script>").with {
                $0.status = 403
            }
        },
        row("a 404 page that carries the tag", .inconclusive, "page-error-status") {
            Scene(head: Scene.tag).with { $0.status = 404 }
        },
        row("a download", .inconclusive, "not-html") {
            Scene(head: Scene.tag).with {
                $0.fields = policy("attachment; filename=page.html", name: "Content-Disposition")
            }
        },
        row("an answer without a page", .inconclusive, "page-error-status") { Scene("").with { $0.status = 204 } },
        row("an image", .inconclusive, "not-html") {
            Scene("\u{1}PNG").with { $0.fields = ["Content-Type": "image/png"] }
        },
        row("a login page after a redirect", .inconclusive, "auth-wall") {
            Scene(body: "<form action=/login><input name=user><input type=password name=pw></form>").with {
                $0.hops = [
                    Hop(
                        url: PageURL("https://acme.test/")!, status: 302, location: "/login",
                        destination: PageURL("https://acme.test/login"))
                ]
                $0.final = "https://acme.test/login"
            }
        },
        row("another site", .warn, "redirect-other-site") {
            Scene(head: Scene.tag).with {
                let there = "https://www.example.com/?dub_id=\(Scene.probe)"
                $0.hops = [
                    Hop(
                        url: PageURL("https://acme.test/?dub_id=\(Scene.probe)")!, status: 301, location: there,
                        destination: PageURL(there))
                ]
                $0.final = there
            }
        },
    ]

    private static let account: [Row] = [
        row("a short link without conversion tracking", .warn, "link-without-conversion") {
            Scene(head: Scene.tag).with {
                $0.looks = [
                    .init(
                        .bare, hops: [shortLink(to: "https://acme.test/")], page: page(Scene.document(head: Scene.tag)))
                ]
            }
        }
    ]

    /// What a short link answers to a request without a query.
    static func shortLink(to destination: String, cookie: String = "dub_id_go.acme.test_spring=Bd0Kh8oOOL8dKLzd") -> Hop
    {
        Hop(
            url: PageURL("https://go.acme.test/spring")!, status: 302, location: destination,
            destination: PageURL(destination),
            fields: ["x-powered-by": "Dub - The Modern Link Attribution Platform", "Set-Cookie": cookie])
    }

    static func page(_ html: String, _ fields: HTTPFields = ["Content-Type": "text/html"]) -> PageEvidence {
        var fields = fields
        if fields["Content-Type"] == nil { fields.fields.append(.init(name: "Content-Type", value: "text/html")) }
        return PageEvidence(url: PageURL("https://acme.test/"), fields: fields, body: Bytes(Array(html.utf8)))
    }

    private static func policy(_ text: String, name: String = "Content-Security-Policy") -> HTTPFields {
        HTTPFields([.init(name: "Content-Type", value: "text/html"), .init(name: name, value: text)])
    }

    private static let policies: [Row] = [
        row("default-src 'self'", .fail, "csp-blocks-script") {
            Scene(head: Scene.tag).with { $0.fields = policy("default-src 'self'") }
        },
        row("a policy and no tag", .fail, "script-missing", "csp-blocks-script") {
            Scene().with { $0.fields = policy("default-src 'self'") }
        },
        row("nonce, strict-dynamic and the host", .fail, "csp-nonce-strict-dynamic") {
            Scene(head: Scene.tag).with {
                $0.fields = policy("script-src 'nonce-abc' 'strict-dynamic' https://www.dubcdn.com")
            }
        },
        row("a meta policy before the tag", .fail, "csp-meta-blocks-script") {
            Scene(head: #"<meta http-equiv="Content-Security-Policy" content="script-src 'self'">"# + Scene.tag)
        },
        row("a path without a slash", .fail, "csp-path-mismatch") {
            Scene(head: Scene.tag).with { $0.fields = policy("script-src https://www.dubcdn.com/analytics") }
        },
        row("the apex is listed", .fail, "csp-apex-vs-www") {
            Scene(head: Scene.tag).with { $0.fields = policy("script-src 'self' dubcdn.com") }
        },
        row("the host is in a second script-src", .fail, "csp-duplicate-directive") {
            Scene(head: Scene.tag).with { $0.fields = policy("script-src 'self'; script-src https://www.dubcdn.com") }
        },
        row("two policies, one refuses", .fail, "csp-multiple-policies") {
            Scene(head: Scene.tag).with { $0.fields = policy("script-src https:, script-src 'self'") }
        },
        row("a sandbox without its origin", .fail, "csp-sandbox") {
            Scene(head: Scene.tag).with { $0.fields = policy("sandbox allow-scripts") }
        },
        row("the API is not listed", .warn, "csp-connect-src-blocks-api") {
            Scene(head: tag(#"data-domains='{"refer":"go.acme.com"}'"#)).with {
                $0.fields = policy("script-src https://www.dubcdn.com; connect-src 'self'")
            }
        },
    ]

    private static func options(_ json: String) -> String {
        tag("data-cookie-options='\(json)'")
    }

    private static let cookies: [Row] = [
        row("options that are code", .fail, "cookie-options-invalid-json") {
            Scene(head: options(#"{"expires": new Date()}"#))
        },
        row("options that are null", .fail, "cookie-options-null") { Scene(head: options("null")) },
        row("a public suffix", .fail, "cookie-domain-public-suffix") {
            Scene(head: options(#"{"domain":".vercel.app"}"#)).with { $0.target = "https://foo.vercel.app/" }
        },
        row("another site's domain", .fail, "cookie-domain-mismatch") {
            Scene(head: options(#"{"domain":".example.com"}"#))
        },
        row("www on a public suffix", .fail, "cookie-host-www-on-suffix") {
            Scene(head: Scene.tag).with { $0.target = "https://www.github.io/" }
        },
        row("httpOnly", .fail, "cookie-httponly-option") { Scene(head: options(#"{"httpOnly":true}"#)) },
        row("secure on http", .fail, "cookie-secure-on-http") {
            Scene(head: options(#"{"secure":true}"#)).with { $0.target = "http://acme.test/" }
        },
        row("expiresInDays 0", .warn, "cookie-lifetime-unexpected") {
            Scene(head: options(#"{"expiresInDays":0}"#))
        },
        row("a narrow path", .warn, "cookie-path-narrow") { Scene(head: options(#"{"path":"/app"}"#)) },
        row("the app on a sibling host", .warn, "cookie-scope-too-narrow") {
            Scene(head: Scene.tag).with {
                $0.target = "https://go.acme.test/"
                $0.options.appURL = PageURL("https://app.acme.test/")
            }
        },
        row("the app on another site", .warn, "cookie-cross-site-app") {
            Scene(head: Scene.tag).with { $0.options.appURL = PageURL("https://app.example.com/") }
        },
        row("an HttpOnly cookie of the same scope", .fail, "cookie-httponly-existing") {
            Scene(head: Scene.tag).with {
                $0.fields = policy("dub_id=old; Domain=acme.test; Path=/; HttpOnly", name: "Set-Cookie")
            }
        },
        row("deleted by the server", .warn, "cookie-deleted-by-server") {
            Scene(head: Scene.tag).with {
                $0.fields = policy("dub_id=; Max-Age=0; Path=/", name: "Set-Cookie")
            }
        },
        row("dub_id after the #", .warn, "query-in-hash") {
            Scene(head: Scene.tag).with { $0.target = "https://acme.test/#/start?dub_id=abc" }
        },
        row("code that takes the query off the address", .fail, "query-stripped-by-client") {
            Scene(head: "<script>history.replaceState({}, '', location.pathname)</script>" + Scene.tag)
        },
        row("code that may take the query off the address", .inconclusive, "query-stripped-by-client") {
            Scene(head: "<script>if (clean) { history.replaceState({}, '', location.pathname) }</script>" + Scene.tag)
        },
        row("code that replaces document.cookie", .inconclusive, "consent-blocks-cookie") {
            Scene(
                head: #"<script>Object.defineProperty(document,"cookie",{get(){return""},set(){}})</script>"#
                    + Scene.tag)
        },
    ]
}
