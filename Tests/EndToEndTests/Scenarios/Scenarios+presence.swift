extension Scenario {
    /// The script is not there, or the browser does not run it.
    static let presence: [Scenario] = [
        Scenario("29 no Dub anywhere", .fail("script-missing")) { $0.home(Markup.page()) },
        Scenario(
            "31 no Dub, a tag manager", .fail("gtm-not-published"), fixed: .inconclusive("gtm-not-published")
        ) {
            $0.home(Markup.page(head: Markup.tagManager))
            $0["www.googletagmanager.com", "/gtm.js"] = { _ in .script(Markup.emptyContainer) }
        },
        Scenario("33 only inside a comment", .fail("script-commented-out")) {
            $0.home(Markup.page(head: "<!-- \(Markup.tag) -->"))
        },
        Scenario("35 inside noscript", .fail("script-in-noscript")) {
            $0.home(Markup.page(head: "<noscript>\(Markup.tag)</noscript>"))
        },
        Scenario("37 an unclosed title before the tag", .fail("script-swallowed-by-unclosed-element")) {
            $0.home("<!doctype html><html><head><title>Acme\n\(Markup.tag)</head><body><p>Lamps</body></html>")
        },
        Scenario("39 self-closing, nothing after it", .fail("script-self-closing")) {
            $0.home(
                "<!doctype html><html><head><script defer src=\"\(Markup.src)\" /></head><body><p>Lamps</body></html>")
        },
        Scenario("41 shown as text", .fail("script-escaped-as-text")) {
            $0.home(Markup.page(body: "<p>&lt;script defer src=\"\(Markup.src)\"&gt;&lt;/script&gt;</p>"))
        },
        Scenario("43 a consent category", .pass(info: "consent-gated"), fixed: .inconclusive("consent-gated")) {
            $0.home(
                Markup.page(
                    head: """
                        <script src="https://consent.example.com/cmp.js"></script>
                        <script type="text/plain" data-category="marketing" src="\(Markup.src)"></script>
                        """))
            $0["consent.example.com", "/cmp.js"] = { _ in .script(Markup.consentTool) }
        },
        Scenario("45 a module", .fail("type-module")) { $0.home(Markup.page(head: Markup.tag(#"type="module""#))) },
        Scenario("47 delayed by a page-speed plugin", .warn("optimizer-delays-script")) {
            let held = #"<script type="rocketlazyloadscript" data-rocket-src="\#(Markup.src)" defer></script>"#
            $0.home(Markup.page(head: held + Markup.delayPlugin))
        },
        Scenario("49 nomodule", .fail("script-nomodule")) { $0.home(Markup.page(head: Markup.tag("nomodule"))) },
        Scenario("51 the partner widget alone", .fail("src-wrong-product")) {
            $0.home(Markup.page(head: Markup.tag("", src: "https://www.dubcdn.com/embed/script.js")))
            $0["www.dubcdn.com", "/embed/script.js"] = { _ in .script("window.DubEmbed = { init() {} };") }
        },
        Scenario("53 parts in another order", .fail("src-unknown-variant")) {
            let src = "https://www.dubcdn.com/analytics/script.conversion-tracking.site-visit.js"
            $0.home(Markup.page(head: Markup.tag("", src: src)))
        },
        Scenario("55 set through innerHTML", .fail("innerhtml-injection")) {
            $0.home(
                Markup.page(
                    body: """
                        <div id="slot"></div><script>
                        document.getElementById("slot").innerHTML = '<script defer src="\(Markup.src)"><\\/script>';
                        </script>
                        """))
        },
        Scenario("57 fetched and evaluated", .fail("eval-or-bundled-loader")) {
            $0.home(
                Markup.page(
                    body: "<script>fetch('\(Markup.src)').then((r) => r.text()).then((t) => (0, eval)(t))</script>"))
        },
        Scenario("59 http on an https page", .fail("src-insecure-http")) {
            $0.home(Markup.page(head: #"<script defer src="http://www.dubcdn.com/analytics/script.js"></script>"#))
        },
        Scenario("61 a wrong hash", .fail("integrity-mismatch")) {
            let hash = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"
            $0.home(Markup.page(head: Markup.tag(#"crossorigin="anonymous" integrity="\#(hash)""#)))
        },
        Scenario("63 the file answers 404", .fail("script-http-error")) {
            $0.home(Markup.page(head: Markup.tag))
            $0["www.dubcdn.com", "/analytics/script.js"] = { _ in .notFound }
        },
        Scenario("65 a proxied file as text/plain with nosniff", .fail("script-mime-nosniff")) {
            $0.home(Markup.page(head: Markup.tag("", src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in
                ScenarioSite.Answer(
                    fields: [("Content-Type", "text/plain"), ("X-Content-Type-Options", "nosniff")],
                    body: DubScript.base)
            }
        },
        Scenario("67 an impostor and no script", .fail("script-missing", "object-impostor")) {
            $0.home(Markup.page(body: "<div id=_dubAnalytics></div>"))
        },
    ]

    /// In the wrong place, or there twice.
    static let placement: [Scenario] = [
        Scenario("69 at the end of body", .warn("script-in-body")) {
            $0.home(Markup.page(body: "<h1>Lamps</h1>\(Markup.tag)"))
        },
        Scenario("71 stray text in head", .warn("head-closed-early")) {
            $0.home(Markup.page(head: "hello\n\(Markup.tag)"))
        },
        Scenario("73 twice in head", .warn("duplicate-script")) {
            $0.home(Markup.page(head: Markup.tag + "\n" + Markup.tag))
        },
        Scenario("75 in the HTML and from the tag manager", .warn("duplicate-script"), fixed: .pass()) {
            $0.home(Markup.page(head: Markup.tag + Markup.tagManager))
            $0["www.googletagmanager.com", "/gtm.js"] = { _ in .script(Markup.container) }
        },
        Scenario("77 two tags, one with data-domains", .warn("duplicate-conflicting-config")) {
            $0.home(Markup.page(head: Markup.tag(Markup.refer) + "\n" + Markup.tag))
        },
    ]
}
