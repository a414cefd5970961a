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
}
