import JSON
import Segment
import Testing

@Suite("A path is read as Segment reads it")
struct EventPathTests {
    static let event: JSONValue = [
        "event": "Sign Up", "userId": nil, "zero": 0, "no": false, "empty": "",
        "integrations": ["Dub (Actions)": ["dub_id": "clk_8Hd2"]],
        "items": [["sku": "A"], ["sku": "B"]],
        "a[b]": 1, "its": 2, "$": 3, "[]": 4,
        "first.name": "dotted", "smile": "😀!",
    ]

    @Test(
        "it finds what is there",
        arguments: [
            ("$.event", "Sign Up"), ("event", "Sign Up"), ("event$.", "Sign Up"), ("$.userId", nil),
            ("$.integrations.Dub (Actions).dub_id", "clk_8Hd2"),
            ("$.integrations['Dub (Actions)'].dub_id", "clk_8Hd2"),
            ("$.integrations[\"Dub (Actions)\"][\"dub_id\"]", "clk_8Hd2"),
            ("items[1].sku", "B"), ("items.1.sku", "B"), ("items..0..sku", "A"), ("items['0'].sku", "A"),
            ("a[b]", 1), ("it's", 2), ("$.$", 3), ("$", 3), ("[]", 4),
            ("items.length", 2), ("event.length", 7), ("smile.length", 3), ("event.0", "S"),
            ("smile.0", "\u{FFFD}"), ("smile.2", "!"),
        ] as [(String, JSONValue)])
    func found(path: String, value: JSONValue) {
        #expect(EventPath(path).value(in: Self.event) == value)
    }

    @Test(
        "it finds nothing where nothing is",
        arguments: [
            "$.nope", "nope.deep", "items[-1]", "items[2]", "items.01", "items[*].sku", " event", "first.name",
            "['first.name']", "$['event']", "$.$.event", "event.name", "items.sku", "constructor", "event.7",
        ])
    func missing(path: String) {
        #expect(EventPath(path).value(in: Self.event) == .none)
    }

    @Test("null, false, 0 and empty text end the walk and are the result")
    func earlyEnd() {
        #expect(EventPath("userId.deep.er").value(in: Self.event) == .some(.null))
        #expect(EventPath("zero.deep").value(in: Self.event) == 0)
        #expect(EventPath("no.deep").value(in: Self.event) == false)
        #expect(EventPath("empty.length").value(in: Self.event) == "")
    }

    @Test("a path of nothing is the whole event", arguments: ["", ".", "$.", "..", "...."])
    func whole(path: String) {
        #expect(EventPath(path).value(in: Self.event) == Self.event)
    }
}
