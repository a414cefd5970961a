import JSON
import Reporting
import Testing

@testable import DubCheckCLI

@Suite("JSON reader")
struct JSONReaderTests {
    private func read(_ text: String) throws -> [(String, JSONValue)] {
        try JSONReader.object(Array(text.utf8)).map { ($0.key, $0.value) }
    }

    @Test("values are read as they are written")
    func values() throws {
        let members = try read(
            #" {"a": [1, -0.5e1, true, false, null], "b": {"c": "é\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\ud800x"}} "#)
        #expect(members.map(\.0) == ["a", "b"])
        #expect(members[0].1 == [1, .number(-5), true, false, nil])
        #expect(members[1].1 == ["c": .string("é\"\\/\u{8}\u{C}\n\r\té😀\u{FFFD}x")])
    }

    @Test(
        "what is not JSON is refused, with the place",
        arguments: [
            ("", 0), ("{", 1), ("{\"a\":1,}", 7), ("{\"a\" 1}", 5), ("{\"a\":01}", 7), ("{\"a\":+1}", 5),
            ("{\"a\":1.}", 7),
            ("{\"a\":tru}", 5), ("{\"a\":\"\n\"}", 6), ("{\"a\":\"\\x\"}", 7), ("{} x", 3), ("{'a':1}", 1),
            ("{\"a\":\"\\u12g4\"}", 8),
        ])
    func refused(text: String, offset: Int) {
        #expect { try read(text) } throws: { ($0 as? JSONReader.Failure)?.offset == offset }
    }

    @Test("nesting without end is refused, not followed")
    func depth() {
        #expect(throws: JSONReader.Failure.self) { try read("{\"a\":" + String(repeating: "[", count: 100_000)) }
    }
}
