extension Scenario {
    private static func tagged(_ name: String, _ attributes: String, _ id: String) -> Scenario {
        Scenario(name, .warn(id)) { $0.home(Markup.page(head: Markup.tag(attributes))) }
    }

    /// Attributes of the tag.
    static let configuration: [Scenario] = [
        tagged(
            "99 data-domains with single quotes inside", #"data-domains="{'refer':'go.acme.test'}""#,
            "domains-single-quoted-json"),
        tagged(
            "101 data-domains with unescaped double quotes", #"data-domains="{"refer":"go.acme.test"}""#,
            "domains-invalid-json"),
        Scenario("103 cookie options that are code", .fail("cookie-options-invalid-json")) {
            $0.home(Markup.page(head: Markup.cookieOptions(#"{"expires": new Date()}"#)))
        },
        tagged("105 query params that are no list", #"data-query-params='"ref"'"#, "query-params-not-array"),
        tagged(
            "107 a refer domain with its scheme", #"data-domains='{"refer":"https://go.acme.test"}'"#,
            "refer-domain-malformed"),
        tagged(
            "109 outbound domains and the base file", #"data-domains='{"outbound":"shop.example.com"}'"#,
            "variant-config-mismatch"),
        Scenario("111 the conversion file without a key", .warn("publishable-key-missing")) {
            let src = "https://www.dubcdn.com/analytics/script.conversion-tracking.js"
            $0.home(Markup.page(head: Markup.stub + Markup.tag("", src: src)))
        },
        Scenario("113 a lead is called on the base file", .warn("lead-call-without-conversion-variant")) {
            let call = """
                <script>addEventListener("load", () => {
                  dubAnalytics.trackLead({ eventName: "Sign up", customerExternalId: "42" }) })</script>
                """
            $0.home(Markup.page(head: Markup.stub + Markup.tag, body: "<h1>Lamps</h1>\(call)"))
        },
        tagged("115 an API host without its scheme", #"data-api-host="api.dub.co""#, "api-host-malformed"),
    ]

    /// What the tracking API answers; the calls are let through.
    static let answers: [Scenario] = [
        Scenario(
            "117 the proxy answers 500", arguments: ["--live"],
            .warn("proxy-api-broken").with(info: "proxied-script"), fixed: .pass(info: "proxied-script")
        ) {
            let attributes = Markup.refer + #" data-api-host="/_proxy/dub""#
            $0.home(Markup.page(head: Markup.tag(attributes, src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in .dubScript() }
            $0["/_proxy/dub/track/click"] = { _ in .html("<h1>Internal Server Error</h1>", status: 500) }
        },
        Scenario("119 the API refuses the host", arguments: ["--live"], .warn("hostname-not-allowed"), fixed: .pass()) {
            $0.home(Markup.page(head: Markup.tag(Markup.refer)))
            $0["api.dub.co", "/track/click"] = { request in
                .apiError(
                    request, 403, code: "forbidden",
                    "Request origin 'acme.test' is not included in the allowed hostnames for this workspace. "
                        + "Update your allowed hostnames here: https://app.dub.co/settings/tracking")
            }
        },
        Scenario("121 the API never answers", arguments: ["--live"], .warn("proxy-api-broken"), fixed: .pass()) {
            $0.home(Markup.page(head: Markup.tag(Markup.refer)))
            $0["api.dub.co", "/track/click"] = { _ in .silence }
        },
    ]
}
