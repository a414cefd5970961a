import JSON
import Segment
import Testing

@Suite("A wrong mapping is refused with all that is wrong in it")
struct MappingValidationTests {
    @Test(
        "each problem has its place and words",
        arguments: [
            (
                ["a": ["@path": 1], "b": [["@oops": 1]], "c": ["d": ["@template": nil]]],
                [
                    "/a/@path should be a string or a mapping directive but it is a number.",
                    "/c/d/@template should be a string or a mapping directive but it is a null.",
                ]
            ),
            (
                ["a": ["@path": "x", "b": 1, "_metadata": [:]]],
                ["/a should only have one @-prefixed key but it has 3 keys."]
            ),
            (["a": ["@Path": "x"]], ["/a has an invalid directive: @Path."]),
            (
                ["a": ["@path": ["@path": true]]],
                ["/a/@path/@path should be a string or a mapping directive but it is a boolean."]
            ),
            (["a": ["@if": ["@path": "x"]]], ["/a/@if should be an object but it is a directive."]),
            (
                ["a": ["@replace": [:]]],
                [
                    "/a/@replace should have field \"pattern\" but it doesn't.",
                    "/a/@replace should have field \"value\" but it doesn't.",
                ]
            ),
            (
                [
                    "a": [
                        "@replace": [
                            "value": [], "pattern": "😀😀😀😀😀😀", "replacement": "12345678901", "global": 1,
                            "ignorecase": nil,
                        ]
                    ]
                ],
                [
                    "/a/@replace/pattern should be a string of length 10 or less.",
                    "/a/@replace/replacement should be a string of length 10 or less.",
                    "/a/@replace/value should be a string or a mapping directive but it is an array.",
                    "/a/@replace/ignorecase should be a boolean but it is a null.",
                    "/a/@replace/global should be a boolean but it is a number.",
                ]
            ),
            (
                ["a": ["@merge": ["direction": "up", "objects": [["@oops": 1], "x", ["k": ["@path": 2]]]]]],
                [
                    "/ has an invalid directive: @oops.",
                    "/ should be a object or a mapping directive but it is a string.",
                    "/k/@path should be a string or a mapping directive but it is a number.",
                    "/a/@merge/direction should be one of left, right but it is \"up\".",
                ]
            ),
            (["a": ["@merge": ["objects": "x"]]], ["/a/@merge/objects should be an array but it is a string."]),
            (
                ["a": ["@transform": ["apply": []]]],
                [
                    "/a/@transform/apply should be a object or a mapping directive but it is an array.",
                    "/a/@transform should have field \"mapping\" but it doesn't.",
                ]
            ),
            (
                ["a": ["@flatten": ["value": ["@oops": 1], "separator": ["@path": "x"]]]],
                [
                    "/a/@flatten/value has an invalid directive: @oops.",
                    "/a/@flatten/separator should be a string but it is a directive.",
                ]
            ),
            (
                ["a": ["@json": ["mode": true]]],
                [
                    "/a/@json should have field \"value\" but it doesn't.",
                    "/a/@json/mode should be a string but it is a boolean.",
                ]
            ),
            (
                ["a": ["@case": ["value": 5, "operator": "up"]]],
                ["/a/@case/value should be a string or a mapping directive but it is a number."]
            ),
            (["__segment_internal_directive": "x"], ["The root mapping must only have a single directive object"]),
            (
                ["__segment_internal_directive": ["@merge": [:], "@path": "x"]],
                ["The root mapping must only have a single directive object"]
            ),
            (["__segment_internal_directive": ["@transform": 1]], ["The root directive must be an object"]),
        ] as [(JSONValue, [String])])
    func problems(json: JSONValue, expected: [String]) {
        let error = #expect(throws: MappingError.self) { try Mapping(json) }
        #expect(error?.problems == expected)
    }

    @Test(
        "Liquid is refused wherever it could run, whatever it says",
        arguments: [
            (["a": ["@liquid": "{{ event }}"]], "/a/@liquid"),
            (["@liquid": 5], "/@liquid"),
            (["a": [1, ["@liquid": "x"]]], "/a/1/@liquid"),
            (["a": ["@path": ["@liquid": "x"]]], "/a/@path/@liquid"),
            (["a": ["@arrayPath": ["x", ["b": ["@liquid": "x"]]]]], "/a/@arrayPath/1/b/@liquid"),
            (["a": ["@merge": ["direction": "left", "objects": [["@liquid": "x"]]]]], "/a/@merge/objects/0/@liquid"),
            (["a": ["@if": ["exists": 1, "then": ["@liquid": "x"]]]], "/a/@if/then/@liquid"),
        ] as [(JSONValue, String)])
    func liquid(json: JSONValue, place: String) {
        let error = #expect(throws: MappingError.self) { try Mapping(json) }
        #expect(error?.problems == ["\(place) Liquid templates are not supported by dubcheck."])
        #expect(error?.description == "\(place) Liquid templates are not supported by dubcheck.")
    }
}
