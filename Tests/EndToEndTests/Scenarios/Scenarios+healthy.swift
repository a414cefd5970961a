extension Scenario {
    /// Installations that work: guards against false alarms.
    static let healthy: [Scenario] = [
        Scenario("1 one tag in head", .pass()) { $0.home(Markup.page(head: Markup.tag)) },
        Scenario(
            "3 inline code appends the element", .pass(info: "dynamic-install"),
            fixed: .inconclusive("dynamic-install")
        ) {
            $0.home(Markup.page(head: "<script>\(Markup.appending())</script>"))
        },
        Scenario("5 a first-party proxy", .pass(info: "proxied-script")) {
            $0.home(
                Markup.page(
                    head: Markup.tag(#"data-api-host="/_proxy/dub""#, src: "/_proxy/dub/script.js")))
            $0["/_proxy/dub/script.js"] = { _ in .dubScript() }
            $0["/_proxy/dub/track/click"] = { _ in .json(#"{"clickId":"FromTheProxy0001"}"#) }
        },
        Scenario("7 two redirects that keep the query", targets: ["http://acme.test/"], .pass()) {
            $0["acme.test", "/"] = { .redirect(301, to: "https://www.acme.test/\($0.query)") }
            $0["www.acme.test", "/"] = { .redirect(302, to: "/en\($0.query)") }
            $0["www.acme.test", "/en"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("9 a policy that lists the hosts", .pass()) {
            $0.home(
                Markup.page(head: Markup.tag),
                ["Content-Security-Policy": "script-src https://www.dubcdn.com; connect-src https://api.dub.co"])
        },
        Scenario("11 no html, head or body tags", .pass()) {
            $0.home("<!doctype html><title>Acme</title>\(Markup.tag)<p>Lamps")
        },
        Scenario("13 a stray end tag before the script", .pass()) {
            $0.home(Markup.page(head: "</div>\n\(Markup.tag)"))
        },
        Scenario("15 between head and body", .pass(info: "script-between-head-and-body")) {
            $0.home(
                "<!doctype html><html><head><title>Acme</title></head>\n\(Markup.tag)\n<body><p>Lamps</body></html>")
        },
        Scenario("17 a protocol-relative src", .pass()) {
            $0.home(Markup.page(head: #"<script defer src="//www.dubcdn.com/analytics/script.js"></script>"#))
        },
        Scenario("19 COEP credentialless", .pass()) {
            $0.home(Markup.page(head: Markup.tag), ["Cross-Origin-Embedder-Policy": "credentialless"])
        },
        Scenario(
            "21 strict-dynamic, nonced code appends the tag", .pass(info: "dynamic-install"),
            fixed: .inconclusive("dynamic-install")
        ) {
            $0.home(
                Markup.page(head: #"<script nonce="r4nd0m">\#(Markup.appending())</script>"#),
                ["Content-Security-Policy": "script-src 'nonce-r4nd0m' 'strict-dynamic'"])
        },
        Scenario("23 a bare IP address", targets: ["http://127.0.0.1:{http}/"], .pass(info: "cookie-host-only")) {
            $0["127.0.0.1", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("25 a host below a public suffix", targets: ["https://foo.vercel.app/"], .pass()) {
            $0["foo.vercel.app", "/"] = { _ in .html(Markup.page(head: Markup.tag)) }
        },
        Scenario("27 a stub with a queued callback", .pass()) {
            let call = "<script>dubAnalytics('ready', () => { document.title = DubAnalytics.partner.name })</script>"
            $0.home(Markup.page(head: Markup.stub + call + Markup.tag))
        },
    ]
}
