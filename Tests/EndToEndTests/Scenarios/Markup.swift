/// HTML and JavaScript of which the scenarios' pages are made, as sites have them.
enum Markup {
    static let src = "https://www.dubcdn.com/analytics/script.js"
    static let tag = #"<script defer src="\#(src)"></script>"#

    /// The tag with these attributes, and perhaps another source.
    static func tag(_ attributes: String, src: String = src) -> String {
        #"<script defer src="\#(src)" \#(attributes)></script>"#
    }

    /// The tag with these cookie options.
    static func cookieOptions(_ json: String) -> String { tag("data-cookie-options='\(json)'") }

    static let refer = #"data-domains='{"refer":"go.acme.test"}'"#

    /// A whole page.
    static func page(head: String = "", body: String = "<h1>Lamps</h1><p>All of brass.</p>") -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Acme Lamps</title>
        <link rel="icon" href="data:,">
        \(head)
        </head>
        <body>
        \(body)
        </body>
        </html>
        """
    }

    /// Inline code that appends the script's element to head.
    static func appending(_ settings: String = "", to parent: String = "document.head") -> String {
        """
        const s = document.createElement("script"); s.defer = true; s.src = "\(src)"; \(settings)
        \(parent).appendChild(s);
        """
    }

    /// What the npm package does, once its bundle has hydrated the page.
    static func bundle(_ settings: String = "", after milliseconds: Int = 30) -> String {
        """
        setTimeout(() => {
          document.querySelector("#root").dataset.hydrated = "";
          if (document.head.querySelector('script[src*="\(src)"]')) return;
          const s = document.createElement("script");
          s.src = "\(src)"; s.defer = true;
          s.setAttribute("data-sdkn", "@dub/analytics"); s.setAttribute("data-sdkv", "0.0.32");
          \(settings)
          document.head.appendChild(s);
        }, \(milliseconds));
        """
    }

    /// The body of a page that a bundle hydrates.
    static let hydrated =
        #"<div id="root"><h1>Lamps</h1></div><script type="module" src="/assets/index-4f2a9c1b.js"></script>"#

    /// Google's snippet for a container.
    static let tagManager = """
        <script>(function(w,d,s,l,i){w[l]=w[l]||[];w[l].push({'gtm.start':new Date().getTime(),event:'gtm.js'});
        var f=d.getElementsByTagName(s)[0],j=d.createElement(s);j.async=true;
        j.src='https://www.googletagmanager.com/gtm.js?id='+i;f.parentNode.insertBefore(j,f);
        })(window,document,'script','dataLayer','GTM-ABC123');</script>
        """

    /// The same container, loaded by a plain tag.
    static let tagManagerFile =
        #"<script async src="https://www.googletagmanager.com/gtm.js?id=GTM-ABC123"></script>"#

    /// A container that holds Dub's Custom HTML tag.
    static let container = """
        (function () {
          var dub = window.dubAnalytics = window.dubAnalytics || function () {
            (window.dubAnalytics.q = window.dubAnalytics.q || []).push(arguments); };
          ["trackClick", "trackLead", "trackSale"].forEach(function (m) {
            dub[m] = function () { dub.apply(null, [m].concat([].slice.call(arguments))); }; });
          var e = document.createElement("script"); e.defer = true; e.src = "\(src)";
          document.head.appendChild(e);
        })();
        """

    /// A container without it.
    static let emptyContainer = "window.google_tag_manager = { 'GTM-ABC123': { dataLayer: window.dataLayer } };"

    /// The queue stub.
    static let stub = """
        <script>!function(c,n){c[n]=c[n]||function(){(c[n].q=c[n].q||[]).push(arguments)};
        ["trackClick","trackLead","trackSale"].forEach(m=>c[n][m]=(...a)=>c[n](m,...a))}(window,"dubAnalytics");</script>
        """

    /// A consent banner; `accept` is the code that runs when the visitor agrees.
    static func banner(accept: String) -> String {
        """
        <div id="cookie-banner" class="cookie-consent" role="dialog" aria-label="Cookie consent">
        <p>We count visits with your permission.</p>
        <button type="button" id="accept">Accept all</button> <button type="button" id="reject">Reject</button></div>
        <script>
        document.getElementById("reject").addEventListener("click", () => {
          document.getElementById("cookie-banner").remove(); });
        document.getElementById("accept").addEventListener("click", () => {
          document.getElementById("cookie-banner").remove();
          \(accept)
        });
        </script>
        """
    }

    /// Puts the scripts that wait for consent into effect.
    static let releaseBlocked = """
        document.querySelectorAll('script[type="text/plain"][data-category]').forEach((blocked) => {
          const script = document.createElement("script");
          for (const { name, value } of blocked.attributes) if (name !== "type") script.setAttribute(name, value);
          blocked.replaceWith(script);
        });
        """

    /// A consent tool of its own file: shows a banner, and releases what waits for a yes.
    static let consentTool = """
        (() => {
          const show = () => {
            const banner = document.createElement("div");
            banner.id = "cookie-banner"; banner.className = "cookie-consent";
            banner.setAttribute("role", "dialog"); banner.setAttribute("aria-label", "Cookie consent");
            banner.innerHTML = '<p>May we use cookies?</p>' +
              '<button type="button" id="accept">Accept all</button><button type="button" id="reject">Reject</button>';
            document.body.append(banner);
            banner.querySelector("#reject").onclick = () => banner.remove();
            banner.querySelector("#accept").onclick = () => {
              banner.remove();
              \(releaseBlocked)
            };
          };
          if (document.readyState === "loading") addEventListener("DOMContentLoaded", show); else show();
        })();
        """

    /// A page-speed plugin: runs what it holds back at the first thing the visitor does.
    static let delayPlugin = """
        <script>(() => {
        const events = ["keydown", "mousemove", "wheel", "touchstart", "click", "scroll"];
        let done = false;
        const run = () => {
          if (done) return; done = true;
          events.forEach((name) => removeEventListener(name, run));
          document.querySelectorAll("script[type=rocketlazyloadscript]").forEach((held) => {
            const script = document.createElement("script");
            for (const { name, value } of held.attributes)
              if (name !== "type") script.setAttribute(name === "data-rocket-src" ? "src" : name, value);
            held.replaceWith(script);
          });
        };
        events.forEach((name) => addEventListener(name, run, { passive: true }));
        })()</script>
        """
}
