import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import WebAssets

@testable import Harness

@Suite("/samples")
struct SampleRouteTests {
    /// A gallery with one sample of many traits.
    private static let gallery = [
        "analytics/base.js": "base()\n",
        "site/frame.html": "{{main}}",
        "site/not-found.html": "<p>{{path}}</p>",
        "site/samples.html": "{{count}}<table>{{rows}}</table>",
        "samples/shop.html": "<script src=https://www.dubcdn.com/analytics/script.js></script>",
        "samples/shop.stale.html": "<p>old</p>",
        "samples/shop.json": """
        {
          "finding": "stale-cache", "title": "A <shop>", "about": "About it.", "way": "manual",
          "origin": "https://www.acme.test", "path": "/samples/shop/start?x=1", "hosts": ["app.acme.test"],
          "options": ["--app-url", "https://app.acme.test/a b"],
          "static": {"verdict": "inconclusive", "why": "It waits <for> it."},
          "browser": {"finding": null, "why": "It comes."},
          "elsewhere": {
            "tags.example.com/t.js": {"body": "t()"}
          },
          "headers": {"Age": "1", "X-Page": "yes", "Link": ["</a>", "</b>"]},
          "cases": [
            {"when": {"query": "any", "queryHas": "dub id"}, "status": 503, "headers": {"Content-Type": null}},
            {"when": {"userAgentHas": "Mobile", "requestHeaderHas": {"cache-control": "no-cache"}},
             "file": "shop.stale.html", "headers": {"Age": "500"}},
            {"when": {"query": "none"}, "body": "bare"}
          ],
          "routes": {
            "start": {"status": 302, "keepQuery": true, "headers": {"Location": "/samples/shop"}},
            "proxy/s.js": {"script": "script.js", "headers": {"Content-Type": "text/plain"}},
            "x.js": {"body": "x()"}
          }
        }
        """,
    ]

    private func askGallery(_ uri: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await withWebRoot(Self.gallery) { configuration in
            try await ask(uri, headers: headers, configuration: configuration)
        }
    }

