import JSON
import Testing

@testable import Segment

@Suite("A mapping explains where each field comes from")
struct MappingExplanationTests {
    static let name: JSONValue = [
        "@if": [
            "exists": ["@path": "$.context.traits.name"], "then": ["@path": "$.context.traits.name"],
            "else": ["@path": "$.properties.name"],
        ]
    ]

    private func field(_ part: JSONValue, of event: JSONValue) throws -> MappedField {
        try #require(Mapping(["field": part]).explain(event).first)
    }

    @Test("fields keep the mapping's order, with values, missing ones and problems")
    func fields() throws {
        let mapping = try Mapping([
            "b": ["@path": "$.userId"], "a": ["@path": "$.nope"], "c": ["@path": ["@path": "$.n"]], "d": "fixed",
        ])
        let fields = mapping.explain(["userId": "u_1", "n": 5])
        #expect(fields.map(\.name) == ["b", "a", "c", "d"])
        #expect(fields.map(\.value) == ["u_1", .none, .none, "fixed"])
        #expect(fields.map(\.problem) == [nil, nil, "@path: expected string, got number", nil])
        #expect(
            fields.map(\.sources) == [
                [.path(MappedField.PathReading(path: "$.userId", value: "u_1", endedAt: nil))],
                [.path(MappedField.PathReading(path: "$.nope", value: .none, endedAt: nil))],
                [.path(MappedField.PathReading(path: "$.n", value: 5, endedAt: nil))],
                [.literal("fixed")],
            ])
    }

    @Test("a condition tells both what it tested and what it chose")
    func condition() throws {
        let field = try field(Self.name, of: ["context": ["traits": nil], "properties": ["name": "Kim"]])
        #expect(field.value == "Kim")
        #expect(
            field.sources == [
                .path(MappedField.PathReading(path: "$.context.traits.name", value: .null, endedAt: "traits")),
                .path(MappedField.PathReading(path: "$.properties.name", value: "Kim", endedAt: nil)),
            ])
        #expect(field.notes == [])
    }

    @Test("an empty text that hides a value is noted")
    func emptyText() throws {
        let field = try field(Self.name, of: ["context": ["traits": ["name": ""]], "properties": ["name": "Kim"]])
        #expect(field.value == "")
        #expect(field.notes == [.emptyTextExists(path: "$.context.traits.name", hidden: "Kim")])
        #expect(try self.field(Self.name, of: ["context": ["traits": ["name": ""]]]).notes == [])
    }

    @Test("a walk that ends at a false value is noted, with its key")
    func earlyEnd() throws {
        let path: JSONValue = ["@path": "$.integrations.Dub (Actions).dub_id"]
        let field = try field(path, of: ["integrations": ["Dub (Actions)": false]])
        #expect(field.value == false)
        #expect(
            field.notes == [
                .earlyEnd(path: "$.integrations.Dub (Actions).dub_id", key: "Dub (Actions)", value: false)
            ])
        #expect(try self.field(path, of: ["integrations": ["Dub (Actions)": true]]).notes == [])
        #expect(try self.field(path, of: [:]).notes == [])
    }

    @Test("a path that begins with event. is noted when it finds nothing")
    func eventPrefix() throws {
        let template: JSONValue = ["@template": "{{ event.properties.plan }}"]
        #expect(try field(template, of: ["event": "x"]).notes == [.eventPrefix(path: "event.properties.plan")])
        #expect(try field(["@path": "$.event.length"], of: ["event": "x"]).notes == [])
    }

    @Test("blank, and an else that is ignored, are noted on use")
    func blank() throws {
        let part: JSONValue = ["@if": ["blank": ["@path": "$.n"], "then": "some", "else": 0]]
        #expect(try field(part, of: ["n": 1]).notes == [.blankMeansNotBlank(isMet: true)])
        #expect(try field(part, of: ["n": 0]).notes == [.blankMeansNotBlank(isMet: false), .elseIgnored(0)])
    }

    @Test("a transform is explained by the fields of its mapping")
    func transform() throws {
        let mapping = try Mapping([
            "__segment_internal_directive": ["@transform": ["apply": ["e": ["@path": "$.event"]]]],
            "name": ["@path": "$.e"], "plan": "pro",
        ])
        let fields = mapping.explain(["event": "Sign Up"])
        #expect(fields.map(\.name) == ["name", "plan"])
        #expect(fields.map(\.value) == ["Sign Up", "pro"])
    }

    @Test("of a long list the first readings are told")
    func longList() throws {
        let items = JSONValue.array((0..<20_000).map { ["n": .integer($0)] })
        let field = try field(["@arrayPath": ["items", ["n": ["@path": "n"]]]], of: ["items": items])
        #expect(field.value == items)
        #expect(field.sources.count == 100)
    }

    @Test("a mapping that is one directive has the fields of its result")
    func rootDirective() throws {
        let mapping = try Mapping(["@path": "$.properties"])
        let fields = mapping.explain(["properties": ["a": 1, "b": 2]])
        #expect(fields.map(\.name) == ["a", "b"])
        #expect(fields.map(\.value) == [1, 2])
        #expect(mapping.explain([:]).map(\.value) == [.none])
    }

    @Test(
        "notes say what to do",
        arguments: [
            (.emptyTextExists(path: "$.a", hidden: "K"), "$.a is an empty text"),
            (.earlyEnd(path: "$.a.b", key: "a", value: 0), "$.a.b ended early: a is 0"),
            (.eventPrefix(path: "event.x"), "leave \"event.\" out"),
            (.blankMeansNotBlank(isMet: false), "here it chose \"else\"."),
            (.elseIgnored(false), "An \"else\" of false counts as absent"),
        ] as [(MappingNote, String)])
    func words(note: MappingNote, part: String) {
        #expect(note.description.contains(part))
    }
}
