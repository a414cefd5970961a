extension Scenario {
    private static func bundled(
        _ name: String, _ bundle: String, arguments: [String] = [], _ browser: Expected
    ) -> Scenario {
        Scenario(name, arguments: arguments, browser, fixed: .inconclusive("dynamic-install")) {
            $0.home(Markup.page(body: Markup.hydrated))
            $0["/assets/index-4f2a9c1b.js"] = { _ in .script(bundle) }
        }
    }

    private static func appended(_ name: String, _ code: String, _ browser: Expected) -> Scenario {
        Scenario(name, browser, fixed: .inconclusive("dynamic-install")) {
            $0.home(Markup.page(body: "<h1>Lamps</h1><div id=slot></div><script>\(code)</script>"))
        }
    }

    private static func managed(
        _ name: String, head: String = "", policy: String? = nil, container: String = Markup.container,
        _ browser: Expected
    ) -> Scenario {
        Scenario(name, browser, fixed: .inconclusive()) {
            let html = Markup.page(head: head + Markup.tagManagerFile)
            $0.home(html, policy.map { ["Content-Security-Policy": $0] } ?? [:])
            $0["www.googletagmanager.com", "/gtm.js"] = { _ in .script(container) }
        }
    }

    /// What no HTML shows: code adds the script, or fails to.
    static let injected: [Scenario] = [
        bundled("the npm package, after hydration", Markup.bundle(), .pass(info: "dynamic-install")),
        bundled(
            "the npm package with a refer domain",
            Markup.bundle(#"s.setAttribute("data-domains", JSON.stringify({ refer: "go.acme.test" }));"#),
            .pass(info: "dynamic-install")),
        bundled(
            "the npm package, three seconds late", Markup.bundle(after: 3_000), arguments: ["--wait", "5"],
            .warn("late-injection")),
        bundled(
            "a router replaces the address before the npm package adds the script",
            "history.replaceState({}, '', location.pathname);\n" + Markup.bundle(after: 200),
            .fail("query-stripped-by-client")),
        managed("a published container", .pass(info: "dynamic-install")),
        managed(
            "trusted types with a default policy that lets it through",
            head: "<script>trustedTypes.createPolicy('default', { createScriptURL: (url) => url })</script>",
            policy: "require-trusted-types-for 'script'", .pass(info: "dynamic-install")),
        managed(
            "the policy lists the tag manager and not Dub",
            policy: "script-src 'self' https://www.googletagmanager.com", .fail("csp-blocks-script")),
        Scenario(
            "the npm package beside a manual tag of another file", .warn("duplicate-variant-mix"), fixed: .pass()
        ) {
            let src = "https://www.dubcdn.com/analytics/script.site-visit.js"
            let tag = Markup.tag(#"data-domains='{"site":"acme.link"}'"#, src: src)
            $0.home(Markup.page(head: tag, body: Markup.hydrated))
            $0["/assets/index-4f2a9c1b.js"] = { _ in .script(Markup.bundle()) }
        },
        Scenario("written by document.write", .pass(info: "dynamic-install"), fixed: .inconclusive("dynamic-install")) {
            let code = "document.write('<script defer src=\"\(Markup.src)\"><\\/script>')"
            $0.home(Markup.page(head: "<script>\(code)</script>"))
        },
        appended("appended as a module", Markup.appending(#"s.type = "module";"#), .fail("type-module")),
        appended("appended with nomodule", Markup.appending("s.noModule = true;"), .fail("script-nomodule")),
        appended(
            "appended inside a shadow root", Markup.appending(to: #"slot.attachShadow({ mode: "open" })"#),
            .fail("shadow-root-injection")),
        appended(
            "appended inside a closed shadow root", Markup.appending(to: #"slot.attachShadow({ mode: "closed" })"#),
            .fail("shadow-root-injection")),
    ]
}
