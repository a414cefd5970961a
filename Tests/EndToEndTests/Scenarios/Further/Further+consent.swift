extension Scenario {
    private static let gated = #"<script type="text/plain" data-category="marketing" src="\#(Markup.src)"></script>"#

    /// A page whose scripts wait until the visitor agrees, in several ways.
    static let consented: [Scenario] = [
        Scenario("a banner of the page's own", .pass(info: "consent-gated"), fixed: .inconclusive("consent-gated")) {
            $0.home(Markup.page(head: gated, body: "<h1>Lamps</h1>" + Markup.banner(accept: Markup.releaseBlocked)))
        },
        Scenario(
            "a banner inside a shadow root", .pass(info: "consent-gated"), fixed: .inconclusive("consent-gated")
        ) {
            let code = """
                <div id="consent-root"></div><script>
                const root = document.getElementById("consent-root").attachShadow({ mode: "open" });
                root.innerHTML = '<div role="dialog" aria-label="Cookie consent"><p>May we use cookies?</p>' +
                  '<button id="accept">Accept all</button><button id="reject">Reject</button></div>';
                root.getElementById("reject").onclick = () => root.host.remove();
                root.getElementById("accept").onclick = () => { root.host.remove(); \(Markup.releaseBlocked) };
                </script>
                """
            $0.home(Markup.page(head: gated, body: "<h1>Lamps</h1>" + code))
        },
        Scenario(
            "a page that is loaded again after a yes", .pass(info: "consent-gated"),
            fixed: .inconclusive("consent-gated")
        ) {
            let accept = "document.cookie = 'consent=yes; path=/'; location.reload();"
            let before = Markup.page(head: gated, body: "<h1>Lamps</h1>" + Markup.banner(accept: accept))
            $0["/"] = { request in
                request["Cookie"]?.contains("consent=yes") == true
                    ? .html(Markup.page(head: Markup.tag), ["Cache-Control": "no-store"])
                    : .html(before, ["Cache-Control": "no-store"])
            }
        },
        Scenario("a banner whose yes releases nothing", .fail("consent-gated"), fixed: .inconclusive("consent-gated")) {
            $0.home(Markup.page(head: gated, body: "<h1>Lamps</h1>" + Markup.banner(accept: "")))
        },
        Scenario("cookies are held back until a yes", .pass().or("warn"), fixed: nil) {
            let code = """
                <script>(() => {
                const real = Object.getOwnPropertyDescriptor(Document.prototype, "cookie");
                const held = [];
                let isAllowed = false;
                Object.defineProperty(document, "cookie", {
                  get() { return real.get.call(document) },
                  set(text) { if (isAllowed) real.set.call(document, text); else held.push(text) },
                });
                window.allowCookies = () => { isAllowed = true; held.forEach((text) => document.cookie = text) };
                })()</script>
                """
            $0.home(
                Markup.page(head: code + Markup.tag, body: "<h1>Lamps</h1>" + Markup.banner(accept: "allowCookies();")))
        },
        Scenario("a cleaner deletes unknown cookies after a second", .fail("consent-blocks-cookie"), fixed: nil) {
            let code = """
                <script>setInterval(() => document.cookie.split("; ").forEach((pair) => {
                  const name = pair.split("=")[0];
                  if (name !== "session") for (const domain of ["", "; domain=" + location.hostname])
                    document.cookie = name + "=; path=/; max-age=0" + domain;
                }), 1000)</script>
                """
            $0.home(Markup.page(head: code + Markup.tag))
        },
    ]
}
