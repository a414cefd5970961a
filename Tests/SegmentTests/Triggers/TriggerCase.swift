import Foundation
import JSON
import Segment
import Testing

/// A trigger with an event, and the verdict that the runtime has been seen or documented to give.
struct TriggerCase: Sendable, CustomTestStringConvertible {
    let id: String
    let dialect: Trigger.Dialect
    let text: String
    let event: JSONValue
    let isMatch: Bool
    let isInvalid: Bool

    var testDescription: String { "\(id) \(text)" }

    static func read(_ file: URL) throws -> [TriggerCase] {
        let cases = try JSONValue(json: Data(contentsOf: file)).array ?? []
        return try cases.map { fields in
            TriggerCase(
                id: try #require(fields["id"].string),
                dialect: try #require(fields["dialect"].string.flatMap(Trigger.Dialect.init)),
                text: try #require(fields["fql"].string), event: fields["event"],
                isMatch: try #require(fields["expected"].bool as Bool?), isInvalid: fields["invalid"].bool ?? false)
        }
    }

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    static let fixture = tests.appending(path: "../Fixtures/triggers.json").standardizedFileURL
    static let shared = tests.appending(path: "../../../shared/cases/fql_cases.json").standardizedFileURL

    /// What differs from the expected verdict, in either of the ways to ask for it; nil when it is right.
    var difference: String? {
        do throws(TriggerError) {
            let trigger = try Trigger(text, dialect: dialect)
            if isInvalid { return "\(testDescription): read as valid" }
            let verdict = trigger.matches(event)
            if trigger.explain(event).isMatch != verdict { return "\(testDescription): explained as \(!verdict)" }
            return verdict == isMatch ? nil : "\(testDescription): \(verdict)"
        } catch {
            return isInvalid ? nil : "\(testDescription): \(error)"
        }
    }
}

@Suite("Triggers give the runtime's verdicts")
struct TriggerCaseTests {
    @Test("every case of the fixture")
    func fixture() throws {
        let cases = try TriggerCase.read(TriggerCase.fixture)
        #expect(cases.count > 25)
        for one in cases { #expect(one.difference == nil) }
    }

    @Test(
        "every case of the shared file",
        .enabled(if: FileManager.default.fileExists(atPath: TriggerCase.shared.path)))
    func shared() throws {
        let cases = try TriggerCase.read(TriggerCase.shared)
        #expect(cases.count > 200)
        for one in cases { #expect(one.difference == nil) }
    }
}
