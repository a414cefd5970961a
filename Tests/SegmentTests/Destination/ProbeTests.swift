import Foundation
import JSON
import Segment
import Testing

@Suite("Machine probes")
struct ProbeTests {
    @Test(
        "triggers and filters",
        arguments: [
            (
                #"{"id":1,"fql":"event = \"E\"","event":{"event":"E"}}"#, #"{"id":1,"result":true}"#
            ),
            (
                #"{"id":"a","dialect":"trigger","fql":"event = \"E\"","event":{"event":"F"}}"#,
                #"{"id":"a","result":false}"#
            ),
            (
                #"{"id":"b","dialect":"filter","fql":"event in ['E']","event":{"event":"E"}}"#,
                #"{"id":"b","result":true}"#
            ),
            (
                #"{"id":"c","fql":"","event":{}}"#,
                #"{"id":"c","result":false,"invalid":true,"message":"Failed to validate subscription"}"#
            ),
            (
                #"{"id":"d","fql":null,"event":{}}"#,
                #"{"id":"d","result":false,"invalid":true,"message":"Failed to validate subscription"}"#
            ),
        ])
    func fql(line: String, answer: String) throws {
        #expect(try FQLProbe.answer(line) == answer)
    }

    @Test(
        "every case of triggers beside the repository",
        .enabled(if: FileManager.default.fileExists(atPath: ProbeTests.triggers.path)))
    func triggerCases() throws {
        let cases = try #require(try JSONValue(json: Data(contentsOf: Self.triggers)).array)
        #expect(cases.count > 100)
        for one in cases {
            let answer = try JSONValue(json: FQLProbe.answer(one.compact).utf8)
            #expect(answer["result"] == one["expected"], "\(one["id"])")
            #expect(answer["invalid"] == one["invalid"], "\(one["id"])")
        }
    }

    private static let triggers = DestinationCase.shared.deletingLastPathComponent().appending(path: "fql_cases.json")

    @Test(
        "mappings",
        arguments: [
            (
                #"{"id":1,"mapping":{"a":{"@path":"$.x"},"b":null},"payload":{"x":"y"}}"#,
                #"{"id":1,"output":{"a":"y","b":null}}"#
            ),
            (#"{"id":2,"mapping":{"@path":"$.x"},"payload":{}}"#, #"{"id":2}"#),
            (
                #"{"id":3,"mapping":{"a":{"@path":1}},"payload":{}}"#,
                #"{"id":3,"errors":["/a/@path should be a string or a mapping directive but it is a number."]}"#
            ),
        ])
    func mapping(line: String, answer: String) throws {
        #expect(try MappingProbe.answer(line) == answer)
    }

    @Test(
        "the destination's answers that have no case",
        arguments: [
            (
                ["settings": [:]],
                #"{"id":"x","outcome":"invalid_settings","status":400,"#
                    + #""message":"The root value is missing the required field 'apiKey'.","field_errors":[{"path":"$","#
                    + #""message":"The root value is missing the required field 'apiKey'."}],"requests":[]}"#
            ),
            (
                ["mapping_overrides": ["clickId": ["@oops": 1]]],
                #"{"id":"x","outcome":"mapping_invalid","message":"/clickId has an invalid directive: @oops.","requests":[]}"#
            ),
            (
                ["mapping": ["clickId": "c"]],
                #"{"id":"x","outcome":"rejected","status":400,"#
                    + #""message":"The root value is missing the required field 'eventName'. The root value is missing "#
                    + #"the required field 'externalId'.","field_errors":[{"path":"$","message":"The root value is missing"#
                    + #" the required field 'eventName'."},{"path":"$","message":"The root value is missing the required "#
                    + #"field 'externalId'."}],"requests":[]}"#
            ),
            (["trigger": #"event = "Other""#], #"{"id":"x","outcome":"not_subscribed","requests":[]}"#),
        ] as [(JSONObject, String)])
    func destination(changes: JSONObject, answer: String) throws {
        var question: JSONObject = [
            "id": "x", "action": "trackLead", "settings": ["apiKey": "k"], "trigger": #"type = "track""#,
            "mapping": "default", "event": Sample.lead,
        ]
        question.merge(changes)
        #expect(try DestinationProbe.answer(JSONValue.object(question).compact) == answer)
    }

    @Test(
        "a line that is no question is refused",
        arguments: ["", "[]", "{", #"{"id":1}"#, #"{"id":1,"action":"track"}"#])
    func badLine(line: String) {
        #expect(throws: ProbeError.self) { try DestinationProbe.answer(line) }
    }

    @Test("an unknown dialect is refused")
    func dialect() {
        #expect(throws: ProbeError.self) { try FQLProbe.answer(#"{"id":1,"dialect":"sql","fql":"x","event":{}}"#) }
    }
}