    @Test(
        "answers with what the sidecar declares, and nothing else", arguments: ["/samples/shop", "/samples/shop.html"])
    func page(path: String) async throws {
        let response = try await askGallery(path + "?utm=1")
        #expect(response.status == .ok)
        #expect(response.text == Self.gallery["samples/shop.html"])
        #expect(response.headers[.age] == "1")
        #expect(response.headers[values: HTTPField.Name("Link")!] == ["</a>", "</b>"])
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.cacheControl] == nil)
        #expect(response.headers[.xContentTypeOptions] == nil)
    }

    @Test("answers by the first case whose conditions all hold")
    func cases() async throws {
        let byParameter = try await askGallery("/samples/shop?a=b&dub+id=1")
        #expect(byParameter.status == .serviceUnavailable)
        #expect(byParameter.headers[.contentType] == nil)
        #expect(byParameter.headers[.age] == "1")

        let mobile: HTTPFields = [.userAgent: "Phone Mobile", .cacheControl: "max-age=0, No-Cache"]
        let stale = try await askGallery("/samples/shop", headers: mobile)
        #expect(stale.text == "<p>old</p>")
        #expect(stale.headers[.age] == "500")
        #expect(stale.headers[HTTPField.Name("X-Page")!] == "yes")

        let halfMobile = try await askGallery("/samples/shop", headers: [.userAgent: "Phone Mobile"])
        #expect(halfMobile.text == "bare")
    }

    @Test("answers below a sample by its routes")
    func routes() async throws {
        let redirect = try await askGallery("/samples/shop/start?dub_id=a%26b")
        #expect(redirect.status == .found)
        #expect(redirect.headers[.location] == "/samples/shop?dub_id=a%26b")
        #expect(redirect.headers[.contentType] == nil)

        let script = try await askGallery("/samples/shop/proxy/s.js")
        #expect(script.text == "base()\n")
        #expect(script.headers[.contentType] == "text/plain")

        let code = try await askGallery("/samples/shop/x.js")
        #expect(code.text == "x()")
        #expect(code.headers[.contentType] == "application/javascript; charset=utf-8")

        #expect(try await askGallery("/samples/shop/else").status == .notFound)
    }

    @Test(
        "gives nothing but samples",
        arguments: [
            "/samples/..%2f..%2fPackage.swift", "/samples/../analytics/base.js", "/samples/%2e%2e/analytics/base.js",
            "/samples/..%5c..", "/samples/shop.json", "/samples/shop.stale", "/samples/shop.stale.html",
            "/samples/shop%00", "/samples/shop/..", "/samples/shop/../../site/site.css", "/samples/.", "/samples/SHOP",
            "/samples/%", "/samples/%ff%fe", "/site/not-found.html", "/site/..%2fsamples%2fshop.json", "/site",
            "/signup/../samples/shop.html", "/signup/%2e%2e/samples/shop.html",
        ])
    func traversal(path: String) async throws {
        let response = try await askGallery(path)
        #expect(response.status == .notFound)
        #expect(response.text == "There is nothing at \(path).\n")
    }

    @Test("lists samples for programs", arguments: ["/samples.json", "/samples", "/samples/"])
    func list(path: String) async throws {
        let response = try await askGallery(path, headers: [.accept: "application/json"])
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        let samples = try #require(try response.object()["samples"] as? [[String: Any]])
        let sample = try #require(samples.first)
        #expect(samples.count == 1)
        #expect(sample["name"] as? String == "shop")
        #expect(sample["title"] as? String == "A <shop>")
        #expect(sample["about"] as? String == "About it.")
        #expect(sample["way"] as? String == "manual")
        #expect(sample["finding"] as? String == "stale-cache")
        #expect(sample["path"] as? String == "/samples/shop/start?x=1")
        #expect(sample["url"] as? String == "https://www.acme.test/samples/shop/start?x=1")
        #expect(sample["origin"] as? String == "https://www.acme.test")
        #expect(
            sample["hosts"] as? [String] == [
                "www.acme.test", "app.acme.test", "tags.example.com", "www.dubcdn.com",
            ])
        #expect(sample["options"] as? [String] == ["--app-url", "https://app.acme.test/a b"])
        #expect(sample["expected"] as? [String: String] == ["static": "inconclusive", "browser": "pass"])
        let findings = try #require(sample["findings"] as? [String: Any])
        #expect(findings["static"] as? String == "stale-cache")
        #expect(findings["browser"] is NSNull)
        #expect(sample["why"] as? [String: String] == ["static": "It waits <for> it.", "browser": "It comes."])
        #expect(
            sample["command"] as? String == """
                dubcheck verify 'https://www.acme.test/samples/shop/start?x=1' \
                --connect-to www.acme.test:443:127.0.0.1:8787 --connect-to www.acme.test:80:127.0.0.1:8787 \
                --connect-to app.acme.test:443:127.0.0.1:8787 --connect-to app.acme.test:80:127.0.0.1:8787 \
                --connect-to tags.example.com:443:127.0.0.1:8787 --connect-to tags.example.com:80:127.0.0.1:8787 \
                --connect-to www.dubcdn.com:443:127.0.0.1:8787 --connect-to www.dubcdn.com:80:127.0.0.1:8787 \
                --insecure --app-url 'https://app.acme.test/a b'
                """)
    }

    @Test("lists samples for people, whatever their texts contain")
    func page() async throws {
        let response = try await askGallery("/samples", headers: [.accept: "text/html, application/json;q=0.9"])
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.hasPrefix("1<table>"))
        #expect(response.text.contains("A &lt;shop&gt;"))
        #expect(!response.text.contains("<shop>"))
        #expect(response.text.contains("It waits &lt;for&gt; it."))
        #expect(response.text.contains(#"<span class="verdict inconclusive">inconclusive</span>"#))
        #expect(response.text.contains(#"<span class="verdict pass">pass</span>"#))
    }

    @Test("sends an answer with a delay when its time has come")
    func delay() async throws {
        let files = [
            "samples/slow.html": "ok",
            "samples/slow.json": """
            {"finding": null, "title": "t", "about": "a", "routes": {"x.js": {"body": "x()", "delay": 1}}}
            """,
        ]
        try await withWebRoot(files) { configuration in
            let clock = ContinuousClock()
            let duration = try await clock.measure {
                let response = try await ask("/samples/slow/x.js", configuration: configuration)
                #expect(response.text == "x()")
            }
            #expect(duration >= .seconds(1))
        }
    }

    @Test("a healthy sample without an origin of its own is the harness's, and has no finding: null")
    func healthy() async throws {
        let files = [
            "samples/ok.html": "ok", "samples/ok.json": #"{"finding": null, "title": "Healthy", "about": "Fine."}"#,
        ]
        try await withWebRoot(files) { configuration in
            let response = try await ask("/samples.json", configuration: configuration)
            let sample = try #require((try response.object()["samples"] as? [[String: Any]])?.first)
            #expect(sample["finding"] is NSNull)
            #expect(sample["url"] as? String == "http://127.0.0.1:8787/samples/ok")
            #expect(sample["hosts"] as? [String] == [])
            #expect(sample["expected"] as? [String: String] == ["static": "pass", "browser": "pass"])
            #expect((sample["findings"] as? [String: Any])?["static"] is NSNull)
            #expect(sample["why"] as? [String: String] == [:])
            #expect(sample["command"] as? String == "dubcheck verify http://127.0.0.1:8787/samples/ok")
        }
    }

    @Test("every sample of this checkout is declared well, and answers")
    func all() async throws {
        let gallery = try SampleGallery(assets: .embedded)
        let samples = try gallery.all()
        #expect(!samples.isEmpty)
        for sample in samples {
            let response = try await ask("/samples/\(sample.name)?dub_id=test")
            #expect(response.status.code < 500 || sample.finding != nil, "\(sample.name)")
        }
    }
}

