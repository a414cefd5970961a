import CookieForecast
import Testing

@Suite("JSON is read as JSON.parse reads it")
struct JSValueTests {
    static let broken: [(String, Int)] = [
        ("", 0), ("   ", 3), ("{", 1), ("{a:1}", 1), ("{'a':1}", 1), (#"{"a":1,}"#, 7), ("[1,]", 3), (#"{"a":01}"#, 6),
        (#"{"a":.5}"#, 5), (#"{"a":1.}"#, 7), (#"{"a":"\x"}"#, 7), (#"{"a":"\u12"}"#, 10), ("{\"a\":\"\t\"}", 6),
        ("{}x", 2), ("undefined", 0), ("NaN", 0), ("\u{FEFF}{}", 0), ("\u{A0}{}", 0), (#"{"a":tru}"#, 8),
        (#"{"a" "b"}"#, 5), ("\"a", 2), ("-", 1), ("+1", 0), ("1e", 2), (String(repeating: "[", count: 100_000), 501),
    ]

    @Test("what is not JSON is refused with its position", arguments: broken)
    func errors(text: String, offset: Int) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSValue(parsing: text) }
        #expect(error?.offset == offset)
    }

    @Test("an error reads well")
    func words() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSValue(parsing: "{\n  'a': 1}") }
        #expect(
            error?.description == "expected a property name in double quotes, found \"'\", at line 2, column 3")
    }

    /// Text and the same value printed again.
    static let printed: [(String, String)] = [
        (#" { "a" : [ 1 , true , null ] } "#, #"{"a":[1,true,null]}"#),
        (#"{"b":1,"a":2,"b":3}"#, #"{"b":3,"a":2}"#),
        (#"{"b":1,"10":2,"9":3,"01":4}"#, #"{"9":3,"10":2,"b":1,"01":4}"#),
        (#""\ud83d\ude00\/\b\u0041""#, "\"😀/\\u0008A\""),
        ("1e21", "1e+21"), ("100000000000000000000", "100000000000000000000"), ("1e-7", "1e-7"),
        ("0.000001", "0.000001"), ("-0", "0"), ("123456789012345680000", "123456789012345680000"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"), ("5e-324", "5e-324"), ("0.1", "0.1"),
        ("1234.5", "1234.5"), ("-12.50", "-12.5"), ("1E3", "1000"), ("1e400", "null"),
    ]

    @Test("values and numbers print as JavaScript prints them", arguments: printed)
    func printing(text: String, json: String) throws {
        #expect(try JSValue(parsing: text).json == json)
    }
}
