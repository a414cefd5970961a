import Evidence
import Installation
import PageURL

extension ScenarioTests {
    /// A tag of one of the 8 files with these attributes.
    private static func tag(_ attributes: String, file: String = "script.js") -> String {
        #"<script defer src="https://www.dubcdn.com/analytics/\#(file)" \#(attributes)></script>"#
    }

    private static func row(_ name: String, _ id: String?, tag: String) -> Row {
        row(name, id == nil ? .pass : .warn, tag: tag, id.map { [$0] } ?? [])
    }

    private static func row(_ name: String, _ verdict: Verdict, tag: String, _ ids: [String]) -> Row {
        Row(name: name, scene: { Scene(head: tag) }, verdict: verdict, ids: ids)
    }

    private static let refer = #"data-domains='{"refer":"go.acme.com"}'"#
    private static let key = #"data-publishable-key="dub_pk_7f3kq2mZ8Wb1""#

    /// Pages whose options are in order, however they are written.
    static let configured: [Row] = [
        row("domains with entities", nil, tag: tag(#"data-domains="{&quot;refer&quot;:&quot;go.acme.com&quot;}""#)),
        row("domains without quotes around", nil, tag: tag(#"data-domains={"refer":"go.acme.com"}"#)),
        row("no domains after all", nil, tag: tag(#"data-domains="" data-query-params="" data-api-host="""#)),
        row("domains that are null", nil, tag: tag("data-domains='null' data-query-params='null'")),
        row("an apostrophe in the JSON", nil, tag: tag(#"data-domains='{"refer":"go.acme.com","note":"Ann&#39;s"}'"#)),
        row("empty domains in the base file", nil, tag: tag(#"data-domains='{"site":"","outbound":[]}'"#)),
        row("parameters for partner links", nil, tag: tag(refer + #" data-query-params='["ref","via"]'"#)),
        row("one parameter for partner links", nil, tag: tag(refer + #" data-query-param="ref""#)),
        row(
            "the older short domain", .pass, tag: tag(#"data-short-domain="go.acme.com" data-query-param="ref""#),
            ["short-domain-deprecated"]),
        row("a refer domain in other letters", nil, tag: tag(#"data-domains='{"refer":"müller.link"}'"#)),
        row("both models by name", nil, tag: tag(#"data-attribution-model="last-click""#)),
        row("an API host with a path", nil, tag: tag(#"data-api-host="https://api.acme.test/dub""#)),
        row("an API path", nil, tag: tag(#"data-api-host="/_proxy/dub""#)),
        row("an API host without its scheme's name", nil, tag: tag(#"data-api-host="//api.dub.co""#)),
        row("an API on this machine", nil, tag: tag(#"data-api-host="http://localhost:8787""#)),
        row(
            "every extension with its option", nil,
            tag: tag(
                #"data-domains='{"refer":"go.acme.com","site":"acme.link","outbound":"a.test"}' "# + key,
                file: "script.site-visit.outbound-domains.conversion-tracking.js")),
        row("a package of today", nil, tag: tag(#"data-sdkn="@dub/analytics" data-sdkv="0.0.32""#)),
        row("a version that is no number", nil, tag: tag(#"data-sdkn="@dub/analytics" data-sdkv="canary""#)),
        row("http to the API where the policy upgrades it", .pass) {
            Scene(head: tag(#"data-api-host="http://api.dub.co""#)).with {
                $0.fields = fields(("Content-Security-Policy", "upgrade-insecure-requests"))
            }
        },
        row("a proxy that serves the extension", .pass, "proxied-script") {
            proxied(#"data-domains='{"outbound":"a.test"}'"#, ScriptVariant(parts: [.outboundDomains]))
        },
        row("a server that sets the same id", .pass) {
            Scene(head: tag("")).with { $0.fields = fields(("Set-Cookie", "dub_id=\(Scene.probe); Path=/")) }
        },
        row("a server that sets an id of the same scope", .pass) {
            Scene(head: tag("")).with { $0.fields = fields(("Set-Cookie", "dub_id=old; Domain=acme.test; Path=/")) }
        },
        row("a server that sets an id for another folder", .pass) {
            Scene(head: tag("")).with { $0.fields = fields(("Set-Cookie", "dub_id=old; Path=/admin")) }
        },
        row("a server that sets an id for another host", .pass) {
            Scene(head: tag("")).with {
                $0.fields = fields(("Set-Cookie", "dub_id=old; Domain=shop.example.com; Path=/"))
            }
        },
        row("a cookie of a manual test", .pass, "test-value-residue") {
            Scene(head: tag("")).with { $0.options.requestCookies = ["dub_id": "test"] }
        },
        row("a manual test in the server's own scope", .pass, "test-value-residue") {
            Scene(head: tag("")).with { $0.fields = fields(("Set-Cookie", "dub_id=test; Domain=acme.test; Path=/")) }
        },
        row("a lead call with the conversion file", nil, tag: stub + tag(key, file: conversion) + leadCall),
        row("a lead call that looks first", nil, tag: tag("") + "<script>\(guardedLead)</script>"),
        row("lead calls in comments and strings", nil, tag: tag("") + "<script>\(mentionedLead)</script>"),
        row("a stub in full that forwards by name", nil, tag: "<script>\(fullStub)</script>" + tag("")),
        row(
            "a queue call in a function", nil,
            tag: tag("") + "<script>function f(){ dubAnalytics('ready', f) }</script>"),
        row(
            "a queue call in a listener", nil, tag: tag("") + "<script>addEventListener('load', () => \(call))</script>"
        ),
        row("a queue call after a test", nil, tag: tag("") + "<script>if (window.dubAnalytics)\n\(call)</script>"),
        row("a queue call that may fail", nil, tag: tag("") + "<script>try { \(call) } catch {}</script>"),
        row("a queue call in a module", nil, tag: tag("") + "<script type=module>\(call)</script>"),
        row(
            "a queue call after a stub declared below", nil,
            tag: "<script>\(call); function dubAnalytics(){}</script>\(tag(""))"),
        row(
            "a queue call after a file that may define it", nil,
            tag: "<script src=/a.js></script><script>\(call)</script>\(tag(""))"),
        row("another object's method", nil, tag: tag("") + "<script>var app = {}; app.dubAnalytics('ready')</script>"),
        row("a stub with the policy's nonce", .pass) {
            Scene(head: stub.replacing("<script>", with: "<script nonce=abc>") + tag("")).with {
                $0.fields = fields(("Content-Security-Policy", "script-src https://www.dubcdn.com 'nonce-abc'"))
            }
        },
        row("a stub that one of the policy's hashes may be for", .pass) {
            Scene(head: stub + tag("")).with {
                $0.fields = fields(("Content-Security-Policy", "script-src https://www.dubcdn.com 'sha256-AAAA'"))
            }
        },
    ]

    /// Options that are broken, or that the file does not serve: one finding for each.
    static let configuration: [Row] = [
        row(
            "single quotes in the domains", "domains-single-quoted-json",
            tag: tag(#"data-domains="{'refer':'go.acme.com'}""#)),
        row(
            "single quotes in the domains of an extension", "domains-single-quoted-json",
            tag: tag(#"data-domains="{'site':'acme.link'}" data-query-params='["ref"]'"#, file: "script.site-visit.js")),
        row(
            "double quotes that cut the domains", "domains-invalid-json",
            tag: tag(#"data-domains="{"refer":"go.acme.com"}""#)),
        row(
            "double quotes and spaces", "domains-invalid-json",
            tag: tag(#"data-domains="{ "refer": "go.acme.com" }" data-query-param="ref""#)),
        row("curly quotes in the domains", "domains-invalid-json", tag: tag("data-domains='{“refer”:“go.acme.com”}'")),
        row(
            "entities escaped twice", "domains-invalid-json",
            tag: tag(#"data-domains="{&amp;quot;refer&amp;quot;:&amp;quot;go.acme.com&amp;quot;}""#)),
        row("an object made a string", "domains-invalid-json", tag: tag(#"data-domains="[object Object]""#)),
        row("a trailing comma", "domains-invalid-json", tag: tag(#"data-domains='{"refer":"go.acme.com",}'"#)),
        row("names without quotes", "domains-invalid-json", tag: tag(#"data-domains='{refer:"go.acme.com"}'"#)),
        row("a bare domain", "domains-invalid-json", tag: tag(#"data-domains="go.acme.com""#)),
        row("a list of domains", "domains-invalid-json", tag: tag(#"data-domains='["go.acme.com"]'"#)),
        row("a string of parameters", "query-params-not-array", tag: tag(#"data-query-params='"ref"'"#)),
        row(
            "a string of parameters with a refer domain", "query-params-not-array",
            tag: tag(refer + #" data-query-params='"ref"'"#)),
        row(
            "an object of parameters", "query-params-not-array", tag: tag(refer + #" data-query-params='{"a":"ref"}'"#)),
        row("a word of parameters", "query-params-not-array", tag: tag(refer + #" data-query-params="ref""#)),
        row(
            "single quotes in the parameters", "query-params-not-array",
            tag: tag(refer + #" data-query-params="['ref']""#)),
        row(
            "both ways of naming parameters and no refer domain", "query-param-shadows-query-params",
            tag: tag(#"data-query-param="via" data-query-params='["ref"]'"#)),
        row(
            "both ways of naming parameters", "query-param-shadows-query-params",
            tag: tag(refer + #" data-query-param="via" data-query-params='["ref"]'"#)),
        row(
            "a refer domain with a scheme", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":"https://go.acme.com"}'"#)),
        row(
            "a refer domain with a path", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":"go.acme.com/"}'"#)),
        row(
            "a refer domain with a port", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":"go.acme.com:443"}'"#)),
        row(
            "a refer domain with a space", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":"go.acme.com "}'"#)),
        row(
            "a refer domain that is a list", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":["go.acme.com"]}'"#)),
        row(
            "a placeholder with a scheme", "refer-domain-malformed",
            tag: tag(#"data-domains='{"refer":"https://yourcompany.link"}'"#)),
        row(
            "a short domain with a scheme", "refer-domain-malformed",
            tag: tag(#"data-short-domain="https://go.acme.com""#)),
        row("a placeholder", "refer-domain-placeholder", tag: tag(#"data-domains='{"refer":"yourcompany.link"}'"#)),
        row(
            "Dub's own refer domain", "refer-domain-placeholder", tag: tag(#"data-domains='{"refer":"refer.dub.co"}'"#)),
        row("an example domain", "refer-domain-placeholder", tag: tag(#"data-domains='{"refer":"go.example.com"}'"#)),
        row("parameters without a refer domain", "refer-domain-missing", tag: tag(#"data-query-params='["ref"]'"#)),
        row("one parameter without a refer domain", "refer-domain-missing", tag: tag(#"data-query-param="ref""#)),
        row(
            "parameters and a misspelled domain attribute", "attribute-misspelled",
            tag: tag(#"data-domain='{"refer":"go.acme.com"}' data-query-params='["ref"]'"#)),
        row(
            "outbound domains in the base file", "variant-config-mismatch",
            tag: tag(#"data-domains='{"outbound":["a.test"]}'"#)),
        row("a site in the base file", "variant-config-mismatch", tag: tag(#"data-domains='{"site":"acme.link"}'"#)),
        row("a key in the base file", "variant-config-mismatch", tag: tag(key)),
        row(
            "a site in another extension", "variant-config-mismatch",
            tag: tag(#"data-domains='{"site":"acme.link"}'"#, file: "script.outbound-domains.js")),
        row("a key in the base file and a lead call", "variant-config-mismatch", tag: stub + tag(key) + leadCall),
        row(
            "a site-visit file without a site", "variant-without-config", tag: tag(refer, file: "script.site-visit.js")),
        row(
            "an outbound file without domains", "variant-without-config",
            tag: tag("", file: "script.outbound-domains.js")),
        row("a conversion file without a key", "publishable-key-missing", tag: tag("", file: conversion)),
        row(
            "a conversion file with an empty key", "publishable-key-missing",
            tag: tag(#"data-publishable-key="""#, file: conversion)),
        row(
            "a conversion file with a misspelled key", "attribute-misspelled",
            tag: tag(#"data-publishable="dub_pk_7f3k""#, file: conversion)),
        row(
            "an underscore in the model", "attribution-model-unknown",
            tag: tag(#"data-attribution-model="first_click""#)),
        row("capitals in the model", "attribution-model-unknown", tag: tag(#"data-attribution-model="First-Click""#)),
        row("an API host without a scheme", "api-host-malformed", tag: tag(#"data-api-host="api.dub.co""#)),
        row(
            "an API host with a trailing slash", "api-host-malformed", tag: tag(#"data-api-host="https://api.dub.co/""#)
        ),
        row("an API path with a trailing slash", "api-host-malformed", tag: tag(#"data-api-host="/_proxy/dub/""#)),
        row("an API path without its first slash", "api-host-malformed", tag: tag(#"data-api-host="_proxy/dub""#)),
        row("an API host on http", "api-host-malformed", tag: tag(#"data-api-host="http://api.dub.co""#)),
        row(
            "an API host with the script's path", "api-host-malformed",
            tag: tag(#"data-api-host="https://api.dub.co/track""#)),
        row("the app's host for the API's", "api-host-malformed", tag: tag(#"data-api-host="https://app.dub.co""#)),
        row("an API host without a scheme under a policy", .warn, "api-host-malformed") {
            Scene(head: tag(refer + #" data-api-host="api.dub.co""#)).with {
                let policy = "script-src https://www.dubcdn.com; connect-src https://api.dub.co"
                $0.fields = fields(("Content-Security-Policy", policy))
            }
        },
        row("a proxy that serves the base file", .warn, "proxy-variant-mismatch") {
            proxied(#"data-domains='{"outbound":"a.test"}'"#, ScriptVariant())
        },
        row("an old package", "sdk-outdated", tag: tag(#"data-sdkn="@dub/analytics" data-sdkv="0.0.9""#)),
        row(
            "two old copies, both wrong", .warn,
            tag: tag(#"data-domains='{"refer":"a b"}'"#) + tag(#"data-domains='{"refer":"a b"}'"#),
            ["duplicate-script", "refer-domain-malformed"]),
        row(
            "the package's tag beside one of another file", "duplicate-variant-mix",
            tag: tag(refer)
                + tag(
                    #"data-sdkn="@dub/analytics" data-sdkv="0.0.32" data-domains='{"outbound":"a.test"}'"#,
                    file: "script.outbound-domains.js")),
        row(
            "the package's tag beside one of the same file", "duplicate-script",
            tag: tag("") + tag(#"data-sdkn="@dub/analytics" data-sdkv="0.0.32""#)),
    ]

    /// Calls of `dubAnalytics`, and what else stands beside the tag.
    static let calls: [Row] = [
        row("a queue call without a stub", "queue-call-before-stub", tag: "<script>\(call)</script>" + tag("")),
        row(
            "a queue call before the stub", "queue-call-before-stub",
            tag: "<script>var a = 1\nwindow.\(call)</script>\(stub)\(tag(""))"),
        row(
            "a method call after the deferred script", "queue-call-before-stub",
            tag: tag("") + "<script>// partner\ndubAnalytics.trackClick({domain: 'go.acme.com', key: 'a'})</script>"),
        row("a lead call with the base file", "lead-call-without-conversion-variant", tag: stub + tag("") + leadCall),
        row(
            "a sale queued by name", "lead-call-without-conversion-variant",
            tag: stub + tag("") + #"<script>dubAnalytics("trackSale", {amount: 1})</script>"#),
        row("a lead call in a form", .warn, "lead-call-without-conversion-variant") {
            Scene(
                head: stub + tag(""),
                body: #"<form onsubmit="dubAnalytics.trackLead({eventName: 'Join'})"><input name=a></form>"#)
        },
        row("a policy that forbids the stub", .warn, "csp-blocks-inline-stub") {
            Scene(head: stub + tag("") + leadCall).with {
                $0.fields = fields(("Content-Security-Policy", "script-src 'self' https://www.dubcdn.com"))
            }
        },
        row("a policy that forbids the stub and the script", .fail, "csp-blocks-script") {
            Scene(head: stub + tag("")).with { $0.fields = fields(("Content-Security-Policy", "script-src 'self'")) }
        },
        row("a server that sets an id for the host alone", .warn, "cookie-shadowed") {
            Scene(head: tag("")).with { $0.fields = fields(("Set-Cookie", "dub_id=old; Path=/")) }
        },
        row("a server that sets an id for the whole site", .warn, "cookie-shadowed") {
            Scene(head: tag("")).with {
                $0.target = "https://go.acme.test/"
                $0.fields = fields(("Set-Cookie", "dub_id=old; Domain=.acme.test; Path=/; Secure"))
            }
        },
        row("the script inside an optimizer's file", .inconclusive, "optimizer-combines-script") {
            let path = "/wp-content/cache/autoptimize/js/autoptimize_ab12.js"
            return Scene(head: "<script defer src=\(path)></script>").with {
                $0.files["https://acme.test\(path)"] = Scene.script(at: "https://acme.test\(path)")
            }
        },
        row("the script inside a large file", .inconclusive, "optimizer-combines-script") {
            Scene(head: "<script defer src=/theme.js></script>").with {
                var file = Scene.script(at: "https://acme.test/theme.js")
                file.body = Bytes(file.body.array + Array(String(repeating: "f(1);\n", count: 8_000).utf8))
                $0.files["https://acme.test/theme.js"] = file
            }
        },
        row("Shopify without the tag", .fail, "platform-embed-disabled") {
            Scene(head: #"<script>var Shopify = Shopify || {}; Shopify.shop = "acme.myshopify.com";</script>"#)
        },
        row("Webflow without the tag", .fail, "platform-embed-disabled") {
            Scene("<!doctype html><html data-wf-site=5f1><head><title>Acme</title></head><body><p>Hello</body></html>")
        },
        row("Framer without the tag", .fail, "platform-embed-disabled") {
            Scene(head: #"<meta name="generator" content="Framer 3f9ab21">"#)
        },
        row("WordPress without the tag", .fail, "platform-embed-disabled") {
            Scene(head: #"<link rel="stylesheet" href="https://acme.test/wp-content/themes/a/style.css">"#)
        },
        row("WordPress with the tag in a comment", .fail, "script-commented-out") {
            Scene(head: #"<meta name="generator" content="WordPress 6.8"><!-- \#(tag("")) -->"#)
        },
        row("WordPress with a bundle", .inconclusive, "dynamic-install") {
            Scene(head: #"<meta name="generator" content="WordPress 6.8"><script type=module src=/a.js></script>"#)
        },
    ]

    private static let conversion = "script.conversion-tracking.js"
    private static let call = "dubAnalytics('ready', () => console.log(DubAnalytics.partner))"
    private static let leadCall = "<script>function join() { dubAnalytics.trackLead({eventName: 'Join'}) }</script>"
    private static let guardedLead = "if (window.dubAnalytics?.trackLead) dubAnalytics.trackLead({eventName: 'Join'})"
    private static let mentionedLead =
        "/* dubAnalytics.trackLead() */ var a = 'dubAnalytics.trackLead()', b = `dubAnalytics.trackSale()`"
    private static let stub = """
        <script>!function(c,n){c[n]=c[n]||function(){(c[n].q=c[n].q||[]).push(arguments)};
        ["trackClick","trackLead","trackSale"].forEach(m=>c[n][m]=(...a)=>c[n](m,...a))}(window,"dubAnalytics");</script>
        """
    private static let fullStub = """
        window.dubAnalytics = window.dubAnalytics || function () { dubAnalytics.q.push(arguments) };
        dubAnalytics.q = []; dubAnalytics.trackLead = function (input) { dubAnalytics("trackLead", input) };
        dubAnalytics("ready", function () {});
        """

    private static func fields(_ extra: (name: String, value: String)...) -> HTTPFields {
        HTTPFields(
            [.init(name: "Content-Type", value: "text/html")] + extra.map { .init(name: $0.name, value: $0.value) })
    }

    private static func proxied(_ attributes: String, _ variant: ScriptVariant) -> Scene {
        Scene(head: #"<script defer src="/_proxy/dub/script.js" data-api-host="/_proxy/dub" \#(attributes)></script>"#)
            .with {
                let url = "https://acme.test/_proxy/dub/script.js"
                $0.files[url] = Scene.script(variant, at: url)
            }
    }
}
