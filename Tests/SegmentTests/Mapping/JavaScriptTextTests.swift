import JSON
import Testing

@testable import Segment

@Suite("Values become text as in JavaScript")
struct JavaScriptTextTests {
    @Test(
        "numbers",
        arguments: [
            (0, "0"), (-0.0, "0"), (42, "42"), (-1.5, "-1.5"), (0.1, "0.1"), (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1.2345678901234568e20, "123456789012345680000"), (1e-6, "0.000001"), (1e-7, "1e-7"),
            (1.5e-7, "1.5e-7"), (-1.23e25, "-1.23e+25"), (.leastNonzeroMagnitude, "5e-324"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (9_007_199_254_740_992, "9007199254740992"),
            (0x1p63, "9223372036854776000"), (.infinity, "Infinity"), (-.infinity, "-Infinity"),
            (.nan, "NaN"),
        ] as [(Double, String)])
    func numbers(value: Double, text: String) {
        #expect(JavaScriptText.number(value) == text)
    }

    @Test("lists are joined, null in them is nothing, objects are not shown")
    func lists() {
        #expect(JavaScriptText.text(of: [1, [2, nil], true, "x", [:]]) == "1,2,,true,x,[object Object]")
        #expect(JavaScriptText.text(of: nil) == "null")
        #expect(JavaScriptText.text(of: []) == "")
    }

    @Test("JSON has positions first, JavaScript's numbers and few escapes")
    func json() {
        let value: JSONValue = ["b": 1e21, "10": nil, "2": "é\"\\\n\u{1}\u{7F}\u{2028}/", "a": [true, 0.5]]
        #expect(
            JavaScriptText.json(of: value)
                == #"{"2":"é\"\\\n\u0001"# + "\u{7F}\u{2028}/" + #"","10":null,"b":1e+21,"a":[true,0.5]}"#)
    }

    @Test("letters change case in all scripts, the last sigma of a word too")
    func letters() {
        #expect(JavaScriptText.uppercased("straße ŉ é") == "STRASSE ʼN É")
        #expect(JavaScriptText.lowercased("ΟΔΟΣ ΣΑΣ. Σ İ") == "οδος σας. σ i\u{307}")
    }

    @Test("white space at the ends goes, also that of other scripts")
    func trim() {
        #expect(JavaScriptText.trimmed("\u{FEFF}\u{A0}\n a b\t\u{3000}") == "a b")
        #expect(JavaScriptText.trimmed(" \u{2028} ") == "")
        #expect(JavaScriptText.trimmed("\u{200B}x") == "\u{200B}x")
    }
}
