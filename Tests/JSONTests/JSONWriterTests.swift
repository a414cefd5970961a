import Foundation
import JSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    @Test("every character survives the way through a parser")
    func roundTrip() throws {
        let hostile =
            String(String.UnicodeScalarView((0...0x2FF).compactMap(Unicode.Scalar.init)))
            + "\u{2028}\u{2029}\u{FEFF}\u{1F600}\"\\/"
        let text = JSONValue.array([.string(hostile)]).compact
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String]
        #expect(parsed == [hostile])
    }

    @Test("no character that a terminal or an old JavaScript engine obeys is written raw")
    func escapes() {
        let text = JSONValue.string("\u{1B}\u{7F}\u{9B}\u{2028}\n\0").compact
        #expect(text == #""\u001b\u007f\u009b\u2028\n\u0000""#)
    }

    @Test(
        "numbers are JSON's",
        arguments: [
            (90.0, "90"), (0.04, "0.04"), (-1.5, "-1.5"), (.nan, "null"), (.infinity, "null"), (1e300, "1e+300"),
        ]
    )
    func numbers(value: Double, text: String) {
        #expect(JSONValue.number(value).compact == text)
    }

    @Test("empty lists and objects stay on their line")
    func empty() {
        let node: JSONValue = ["a": [], "b": [:], "c": [1, true, nil]]
        #expect(node.compact == #"{"a":[],"b":{},"c":[1,true,null]}"#)
        #expect(node.pretty.hasPrefix("{\n  \"a\": [],\n  \"b\": {},\n  \"c\": [\n    1,"))
    }

    @Test("an object keeps its order, a key its place, and the order does not count in comparison")
    func order() {
        var object: JSONObject = ["b": 1, "a": 2, "b": 3]
        #expect(JSONValue.object(object).compact == #"{"b":3,"a":2}"#)
        #expect(object == ["a": 2, "b": 3] && object.hashValue == (["a": 2, "b": 3] as JSONObject).hashValue)
        #expect(object != ["a": 2, "b": 4] && object != ["a": 2])
        object["b"] = nil
        object.merge(["c": 1, "a": 0])
        #expect(object.keys == ["a", "c"] && object["a"] == 0 && object["b"] == nil)
    }

    @Test("an object of many members finds each of them, also when some are gone")
    func manyMembers() {
        var object = JSONObject((0..<500).map { ("key\($0)", .integer($0)) })
        for index in stride(from: 0, to: 500, by: 2) { object["key\(index)"] = nil }
        object["key1"] = "x"
        #expect(object.count == 250 && object["key499"] == 499 && object["key0"] == nil && object["key1"] == "x")
        #expect(object.keys.prefix(2) == ["key1", "key3"])
    }
}
