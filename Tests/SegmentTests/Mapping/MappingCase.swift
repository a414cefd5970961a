import Foundation
import JSON
import Segment

/// A mapping, an event, and what Segment's own runtime makes of them.
struct MappingCase: Sendable {
    let id: String
    let mapping: JSONValue
    let event: JSONValue
    let expectation: Expectation

    enum Expectation: Sendable {
        case output(JSONValue?)
        /// Texts that must all be found in the problems.
        case problems([String])
        case anyProblem
        case validMapping
    }

    static let tests = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let fixture = tests.appending(path: "Fixtures/mapping.json")
    static let shared = tests.appending(path: "../../shared/cases/mapping_cases.json").standardizedFileURL

    static func read(_ file: URL) throws -> [MappingCase] {
        try JSONValue(json: Data(contentsOf: file)).array?.map(MappingCase.init) ?? []
    }

    init(_ json: JSONValue) {
        id = json["id"].string ?? ""
        mapping = json["mapping"]
        event = json["payload"]
        if json["error_match"] == "any" {
            expectation = .anyProblem
        } else if let problems = json["error"].array {
            expectation = .problems(problems.compactMap(\.string))
        } else if json["valid"] == true {
            expectation = .validMapping
        } else {
            expectation = .output(json.object?["expected"])
        }
    }

    /// Whether the mapping uses Liquid, which is refused.
    var hasLiquid: Bool { mapping.compact.contains("\"@liquid\":") }

    /// What differs from the expectation; nil when all is right.
    var difference: String? {
        do throws(MappingError) {
            let mapping = try Mapping(mapping)
            if case .validMapping = expectation { return nil }
            let output = try mapping.resolve(event)
            guard case .output(let expected) = expectation, output == expected else {
                return "\(id): gave \(output?.compact ?? "nothing"), expected \(expectation)"
            }
            return nil
        } catch {
            switch expectation {
            case .anyProblem: return nil
            case .problems(let texts) where texts.allSatisfy(error.description.contains): return nil
            default: return "\(id): failed with \(error), expected \(expectation)"
            }
        }
    }
}
