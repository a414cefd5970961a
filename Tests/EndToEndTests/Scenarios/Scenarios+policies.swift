extension Scenario {
    private static func policy(
        _ name: String, _ policy: String, head: String = Markup.tag, _ expected: Expected
    ) -> Scenario {
        Scenario(name, expected) { $0.home(Markup.page(head: head), ["Content-Security-Policy": policy]) }
    }

    /// Policies of the page (CSP).
    static let policies: [Scenario] = [
        policy("79 default-src 'self'", "default-src 'self'", .fail("csp-blocks-script")),
        policy(
            "81 a policy and no tag", "default-src 'self'", head: "", .fail("script-missing", "csp-blocks-script")),
        policy("83 script-src https:", "script-src https:", .pass()),
        policy(
            "85 nonce, strict-dynamic and the host",
            "script-src 'nonce-r4nd0m' 'strict-dynamic' https://www.dubcdn.com", .fail("csp-nonce-strict-dynamic")),
        Scenario("87 a meta policy before the tag", .fail("csp-meta-blocks-script")) {
            let meta = #"<meta http-equiv="Content-Security-Policy" content="script-src 'self'">"#
            $0.home(Markup.page(head: meta + Markup.tag))
        },
        Scenario("89 a meta policy in body", .pass()) {
            let meta = #"<meta http-equiv="Content-Security-Policy" content="script-src 'none'">"#
            $0.home(Markup.page(head: Markup.tag, body: "<h1>Lamps</h1>\(meta)"))
        },
        policy(
            "91 a path without its slash", "script-src https://www.dubcdn.com/analytics", .fail("csp-path-mismatch")),
        policy(
            "93 the API is not listed", "script-src https://www.dubcdn.com; connect-src 'self'",
            head: Markup.tag(Markup.refer), .warn("csp-connect-src-blocks-api")),
        Scenario("95 trusted types and a tag manager", .fail("csp-trusted-types"), fixed: .inconclusive()) {
            $0.home(
                Markup.page(head: Markup.tagManagerFile),
                ["Content-Security-Policy": "require-trusted-types-for 'script'"])
            $0["www.googletagmanager.com", "/gtm.js"] = { _ in .script(Markup.container) }
        },
        policy("97 a sandbox without its origin", "sandbox allow-scripts", .fail("csp-sandbox")),
    ]
}
