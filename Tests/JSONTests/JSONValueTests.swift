import Testing

@testable import JSON

@Suite("JSON values")
struct JSONValueTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONValue(json: text.utf8) }

    @Test("every kind of value is read")
    func values() throws {
        let text = #" {"a": [1, -2.5e3, "x", true, false, null], "b": {}, "c": [], "é": "\n\t\"\\\/\b\f\r"} "#
        let expected: JSONValue = [
            "a": [1, -2500, "x", true, false, nil], "b": [:], "c": [], "é": "\n\t\"\\/\u{8}\u{C}\r",
        ]
        #expect(try parse(text) == expected)
    }

    @Test(
        "surrogate pairs become their scalar, lone ones U+FFFD",
        arguments: [
            (#""\ud83d\ude00""#, "😀"), (#""\ud800""#, "\u{FFFD}"), (#""\ude00x""#, "\u{FFFD}x"),
            (#""\ud800\u0041""#, "\u{FFFD}A"), (#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
        ])
    func surrogates(text: String, value: String) throws {
        #expect(try parse(text) == .string(value))
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", " ", "{", "[1,", "[1,]", "{\"a\"}", "{\"a\":}", "\"open", "\"\\", "\"\\u12\"", "\"\\x\"", "tru", "1 2",
            "nul",
            "-", "1e999", "{a:1}", String(repeating: "[", count: 100_000),
        ])
    func refused(text: String) {
        #expect(throws: JSONParser.Failure.self) { try parse(text) }
    }

    @Test("what is written reads back the same")
    func roundTrip() throws {
        let value: JSONValue = ["a": [1, 2.5, -0.125, 1e21, nil, true], "b\u{1}\"\\": "\0\n😀", "c": ["d": [:]]]
        #expect(try parse(value.compact) == value)
        #expect(!value.compact.utf8.contains(0))
        #expect((["a": 3, "b": 9_007_199_254_740_992] as JSONValue).compact == #"{"a":3,"b":9007199254740992}"#)
    }

    @Test("missing keys and indexes are null, so that lookups can be chained")
    func lookups() {
        let value: JSONValue = ["a": [["b": "x"]]]
        #expect(value["a"][0]["b"].string == "x")
        #expect(value["a"][1]["b"].isNull)
        #expect(value["x"]["y"][3].isNull)
    }
}
