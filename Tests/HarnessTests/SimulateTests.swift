import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Harness

@Suite("/_dubcheck/simulate")
struct SimulateTests {
    @Test(
        "says what is wrong with a question",
        arguments: [
            ("", "'url' is missing"), ("url=", "'url' is missing"), ("url=https://a.test/&x=1", "'x' is not known"),
            ("url=https://a.test/&url=https://b.test/", "'url' is given twice"),
            ("url=https://a.test/&attributes={", "'attributes' is not JSON"),
            ("url=a.test", "not an absolute URL"), ("url=https://", "no host name"), ("url=file:///x", "http or https"),
            ("url=https://a.test/&attributes=[]", "must be a JSON object"),
            (
                "url=https://a.test/&attributes=%7B%22data-cookie-options%22%3A%7B%7D%7D",
                "'data-cookie-options' must be a string"
            ),
        ])
    func badQuestion(query: String, reason: String) async throws {
        let response = try await ask("/_dubcheck/simulate?\(query)", headers: [.accept: "text/html"])
        #expect(response.status == .badRequest)
        #expect(response.headers[.contentType] == "application/json; charset=utf-8")
        let error = try #require(try response.object()["error"] as? [String: String])
        #expect(error["code"] == "bad_request")
        #expect(error["message"]?.contains(reason) == true, "\(error)")
    }

    @Test("answers with the forecast, in which what is not there is null")
    func forecast() async throws {
        let page = "url=https%3A%2F%2Fwww.acme.test%2F%3Fdub_id%3Dabc"
        let kept = try await ask("/_dubcheck/simulate?\(page)&attributes=").object()
        #expect(kept["url"] as? String == "https://www.acme.test/?dub_id=abc")
        #expect(kept["clickID"] as? String == "abc")
        #expect(kept["scriptRuns"] as? Bool == true)
        let cookie = try #require(kept["cookie"] as? [String: Any])
        #expect(cookie["value"] as? String == "abc")
        #expect(cookie["domain"] as? String == "acme.test")

        let attributes = "attributes=%7B%22DATA-cookie-options%22%3A%22null%22%7D"
        let broken = try await ask("/_dubcheck/simulate?\(page)&\(attributes)").object()
        #expect(broken["scriptRuns"] as? Bool == false)
        #expect(broken["cookie"] is NSNull)

        let firstClick = "attributes=%7B%22data-attribution-model%22%3A%22first-click%22%7D&existing=old"
        let stays = try await ask("/_dubcheck/simulate?\(page)&\(firstClick)").object()
        #expect(stays["scriptRuns"] as? Bool == true)
        #expect(stays["cookie"] is NSNull)
        let reason = try #require((stays["reasons"] as? [[String: Any]])?.first)
        #expect(reason["id"] as? String == "first-click-existing")
        #expect(reason["refused"] as? Bool == true)
        #expect((reason["message"] as? String)?.contains("old") == true)
    }
}
