import JSON
import Segment
import Testing

@Suite("The write key of a call")
struct WriteKeyTests {
    @Test(
        "it is in the body, in the header, or in both",
        arguments: [
            (["writeKey": "wk_demo"], nil, "wk_demo"),
            ([:], "Basic d2tfZGVtbzo=", "wk_demo"),
            ([:], "basic  d2tfZGVtbzo", "wk_demo"),
            // Without the colon.
            ([:], "Basic d2tfZGVtbw==", "wk_demo"),
            (["writeKey": ""], "Basic d2tfZGVtbzo=", "wk_demo"),
            (["writeKey": "wk_demo"], "Basic d2tfZGVtbzo=", "wk_demo"),
            (["writeKey": "wk_demo"], "Bearer abc", "wk_demo"),
            (["writeKey": "wk_demo"], "Basic !!!", "wk_demo"),
        ] as [(JSONValue, String?, String)])
    func found(body: JSONValue, header: String?, key: String) throws {
        let found = try #require(WriteKey(body: body, authorization: header))
        #expect(found.text == key)
        #expect(found.differingHeader == nil)
    }

    @Test("where both differ, the body's counts")
    func differing() {
        let key = WriteKey(body: ["writeKey": "wk_other"], authorization: "Basic d2tfZGVtbzo=")
        #expect(key?.text == "wk_other")
        #expect(key?.differingHeader == "wk_demo")
    }

    @Test(
        "without one there is none",
        arguments: [
            ([:], nil), (["writeKey": ""], nil), (["writeKey": 5], nil), ([:], "Bearer abc"), ([:], "Basic Og=="),
            ([:], "Basic"), ([:], ""),
        ] as [(JSONValue, String?)])
    func missing(body: JSONValue, header: String?) {
        #expect(WriteKey(body: body, authorization: header) == nil)
    }
}
