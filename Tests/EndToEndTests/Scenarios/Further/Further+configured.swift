extension Scenario {
    private static func file(_ parts: String) -> String { "https://www.dubcdn.com/analytics/script.\(parts).js" }

    /// More ways to configure the script, right and wrong.
    static let configured: [Scenario] = [
        Scenario(
            "site visits", head: Markup.tag(#"data-domains='{"site":"acme.link"}'"#, src: file("site-visit")), .pass()),
        Scenario("outbound domains", .pass()) {
            let tag = Markup.tag(#"data-domains='{"outbound":"shop.example.com"}'"#, src: file("outbound-domains"))
            $0.home(Markup.page(head: tag, body: #"<a href="https://shop.example.com/">Shop</a>"#))
        },
        Scenario("a lead that is called before the script is there", .pass()) {
            let tag = Markup.tag(
                #"data-publishable-key="dub_pk_4f2a9c1b7d5e4f2a9c1b7d5e""#, src: file("conversion-tracking"))
            let call = """
                <script>dubAnalytics.trackLead({ eventName: "Sign up", customerExternalId: "42" })</script>
                """
            $0.home(Markup.page(head: Markup.stub + call + tag))
        },
        Scenario("a proxy under a neutral name", .pass(info: "proxied-script")) {
            let attributes = #"data-api-host="/assets/stats" data-domains='{"refer":"go.acme.test"}'"#
            $0.home(Markup.page(head: Markup.tag(attributes, src: "/assets/stats.js")))
            $0["/assets/stats.js"] = { _ in .dubScript() }
        },
        Scenario(
            "the older attribute for the refer domain", head: Markup.tag(#"data-short-domain="go.acme.test""#),
            .pass(info: "short-domain-deprecated")),
        Scenario(
            "the refer domain of the documentation", head: Markup.tag(#"data-domains='{"refer":"yourcompany.link"}'"#),
            .warn("refer-domain-placeholder")),
        Scenario(
            "both attributes for query params",
            head: Markup.tag(#"data-query-param="ref" data-query-params='["aff"]'"#),
            .warn("query-param-shadows-query-params")),
        Scenario(
            "an unknown model", head: Markup.tag(#"data-attribution-model="first_click""#),
            .warn("attribution-model-unknown")),
        Scenario(
            "an attribute misspelled", head: Markup.tag(#"data-domain='{"refer":"go.acme.test"}'"#),
            .warn("attribute-misspelled")),
        Scenario(
            "an extension without its option", head: Markup.tag("", src: file("site-visit")),
            .warn("variant-without-config")),
        Scenario(
            "a proxied base file, configured for more", .warn("proxy-variant-mismatch").with(info: "proxied-script")
        ) {
            let attributes = #"data-domains='{"outbound":"shop.example.com"}'"#
            $0.home(Markup.page(head: Markup.tag(attributes, src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in .dubScript() }
        },
        Scenario(
            "a secret key in the page",
            head: Markup.stub
                + Markup.tag(#"data-publishable-key="dub_4f2a9c1b7d5e4f2a9c1b7d5e""#, src: file("conversion-tracking")),
            .fail("publishable-key-wrong-kind")),
        Scenario(
            "http for the API on an https page", head: Markup.tag(#"data-api-host="http://api.dub.co""#),
            .warn("api-host-malformed")),
        Scenario(
            "an API host with a slash at its end", head: Markup.tag(#"data-api-host="https://api.dub.co/""#),
            .warn("api-host-malformed")),
        Scenario("cookie options that are null", head: Markup.cookieOptions("null"), .fail("cookie-options-null")),
        Scenario(
            "a call before the stub",
            head: "<script>dubAnalytics('ready', () => {})</script>" + Markup.stub + Markup.tag,
            .warn("queue-call-before-stub")),
        Scenario("a stub that the policy blocks", .warn("csp-blocks-inline-stub")) {
            $0.home(
                Markup.page(head: Markup.stub + Markup.tag),
                ["Content-Security-Policy": "script-src https://www.dubcdn.com"])
        },
        Scenario("a comment inside the tag", .warn("snippet-comment-in-tag")) {
            $0.home(Markup.page(head: "<script defer src=\"\(Markup.src)\" // replace with your own\n></script>"))
        },
    ]
}
