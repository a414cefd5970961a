import JSON
import Testing

@Suite("Where the elements of an array stand")
struct JSONElementsTests {
    private static func elements(_ text: String) -> [String]? {
        let bytes = Array(text.utf8)
        return JSONElements.ranges(ofArray: "batch", in: bytes)?.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    @Test(
        "each is found as it was written",
        arguments: [
            (#"{"batch":[]}"#, []), (#" { "batch" : [ ] } "#, []),
            (#"{"batch":[1,true , null,"x" ]}"#, ["1", "true", "null", #""x""#]),
            (
                #"{"a":{"batch":[9]},"batch":[{"b":[1,{"c":"]}"}]} ,["\"]",[]]],"z":1}"#,
                [#"{"b":[1,{"c":"]}"}]}"#, #"["\"]",[]]"#]
            ),
            (#"{"a":"batch","batch":["\\",{"k":"\\\""}]}"#, [#""\\""#, #"{"k":"\\\""}"#]),
            (#"{"batch":[1],"batch":[2]}"#, ["2"]), (#"{"n":-1.5e3,"batch":[-2]}"#, ["-2"]),
        ])
    func found(text: String, elements: [String]) {
        #expect(Self.elements(text) == elements)
    }

    @Test(
        "where there is no such array, there is none",
        arguments: [#"{}"#, "[]", "[[1]]", #"{"a":[1]}"#, #"{"batch":{"x":1}}"#, #"{"batch":5}"#, "5"])
    func missing(text: String) {
        #expect(Self.elements(text) == nil)
    }

    @Test("a text that breaks off anywhere is survived")
    func brokenOff() {
        let text = Array(#"{"a":{"b":"\"x"},"batch":[{"b":[1,{"c":"]}"}]},[" ",[]],12]}"#.utf8)
        for count in 0...text.count {
            let ranges = JSONElements.ranges(ofArray: "batch", in: Array(text[..<count])) ?? []
            #expect(ranges.allSatisfy { $0.upperBound <= count })
        }
    }
}