@Suite("A sample's sidecar")
struct SidecarTests {
    @Test(
        "that is wrong is told by its file and the place in it",
        arguments: [
            (#"{"finding": null"#, "not JSON"),
            (#"{"title": "t", "about": "a"}"#, "the key 'finding' is missing"),
            (#"{"finding": null, "about": "a"}"#, "the key 'title' is missing"),
            (#"{"finding": null, "title": 1, "about": "a"}"#, "a value of another kind is expected at title"),
            (#"{"finding": null, "title": "t", "about": "a", "hedaers": {}}"#, "unknown key 'hedaers'"),
            (#"{"finding": null, "title": "t", "about": "a", "way": "magic"}"#, "'magic' is no way of installing"),
            (#"{"finding": null, "title": "t", "about": "a", "origin": "acme.test"}"#, "origin 'acme.test'"),
            (#"{"finding": null, "title": "t", "about": "a", "origin": "https://a/b"}"#, "origin 'https://a/b'"),
            (#"{"finding": null, "title": "t", "about": "a", "hosts": ["A.test"]}"#, "'A.test' is no host name"),
            (#"{"finding": null, "title": "t", "about": "a", "path": "/samples/other"}"#, "path '/samples/other'"),
            (#"{"finding": null, "title": "t", "about": "a", "path": "/samples/newer"}"#, "path '/samples/newer'"),
            (#"{"finding": null, "title": "t", "about": "a", "status": 99}"#, "page: status 99"),
            (
                #"{"finding": null, "title": "t", "about": "a", "headers": {"A B": "x"}}"#,
                "'A B' is no name of a header"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "headers": {"A": "x\ny"}}"#,
                "the value of A cannot be sent"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "routes": {"x": {"script": "script.x.js"}}}"#,
                "routes.x: 'script.x.js' is none of the 8 script files"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "routes": {"x": {"file": "new.x.html"}}}"#,
                "routes.x: the file samples/new.x.html is not there"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "routes": {"x": {"file": "../a", "body": "b"}}}"#,
                "routes.x: only one of script, file and body"
            ),
            (#"{"finding": null, "title": "t", "about": "a", "routes": {"../x": {"body": ""}}}"#, "route '../x'"),
            (
                #"{"finding": null, "title": "t", "about": "a", "cases": [{"when": {"query": "some"}}]}"#,
                "at cases.[0].when.query"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "cases": [{"when": {"querry": "any"}}]}"#,
                "unknown key 'querry'"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "static": {"why": "w"}}"#,
                "static: neither a verdict nor a finding"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "static": {"verdict": "pass"}}"#,
                "the key 'why' is missing at static"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "browser": {"verdict": "good", "why": "w"}}"#,
                "browser: 'good' is no verdict"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "browser": {"verdict": "pass", "why": ""}}"#,
                "browser: the reason why is empty"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "browser": {"verdikt": "pass", "why": "w"}}"#,
                "unknown key 'verdikt'"
            ),
            (#"{"finding": null, "title": "t", "about": "a", "routes": {"x": {"delay": 601}}}"#, "routes.x: a delay"),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"x.js": {}}}"#,
                "elsewhere 'x.js' is not of the form"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"A.test/x": {}}}"#,
                "elsewhere 'A.test/x' is not of the form"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"a.test/x#y": {}}}"#,
                "elsewhere 'a.test/x#y' is not of the form"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"a.localhost/x": {}}}"#,
                "elsewhere 'a.localhost/x' is the harness's own"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"127.0.0.1/x": {}}}"#,
                "elsewhere '127.0.0.1/x' is the harness's own"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"a.test/analytics/script.js": {}}}"#,
                "is the harness's own"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"a.test/samples": {}}}"#,
                "is the harness's own"
            ),
            (
                #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"a.test/x": {"status": 99}}}"#,
                "elsewhere.a.test/x: status 99"
            ),
        ])
    func wrong(sidecar: String, problem: String) async throws {
        try await withWebRoot(["samples/new.html": "", "samples/new.json": sidecar]) { configuration in
            let error = #expect(throws: HarnessError.self) { try Harness(configuration) }
            #expect(error?.kind == .samplesUnusable)
            #expect(error?.message.hasPrefix("web/samples/new.json: ") == true)
            #expect(error?.message.contains(problem) == true, "\(error?.message ?? "")")
        }
    }

    @Test("without its page, or with a name that is not kebab-case, is told; all problems at once")
    func all() async throws {
        let sidecar = #"{"finding": null, "title": "t", "about": "a"}"#
        let files = ["samples/one.json": sidecar, "samples/Two.json": sidecar, "samples/Two.html": ""]
        try await withWebRoot(files) { configuration in
            let error = #expect(throws: HarnessError.self) { try Harness(configuration) }
            #expect(
                error?.message == """
                    web/samples/Two.json: a sample's name is kebab-case
                    web/samples/one.json: page: the file samples/one.html is not there
                    """)
        }
    }

    @Test("that declares another's address elsewhere is told, whatever the order of its query")
    func sharedAddress() async throws {
        func sidecar(_ address: String) -> String {
            #"{"finding": null, "title": "t", "about": "a", "elsewhere": {"\#(address)": {"body": ""}}}"#
        }
        let files = [
            "samples/one.html": "", "samples/one.json": sidecar("a.test/x?a=1&b=2"),
            "samples/two.html": "", "samples/two.json": sidecar("a.test/x?b=2&a=1"),
            "samples/other.html": "", "samples/other.json": sidecar("a.test/x?a=2"),
        ]
        try await withWebRoot(files) { configuration in
            let error = #expect(throws: HarnessError.self) { try Harness(configuration) }
            #expect(
                error?.message == """
                    web/samples/two.json: elsewhere 'a.test/x?a=1&b=2' is declared by one too; tell them apart by a query
                    """)
        }
    }

    @Test("that breaks while it is edited is told in the answer")
    func edited() async throws {
        let files = [
            "samples/new.html": "new", "samples/new.json": #"{"finding": null, "title": "t", "about": "a"}"#,
        ]
        try await withWebRoot(files) { configuration in
            let root = URL(filePath: try #require(configuration.webRoot))
            let site = try await TestSite(configuration)
            let broken = root.appending(path: "samples/new.json")
            try await site.application.test(.router) { client in
                #expect(try await client.execute(uri: "/samples/new", method: .get).text == "new")
                try Data("{".utf8).write(to: broken)
                let response = try await client.execute(uri: "/samples/new", method: .get)
                #expect(response.status == .internalServerError)
                #expect(response.text.hasPrefix("web/samples/new.json: not JSON"))
            }
        }
    }
}
