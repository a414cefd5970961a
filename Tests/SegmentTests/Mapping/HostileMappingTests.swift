import JSON
import Segment
import Testing

@Suite("Hostile mappings and events end in a problem, never in a crash")
struct HostileMappingTests {
    private static func nested(_ depth: Int, in wrap: (JSONValue) -> JSONValue) -> JSONValue {
        (0..<depth).reduce("x") { value, _ in wrap(value) }
    }

    @Test("a mapping nested too deeply is refused")
    func deepMapping() throws {
        #expect(throws: Never.self) { try Mapping(Self.nested(100) { ["a": $0] }) }
        for wrap: (JSONValue) -> JSONValue in [{ ["a": $0] }, { [$0] }, { ["@literal": $0] }] {
            let error = #expect(throws: MappingError.self) { try Mapping(Self.nested(10_000, in: wrap)) }
            #expect(error?.problems == ["/ should not be nested deeper than 100 levels."])
        }
    }

    @Test("the deepest mapping takes apart the deepest event")
    func deepEvent() throws {
        let event: JSONValue = ["a": Self.nested(399) { ["b": $0] }]
        for directive: JSONValue in [
            ["@flatten": ["separator": ".", "value": ["@path": "a"]]], ["@excludeWhenNull": ["@path": "a"]],
            ["@json": ["mode": "encode", "value": ["@path": "a"]]],
        ] {
            let json = (0..<96).reduce(directive) { value, _ in ["@excludeWhenNull": value] }
            #expect(throws: Never.self) { try Mapping(["v": json]).resolve(event) }
        }
    }

    @Test("text that is not JSON stays text, text nested too deeply is a problem")
    func decode() throws {
        let mapping = try Mapping(["v": ["@json": ["mode": "decode", "value": ["@path": "t"]]]])
        let broken = [
            "{", "[1,]", "\"", "\"\\u12", "{\"a\"}", "{\"a\":}", "tru", "-", "1.", "1e", ".5", "+1", "[1 2]", "\"\n\"",
            "1e999", "",
        ]
        for text in broken { #expect(try mapping.resolve(["t": .string(text)]) == ["v": .string(text)]) }
        let deep = String(repeating: "[", count: 100_000)
        let error = #expect(throws: MappingError.self) { try mapping.resolve(["t": .string(deep)]) }
        #expect(error?.description == "@json does not decode text nested deeper than 400 levels")
    }

    static let growing: [JSONValue] = [
        ["v": ["@template": .string(String(repeating: "{{{a}}}", count: 4000))]],
        ["v": ["@replace": ["value": ["@path": "a"], "pattern": "b", "replacement": "$`$'$`$'$`"]]],
        // Each transform doubles what the next one sees.
        nested(24) {
            [
                "@transform": [
                    "apply": ["a": ["@path": ""], "b": ["@path": ""]], "mapping": $0 == "x" ? ["@path": ""] : $0,
                ]
            ]
        },
        .object(JSONObject((0..<400).map { (String($0), ["@path": "."]) })),
        nested(20) { value in
            value == "x"
                ? ["@path": "a"] : ["@replace": ["value": value, "pattern": "b", "replacement": "bbbbbbbbbb"]]
        },
    ]

    @Test("a mapping that would multiply the event without end is stopped", arguments: growing)
    func growth(json: JSONValue) throws {
        let event: JSONValue = [
            "a": .string(String(repeating: "{{b}}", count: 3000)), "b": .string(String(repeating: "b", count: 15_000)),
        ]
        let mapping = try Mapping(json)
        let error = #expect(throws: MappingError.self) { try mapping.resolve(event) }
        #expect(error?.description.contains("makes too much of this event") == true)
        #expect(!mapping.explain(event).isEmpty)
    }

    @Test("braces without end are read in one go")
    func braces() throws {
        let braces = String(repeating: "{", count: 200_000)
        let mapping = try Mapping(["v": ["@template": .string(braces + "}")]])
        #expect(try mapping.resolve([:]) == ["v": .string(braces + "}")])
    }
}
