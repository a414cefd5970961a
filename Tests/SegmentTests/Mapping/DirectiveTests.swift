import JSON
import Segment
import Testing

@Suite("Directives give what segment.md 3.3 says")
struct DirectiveTests {
    static let event: JSONValue = [
        "event": "Sign Up", "n": 12.5, "no": false, "null": nil, "empty": "", "list": ["a", "b"], "none": [],
        "o": ["x": 1, "y": nil], "nested": ["a": ["b": nil, "c": [nil, ["d": nil]]]],
        "braces": "{{event}}", "tags": [["t": 1], ["u": 2]], "number": "007", "deep": "[[1]]",
    ]

    /// A directive as text, and the value it gives as text; nothing when it is missing.
    @Test(
        "each directive",
        arguments: [
            (#"{"@template":"{{{braces}}} {{braces}}"}"#, #""Sign Up {{event}}""#),
            (
                #"{"@template":"{{$.event}}|{{ event }}|{{list}}|{{o}}|{{n}}|{{no}}|{{null}}"}"#,
                #""|Sign Up|a,b|[object Object]|12.5|false|""#
            ),
            (#"{"@template":"{{{{event}}}}"}"#, #""}""#),
            (#"{"@if":{"blank":{"@path":"none"},"then":1,"else":2}}"#, "2"),
            (#"{"@if":{"blank":{"@path":"o"},"then":1,"else":2}}"#, "1"),
            (#"{"@if":{"blank":{"@path":"no"},"then":1,"else":2}}"#, "2"),
            (#"{"@if":{"blank":{"@path":"event"},"exists":{"@path":"nope"},"then":1,"else":2}}"#, "2"),
            (#"{"@if":{"exists":{"@path":"event"},"then":null}}"#, "null"),
            (#"{"@if":{"exists":{"@path":"nope"},"else":null}}"#, nil),
            (#"{"@if":{"exists":{"@path":"event"},"else":1}}"#, nil),
            (#"{"@if":{"exists":{"@path":"null"},"then":{"@path":"null"},"else":3}}"#, "3"),
            (#"{"@literal":{"a":[1,{"@literal":"x"}]}}"#, #"{"a":[1,"x"]}"#),
            (#"{"@case":{"operator":"upper","value":{"@path":"empty"}}}"#, #""""#),
            (#"{"@case":{"operator":"upper","value":""}}"#, nil),
            (#"{"@replace":{"value":{"@path":"n"},"pattern":".","replacement":","}}"#, #""12,5""#),
            (#"{"@replace":{"value":{"@path":"list"},"pattern":"a"}}"#, #""""#),
            (#"{"@replace":{"value":"aXbx","pattern":"x","replacement":"<$&>","ignorecase":true}}"#, #""a<X>b<x>""#),
            (#"{"@replace":{"value":"a-b-c","pattern":"-","replacement":"$'","global":false}}"#, #""ab-cb-c""#),
            (#"{"@replace":{"value":"a-b","pattern":"-","replacement":"$`"}}"#, #""aab""#),
            (
                #"{"@replace":{"value":"a-b","pattern":"-","replacement":"$1$","pattern2":"$","replacement2":"€"}}"#,
                #""a€1€b""#
            ),
            (#"{"@arrayPath":["tags",{}]}"#, #"[{"t":1},{"u":2}]"#),
            (#"{"@arrayPath":["tags",{"@path":"t"}]}"#, "[1,null]"),
            (#"{"@arrayPath":["nope",{"a":1}]}"#, nil),
            (#"{"@arrayPath":["o",{"a":{"@path":"$.x"}}]}"#, #"[{"a":1}]"#),
            (
                #"{"@merge":{"direction":"right","objects":[{"a":1,"b":2},{"a":{"@path":"nope"}},{"@path":"null"}]}}"#,
                #"{"b":2}"#
            ),
            (
                #"{"@merge":{"direction":"left","objects":[{"@path":"list"},{"0":"x","2":"z"},{"@path":"n"}]}}"#,
                #"{"0":"a","1":"b","2":"z"}"#
            ),
            (
                #"{"@transform":{"apply":{"l":[{"@path":"nope"},1]},"mapping":{"a":{"@path":"l.0"},"b":{"@path":"l.1"},"c":{"@path":"event"},"l":{"@path":"l"}}}}"#,
                #"{"b":1,"l":[null,1]}"#
            ),
            (#"{"@flatten":{"separator":".","value":{"@path":"nope"}}}"#, "{}"),
            (
                #"{"@flatten":{"separator":".","value":{"@path":"nested"}}}"#,
                #"{"a.b":null,"a.c.0":null,"a.c.1.d":null}"#
            ),
            (#"{"@flatten":{"separator":".","value":{"@path":"list"},"omitArrays":true}}"#, #"{"":["a","b"]}"#),
            (#"{"@json":{"mode":"encode","value":{"@path":"null"}}}"#, #""null""#),
            (
                #"{"@json":{"mode":"encode","value":{"a":{"@path":"nope"},"b":[{"@path":"nope"}]}}}"#,
                #""{\"b\":[null]}""#
            ),
            (#"{"@json":{"mode":"decode","value":{"@path":"number"}}}"#, #""007""#),
            (#"{"@json":{"mode":"decode","value":{"@path":"deep"}}}"#, "[[1]]"),
            (#"{"@json":{"mode":"Encode","value":{"@path":"event"}}}"#, nil),
            (#"{"@excludeWhenNull":{"@path":"nested"}}"#, #"{"a":{"c":[null,{"d":null}]}}"#),
            (#"{"@excludeWhenNull":{"a":null,"b":{"@path":"o"}}}"#, #"{"b":{"x":1}}"#),
            (#"{"@path":"event","_metadata":{"@oops":1}}"#, #""Sign Up""#),
        ] as [(String, String?)])
    func directive(json: String, expected: String?) throws {
        let mapping = try Mapping(["v": JSONValue(json: json.utf8)])
        let output = try mapping.resolve(Self.event)
        let value = try expected.map { try JSONValue(json: $0.utf8) }
        #expect(output == value.map { ["v": $0] } ?? [:])
    }

    @Test("raw values come out unchanged; a missing item of a list is null, a missing member is none")
    func raw() throws {
        let mapping = try Mapping(["a": [["@path": "nope"], 1, nil], "b": ["c": ["@path": "nope"], "d": nil]])
        #expect(try mapping.resolve(Self.event) == ["a": [nil, 1, nil], "b": ["d": nil]])
    }

    @Test("a mapping may be one directive, whose result can be missing altogether")
    func rootDirective() throws {
        #expect(try Mapping(["@path": "$.o"]).resolve(Self.event) == ["x": 1, "y": nil])
        #expect(try Mapping(["@path": "$.nope"]).resolve(Self.event) == .none)
    }

    @Test("a root directive works on all other fields")
    func rootForm() throws {
        let mapping = try Mapping([
            "name": ["@path": "$.e"],
            "__segment_internal_directive": ["@transform": ["apply": ["e": ["@path": "$.event"]]]],
            "plan": "pro",
        ])
        #expect(try mapping.resolve(Self.event) == ["name": "Sign Up", "plan": "pro"])
    }

    @Test(
        "what fails only when it runs",
        arguments: [
            (["v": ["@template": ["@path": "n"]]], "@template: expected string, got number"),
            (["v": [["@oops": 1]]], "@oops is not a valid directive, got undefined"),
            (["v": [["@path": 1]]], "@path: expected string, got number"),
            (["v": [["@case": 1]]], "/v/0/@case should be an object but it is a number."),
            (["v": ["@arrayPath": ["tags", ["@oops": 1]]]], "@oops is not a valid directive, got undefined"),
            (
                ["v": ["@case": ["operator": "title", "value": "x"]]],
                "operator key should have a value of \"lower\" or \"upper\""
            ),
            (["v": ["@case": ["operator": "", "value": "x"]]], "@case requires a \"operator\" key"),
            (["v": ["@json": ["mode": "decode", "value": ""]]], "@json requires a \"value\" key"),
            (["v": ["@if": ["exists": "", "then": 1]]], "@if requires an \"exists\" key or a \"blank\" key"),
            (
                ["v": ["@merge": ["direction": "right", "objects": [["@path": ["@path": "n"]]]]]],
                "@path: expected string, got number"
            ),
        ] as [(JSONValue, String)])
    func failing(json: JSONValue, problem: String) throws {
        let mapping = try Mapping(json)
        #expect(throws: MappingError.self) { try mapping.resolve(Self.event) }
        #expect(mapping.explain(Self.event).map(\.problem) == [problem])
    }

    @Test(
        "the event must be an object",
        arguments: [([1], "array"), ("x", "string"), (nil, "null")] as [(JSONValue, String)])
    func eventKind(event: JSONValue, kind: String) throws {
        let error = #expect(throws: MappingError.self) { try Mapping(["a": 1]).resolve(event) }
        #expect(error?.problems == ["data must be an object, got \(kind)"])
    }
}
