import Foundation
import JSON
import Segment

/// One event at one subscription, and what Segment's own runtime makes of it.
struct DestinationCase: Sendable {
    let json: JSONValue

    static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let fixture = tests.appending(path: "Fixtures/destination.json")
    static let shared = tests.appending(path: "../../shared/cases/destination_cases.json").standardizedFileURL

    static func read(_ file: URL) throws -> [DestinationCase] {
        try JSONValue(json: Data(contentsOf: file)).array?.map(DestinationCase.init) ?? []
    }

    var id: String { json["id"].string ?? "" }

    /// What differs from the expectation; nil when all is right.
    func difference() throws -> String? {
        let answer = try JSONValue(json: DestinationProbe.answer(json.compact).utf8).object ?? [:]
        var expected: JSONObject = ["id": json["id"]]
        expected.merge(json["expect"].object ?? [:])
        guard answer != expected else { return nil }
        return "\(id): gave \(JSONValue.object(answer).compact), expected \(JSONValue.object(expected).compact)"
    }
}
