import CookieForecast
import Evidence
import Installation
import PageURL
import Testing

/// The scenarios that a verdict from outside must get right, one row each.
@Suite("Installation scenarios")
struct ScenarioTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var scene: @Sendable () -> Scene
        var verdict: Verdict
        var ids: [String]

        var testDescription: String { name }
    }

    static func row(
        _ name: String, _ verdict: Verdict, _ ids: String..., scene: @escaping @Sendable () -> Scene
    ) -> Row {
        Row(name: name, scene: scene, verdict: verdict, ids: ids)
    }

    @Test("A healthy page passes without a false alarm", arguments: healthy)
    func pass(_ row: Row) {
        let report = row.scene().report
        #expect(report.verdict == row.verdict, "\(report.findings)")
        #expect(report.ids == row.ids)
        if row.verdict == .pass {
            #expect(report.object.isPresent == true)
            #expect(report.predictedCookie?.value == Scene.probe)
        }
    }

    @Test("A page with a fault gets its verdict and its finding", arguments: faulty)
    func findingOf(_ row: Row) {
        let report = row.scene().report
        #expect(report.verdict == row.verdict, "\(report.findings)")
        #expect(Set(report.findings.filter { $0.severity != .info }.map(\.id)) == Set(row.ids), "\(report.findings)")
        for finding in report.findings {
            #expect(!finding.message.isEmpty && !finding.fix.isEmpty)
        }
    }

    @Test(
        "A page without the script is not covered when another page of its site has it",
        arguments: ["", #"<meta name="generator" content="WordPress 6.8">"#])
    func notCovered(head: String) {
        let reports = judgeTogether([Scene(head: Scene.tag).report, Scene(head: head).report])
        #expect(reports.map(\.verdict) == [.pass, .warn])
        #expect(reports.last?.ids == ["page-not-covered"])
    }

    static let healthy: [Row] = basics + configured

    private static let basics: [Row] = [
        row("the tag in head", .pass) { Scene(head: Scene.tag) },
        row("inline code appends the element", .inconclusive, "dynamic-install") {
            Scene(
                head: """
                    <script>var s=document.createElement('script');s.defer=true;
                    s.src='https://www.dubcdn.com/analytics/script.js';document.head.appendChild(s);</script>
                    """)
        },
        row("a first-party proxy", .pass, "proxied-script") {
            Scene(head: #"<script defer src="/_proxy/dub/script.js" data-api-host="/_proxy/dub"></script>"#).with {
                $0.files["https://acme.test/_proxy/dub/script.js"] =
                    Scene.script(at: "https://acme.test/_proxy/dub/script.js")
            }
        },
        row("a proxy under a neutral name", .pass, "proxied-script") {
            Scene(head: #"<script defer src="/assets/stats.js"></script>"#).with {
                $0.files["https://acme.test/assets/stats.js"] = Scene.script(at: "https://acme.test/assets/stats.js")
            }
        },
        row("two redirects that keep the query", .pass) {
            Scene(head: Scene.tag).with {
                let query = "?dub_id=\(Scene.probe)"
                let steps = [
                    "http://acme.test/\(query)", "https://acme.test/\(query)", "https://www.acme.test/\(query)",
                ]
                $0.hops = zip(steps, steps.dropFirst()).map { from, to in
                    Hop(url: PageURL(from)!, status: 301, location: to, destination: PageURL(to))
                }
                $0.final = "https://www.acme.test/?dub_id=PROBE"
            }
        },
        row("a short link with conversion tracking", .pass) {
            Scene(head: Scene.tag).with {
                let hop = shortLink(to: "https://acme.test/?dub_id=Bd0Kh8oOOL8dKLzd")
                $0.looks = [.init(.bare, hops: [hop], page: page(Scene.document(head: Scene.tag)))]
            }
        },
        row("an expired short link", .pass) {
            Scene(head: Scene.tag).with {
                let hop = shortLink(to: "https://acme.test/", cookie: "theme=dark")
                $0.looks = [.init(.bare, hops: [hop], page: page(Scene.document(head: Scene.tag)))]
            }
        },
        row("a policy that lists the host", .pass) {
            Scene(head: Scene.tag).with {
                $0.fields = [
                    "Content-Type": "text/html",
                    "Content-Security-Policy": "script-src https://www.dubcdn.com; connect-src https://api.dub.co",
                ]
            }
        },
        row("no html, head or body tags", .pass) { Scene("<!doctype html><title>Acme</title>\(Scene.tag)<p>Hello") },
        row("a stray end tag before the script", .pass) { Scene(head: "</div>\n\(Scene.tag)") },
        row("between head and body", .pass, "script-between-head-and-body") {
            Scene("<!doctype html><html><head><title>A</title></head>\(Scene.tag)<body><p>Hello</body></html>")
        },
        row("a protocol-relative src on https", .pass) {
            Scene(head: #"<script defer src="//www.dubcdn.com/analytics/script.js"></script>"#)
        },
        row("COEP credentialless", .pass) {
            Scene(head: Scene.tag).with {
                $0.fields = ["Content-Type": "text/html", "Cross-Origin-Embedder-Policy": "credentialless"]
            }
        },
        row("strict-dynamic, nonced code appends the tag", .inconclusive, "dynamic-install") {
            Scene(
                head: """
                    <script nonce="r4nd0m">const s=document.createElement("script");
                    s.src="https://www.dubcdn.com/analytics/script.js";document.head.append(s)</script>
                    """
            ).with {
                $0.fields = [
                    "Content-Type": "text/html",
                    "Content-Security-Policy": "script-src 'nonce-r4nd0m' 'strict-dynamic'",
                ]
            }
        },
        row("an IP address", .pass, "cookie-host-only") {
            Scene(head: Scene.tag).with { $0.target = "http://127.0.0.1:8787/" }
        },
        row("a host below a public suffix", .pass) {
            Scene(head: Scene.tag).with { $0.target = "https://foo.vercel.app/" }
        },
        row("a queue stub before the script", .pass) {
            Scene(
                head: """
                    <script>!function(c,n){c[n]=c[n]||function(){(c[n].q=c[n].q||[]).push(arguments)};
                    ["trackClick","trackLead","trackSale"].forEach(m=>c[n][m]=(...a)=>c[n](m,...a))}(window,"dubAnalytics");
                    dubAnalytics("ready",()=>console.log(DubAnalytics.partner))</script>
                    \(Scene.tag)
                    """)
        },
        row("a policy for https in general", .pass) {
            Scene(head: Scene.tag).with {
                $0.fields = ["Content-Type": "text/html", "Content-Security-Policy": "script-src https:"]
            }
        },
        row("a meta policy in body", .pass) {
            Scene(
                head: Scene.tag,
                body: #"<meta http-equiv="Content-Security-Policy" content="script-src 'none'"><p>Hello"#)
        },
        row("an empty dub_id in the link", .pass) {
            Scene(head: Scene.tag).with { $0.target = "https://acme.test/?dub_id=" }
        },
        row("a meta refresh with the script on both pages", .pass, "interstitial-redirect") {
            Scene(head: #"<meta http-equiv="refresh" content="0; url=/welcome">"# + Scene.tag)
        },
        row("a commented copy beside the tag", .pass) { Scene(head: "<!-- \(Scene.tag) -->\n\(Scene.tag)") },
        row("a code sample beside the tag", .pass) {
            Scene(
                head: Scene.tag,
                body:
                    "<textarea>\(Scene.tag)</textarea><pre>&lt;script src=https://www.dubcdn.com/analytics/script.js&gt;</pre>"
            )
        },
        row("code that takes other parameters off the address", .pass) {
            Scene(
                head: """
                    <script>const u = new URL(location.href); u.searchParams.delete("utm_source");
                    history.replaceState(null, "", u)</script>\(Scene.tag)
                    """)
        },
        row("code that keeps the query in the address", .pass) {
            Scene(
                head:
                    "<script>history.replaceState(null,'',location.pathname+location.search+'#a')</script>\(Scene.tag)")
        },
        row("code that cleans the address once the page is loaded", .pass) {
            Scene(
                head: """
                    <script>addEventListener("load", () => history.replaceState(null, "", location.pathname))</script>
                    \(Scene.tag)
                    """)
        },
        row("a self-closing tag in XHTML", .pass) {
            Scene(
                """
                <html xmlns="http://www.w3.org/1999/xhtml"><head><title>Acme</title><script src="/a.js"/>
                <script defer="defer" src="https://www.dubcdn.com/analytics/script.js" /></head><body><p>Hello</p></body></html>
                """
            ).with { $0.fields = ["Content-Type": "application/xhtml+xml; charset=utf-8"] }
        },
        row("the partner widget beside the tag", .pass) {
            Scene(head: Scene.tag, body: #"<script async src="https://www.dubcdn.com/embed/script.js"></script>"#)
        },
        row("upper case, spaces and a version in the src", .pass) {
            Scene(head: #"<SCRIPT DEFER SRC=" HTTPS://WWW.DUBCDN.COM/analytics/script.js?v=2 "></SCRIPT>"#)
        },
        row("another vendor's script.js", .fail, "script-missing") {
            Scene(
                head: #"<script defer data-domain="acme.test" src="https://stats.example.com/js/script.js"></script>"#)
        },
    ]
}
