import JSON
import Segment
import Testing

@Suite("One field of a mapping can be changed")
struct MappingFieldsTests {
    @Test("it keeps its place, a new one goes to the end, one can go")
    func fields() throws {
        let mapping = try Mapping(["clickId": ["@path": "$.a"], "eventName": "x"])
        let cured = try mapping.replacing(field: "clickId", with: ["@path": "$.context.traits.clickId"])
        #expect(cured.json.object?.keys == ["clickId", "eventName"])
        #expect(try cured.resolve(["context": ["traits": ["clickId": "clk"]]]) == ["clickId": "clk", "eventName": "x"])
        #expect(
            try mapping.replacing(field: "amount", with: 5).json.object?.keys == ["clickId", "eventName", "amount"])
        #expect(try mapping.removing(field: "clickId") == Mapping(["eventName": "x"]))
        #expect(cured != mapping)
    }

    @Test("the fields of a transform can be changed, those of another directive cannot")
    func directives() throws {
        let transform = try Mapping(["@transform": ["apply": ["a": 1], "mapping": ["x": ["@path": "a"]]]])
        #expect(try transform.replacing(field: "y", with: ["@path": "a"]).resolve([:]) == ["x": 1, "y": 1])
        #expect(throws: MappingError.self) { try Mapping(["@path": "$.a"]).replacing(field: "x", with: 1) }
    }

    @Test("a wrong value is refused")
    func wrong() throws {
        let error = #expect(throws: MappingError.self) {
            try Mapping(["a": 1]).replacing(field: "a", with: ["@path": 5])
        }
        #expect(error?.problems == ["/a/@path should be a string or a mapping directive but it is a number."])
    }
}
