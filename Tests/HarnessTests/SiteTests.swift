import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Harness

@Suite("The site")
struct SiteTests {
    @Test("leads from / to the dashboard")
    func root() async throws {
        let response = try await ask("/")
        #expect(response.status == .found)
        #expect(response.headers[.location] == "/dashboard")
    }

    @Test(
        "has whole pages: no place in them is left empty", arguments: ["/dashboard/overview", "/samples", "/nowhere"])
    func pages(path: String) async throws {
        let response = try await ask(path, headers: [.accept: "text/html"])
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("</html>"))
        #expect(!response.text.contains("{{"))
    }

    @Test("serves the sign-up page", arguments: ["/signup", "/signup/", "/signup?dub_id=test"])
    func signup(path: String) async throws {
        let response = try await ask(path)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("/analytics/script"))
    }

    @Test("serves style sheets with a validator")
    func style() async throws {
        let response = try await ask("/site/site.css")
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/css; charset=utf-8")
        #expect(response.headers[.eTag] != nil)
    }

    @Test("says that it is there and ready", arguments: [("health", "ok"), ("ready", "ready")])
    func operations(name: String, status: String) async throws {
        let response = try await ask("/_dubcheck/\(name)")
        #expect(response.status == .ok)
        #expect(try response.object()["status"] as? String == status)
    }

    @Test("has no icon, and says so without an error")
    func favicon() async throws {
        #expect(try await ask("/favicon.ico").status == .noContent)
    }
}

@Suite("A refusal")
struct RefusalTests {
    @Test("of an unknown path helps people with a page, in which the path is text")
    func notFoundPage() async throws {
        let path = #"/no<script>alert("1")</script>"#
        let response = try await ask(path, headers: [.accept: "text/html,*/*;q=0.8"])
        #expect(response.status == .notFound)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.text.contains("/no&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;"))
        #expect(!response.text.contains("<script>alert"))
    }

    @Test("of an unknown path is JSON for programs that want it, and text for the rest")
    func notFoundForPrograms() async throws {
        let json = try await ask("/nowhere", headers: [.accept: "application/json"])
        #expect(json.status == .notFound)
        let error = try #require(try json.object()["error"] as? [String: String])
        #expect(error == ["code": "not_found", "message": "There is nothing at /nowhere."])

        let text = try await ask("/nowhere", headers: [.accept: "*/*"])
        #expect(text.headers[.contentType] == "text/plain; charset=utf-8")
        #expect(text.text == "There is nothing at /nowhere.\n")
    }

    @Test("has no body for HEAD", arguments: ["/nowhere", "/analytics/script.x.js", "/_dubcheck/simulate"])
    func head(path: String) async throws {
        let response = try await ask(path, method: .head)
        #expect(response.status.code >= 400)
        #expect(response.text.isEmpty)
    }

    @Test(
        "of a method names those that are possible",
        arguments: [HTTPRequest.Method.post, .put, .delete, .patch, .options, .trace, .init("BREW")!])
    func method(method: HTTPRequest.Method) async throws {
        for path in ["/analytics/script.js", "/samples", "/_dubcheck/simulate"] {
            let response = try await ask(path, method: method)
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "GET, HEAD")
        }
    }

    @Test("of an endless URL says how long one may be")
    func tooLong() async throws {
        let response = try await ask("/samples?" + String(repeating: "x", count: 20_000))
        #expect(response.status == .uriTooLong)
        #expect(response.text.contains("16384 bytes"))
    }
}

@Suite("A template")
struct TemplateTests {
    @Test(
        "fills its places",
        arguments: [
            ("<p>{{a}}</p>", "<p>&lt;b&gt;&amp;&quot;&#39;</p>"), ("{{a}}{{b}}", "&lt;b&gt;&amp;&quot;&#39;<i>"),
            ("{{unknown}}", "{{unknown}}"), ("{{a", "{{a"), ("}}{{b}}", "}}<i>"), ("", ""),
        ])
    func render(source: String, result: String) {
        #expect(Template(source: source).render(["a": .text(#"<b>&"'"#), "b": .html("<i>")]) == result)
    }

    @Test("does not fill places in what it filled in")
    func once() {
        #expect(Template(source: "{{a}}{{b}}").render(["a": .text("{{b}}"), "b": .text("x")]) == "{{b}}x")
    }
}

@Suite("Form encoding")
struct FormEncodingTests {
    @Test(
        "is read as URLSearchParams reads it",
        arguments: [
            ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a", [["a", ""]]), ("a=b=c", [["a", "b=c"]]),
            ("&&a=1&", [["a", "1"]]),
            ("a=%26+%2B", [["a", "& +"]]), ("a=%", [["a", "%"]]), ("a=%zz%4", [["a", "%zz%4"]]), ("=x", [["", "x"]]),
            ("a=%e2%82%ac", [["a", "€"]]), ("a=%ff", [["a", "\u{FFFD}"]]), ("", []),
        ])
    func pairs(query: String, pairs: [[String]]) {
        #expect(FormEncoding.pairs(query).map { [$0.name, $0.value] } == pairs)
    }
}
