import Browser
import JSON
import Testing

extension AnalyticsScript {
    @Suite("7: outbound-domains")
    struct OutboundDomains {
        private func site(_ outbound: String = #""other.test,*.wild.test""#, body: String) -> Site {
            var site = Site(address: "https://www.acme.test/?dub_id=abc", extensions: [.outboundDomains], body: body)
            site.attributes = ["data-domains": "{\"outbound\": \(outbound)}"]
            return site
        }

        /// The address of the element `id=x` after the load.
        private func result(_ site: Site) async throws -> String? {
            try await site.open { page in
                try await page.evaluate("{ const x = document.getElementById('x'); x.href ?? x.src }").string
            }
        }

        @Test(
            "links to the listed hosts get the click id",
            arguments: [
                ("https://other.test/", "https://other.test/?dub_id=abc"),
                ("https://www.other.test/p?a=1#f", "https://www.other.test/p?a=1&dub_id=abc#f"),
                ("http://other.test:8080/", "http://other.test:8080/?dub_id=abc"),
                ("//other.test/p", "https://other.test/p?dub_id=abc"),
                ("https://OTHER.test/", "https://other.test/?dub_id=abc"),
                ("https://a.wild.test/", "https://a.wild.test/?dub_id=abc"),
                ("https://a.b.wild.test/", "https://a.b.wild.test/?dub_id=abc"),
                ("https://wild.test/", nil), ("https://notwild.test/", nil), ("https://sub.other.test/", nil),
                ("https://unlisted.test/", nil), ("/inside", nil), ("mailto:a@other.test", nil),
                ("https://other.test/?dub_id=mine", nil),
            ] as [(String, String?)])
        func links(address: String, decorated: String?) async throws {
            let href = try await result(site(body: "<a id=x href=\"\(address)\">x</a>"))
            if let decorated {
                #expect(href == decorated)
            } else {
                #expect(href?.contains("dub_id=abc") == false)
            }
        }

        @Test(
            "the list may be text or an array; www. counts for nothing in it",
            arguments: [
                #""other.test""#, #""www.other.test""#, #"" first.test , other.test""#,
                #"["first.test", "other.test"]"#,
            ])
        func lists(outbound: String) async throws {
            let href = try await result(site(outbound, body: "<a id=x href=https://other.test/>x</a>"))
            #expect(href == "https://other.test/?dub_id=abc")
        }

        @Test("the page's own host is not outbound, even if listed")
        func ownHost() async throws {
            let href = try await result(
                site(#"["acme.test", "www.acme.test"]"#, body: "<a id=x href=https://www.acme.test/in>x</a>"))
            #expect(href == "https://www.acme.test/in")
        }

        @Test(
            "frames get it too, and links in frames whose content is on the page",
            arguments: [
                "document.getElementById('frame').src",
                "document.getElementById('inner').contentDocument.querySelector('a').href",
                "document.getElementById('inner').contentDocument.querySelector('iframe').src",
            ])
        func frames(expression: String) async throws {
            let site = site(
                body: """
                    <iframe id=frame src="https://other.test/f"></iframe>
                    <iframe id=inner srcdoc="<a href=https://other.test/f>x</a><iframe src=https://other.test/f></iframe>"></iframe>
                    """)
            try await site.open { page in
                try await page.eventually("\(expression) === 'https://other.test/f?dub_id=abc'")
            }
        }

        @Test("nothing without a click id, nothing without a list")
        func nothingToDo() async throws {
            var visitor = site(body: "<a id=x href=https://other.test/>x</a>")
            visitor.address = "https://www.acme.test/"
            #expect(try await result(visitor) == "https://other.test/")
            var unlisted = site(body: "<a id=x href=https://other.test/>x</a>")
            unlisted.attributes = [:]
            #expect(try await result(unlisted) == "https://other.test/")
        }

        @Test("each element once: who takes the id off a link keeps it off")
        func once() async throws {
            try await site(body: "<a id=x href=https://other.test/>x</a>").open { page in
                let href = try await page.evaluate(
                    """
                    const x = document.getElementById('x'); const first = x.href; x.href = 'https://other.test/';
                    history.pushState({}, '', '/next'); [first, x.href]
                    """)
                #expect(href == ["https://other.test/?dub_id=abc", "https://other.test/"])
            }
        }

        @Test(
            "links that come later get it after pushState, replaceState and popstate",
            arguments: [
                "history.pushState({}, '', '/next')", "history.replaceState({}, '', '/next')",
                "dispatchEvent(new PopStateEvent('popstate'))",
            ])
        func clientNavigation(cause: String) async throws {
            try await site(body: "").open { page in
                try await page.evaluate("document.body.innerHTML = '<a id=x href=https://other.test/>x</a>'")
                #expect(try await page.evaluate("document.getElementById('x').href") == "https://other.test/")
                try await page.evaluate(cause)
                #expect(
                    try await page.evaluate("document.getElementById('x').href") == "https://other.test/?dub_id=abc")
            }
        }

        @Test("pushState and replaceState still do what they did")
        func history() async throws {
            let found = try await site(body: "").open { page in
                try await page.evaluate("history.pushState({a: 1}, '', '/next'); [location.pathname, history.state.a]")
            }
            #expect(found == ["/next", 1])
        }

        @Test("links that come later get it within two seconds by themselves")
        func timer() async throws {
            var site = site(body: "")
            // The page's clock, so that the test needs not wait for it.
            site.head = "<script>window.setInterval = (run, delay) => { window.timer = {run, delay} }</script>"
            try await site.open { page in
                #expect(try await page.evaluate("timer.delay") == 2000)
                try await page.evaluate(
                    "document.body.innerHTML = '<a id=x href=https://other.test/>x</a>'; timer.run()")
                #expect(
                    try await page.evaluate("document.getElementById('x').href") == "https://other.test/?dub_id=abc")
            }
        }
    }
}
