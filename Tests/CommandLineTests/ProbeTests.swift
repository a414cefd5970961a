import Foundation
import Testing

@testable import DubCheckCLI

@Suite("Machine probes")
struct ProbeTests {
    private func line(_ id: Int, _ html: String) -> String {
        #"{"id": \#(id), "html_b64": "\#(Data(html.utf8).base64EncodedString())"}"# + "\n"
    }

    @Test("lines are answered in order, however the input is cut", arguments: [1, 7, 100_000])
    func order(chunk: Int) async {
        let input =
            line(1, "<head><script data-probe></script>") + "\n" + line(2, "<body><script data-probe></script>")
            + line(3, "<!-- <script data-probe></script> -->")
        let test = TestContext(input: String(input.dropLast()), chunk: chunk)
        #expect(await test.run("probe", "placement") == .passed)
        #expect(
            test.output.text == """
                {"id":1,"placement":"head"}
                {"id":2,"placement":"body"}
                {"id":3,"placement":"inert"}

                """)
    }

    @Test("the cookie is answered, or null")
    func cookie() async throws {
        let input = """
            {"id": "a", "url": "https://acme.test/?dub_id=x", "attributes": {}}
            {"id": "b", "url": "https://acme.test/", "attributes": {}}
            """
        let test = TestContext(input: input)
        #expect(await test.run("probe", "cookie") == .passed)
        let answers = try test.output.text.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        #expect(answers.map { $0["id"] as? String } == ["a", "b"])
        #expect((answers[0]["cookie"] as? [String: Any])?["value"] as? String == "x")
        #expect(answers[1]["cookie"] is NSNull)
    }

    @Test(
        "a bad line is named by its number, after the answers to those before it",
        arguments: [
            ("placement", "nonsense", "line 2 of the input: not a JSON object"),
            ("placement", #"{"id": 1}"#, #"line 2 of the input: "html_b64" is missing"#),
            ("placement", #"{"id": 1, "html_b64": "%"}"#, #"line 2 of the input: "html_b64" is not base64"#),
            ("cookie", #"{"id": 1, "url": "acme", "attributes": {}}"#, "line 2 of the input:"),
        ])
    func badLine(probe: String, bad: String, message: String) async {
        let good =
            probe == "cookie" ? #"{"id": 0, "url": "https://a.test/", "attributes": {}}"# + "\n" : line(0, "<p>")
        let test = TestContext(input: good + bad + "\n" + good)
        #expect(await test.run("probe", probe) == .usage)
        #expect(test.diagnostics.text.contains(message))
        #expect(test.output.text.split(separator: "\n").count == 1)
    }

    @Test(
        "the probes of Segment answer in order",
        arguments: [
            (
                "fql", #"{"id":1,"fql":"event = \"A\"","event":{"event":"A"}}"#, #"{"id":1,"result":true}"#
            ),
            (
                "mapping", #"{"id":2,"mapping":{"a":{"@path":"$.b"}},"payload":{"b":3}}"#,
                #"{"id":2,"output":{"a":3}}"#
            ),
            (
                "destination",
                #"{"id":3,"action":"trackLead","settings":{"apiKey":"k"},"trigger":"event = \"A\"","event":{"event":"B"}}"#,
                #"{"id":3,"outcome":"not_subscribed","requests":[]}"#
            ),
        ])
    func segment(probe: String, line: String, answer: String) async {
        let test = TestContext(input: line + "\n\n" + line + "\nnonsense\n")
        #expect(await test.run("probe", probe) == .usage)
        #expect(test.output.text == answer + "\n" + answer + "\n")
        #expect(test.diagnostics.text == "dubcheck: line 4 of the input: not a JSON object\n")
    }
}
