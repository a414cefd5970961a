import Foundation
import Testing

@Suite("dubcheck probe, as a process")
struct ProbeTests {
    private struct Placement: Decodable {
        var id: String
        var expected: String?
        var placement: String?
    }

    @Test(
        "Placements of the labelled documents agree with the browser's",
        .enabled(if: Checkout.cases("head_placement.jsonl") != nil))
    func placement() async throws {
        let file = try #require(Checkout.cases("head_placement.jsonl"))
        let input = try Data(contentsOf: file)
        let outcome = try await Tool.run("probe", "placement", input: input)
        #expect(outcome.status == 0)
        let expected = try Self.lines(String(decoding: input, as: UTF8.self))
        let answered = try Self.lines(outcome.output)
        #expect(answered.map(\.id) == expected.map(\.id))
        let pairs = Array(zip(expected, answered))
        let wrong = pairs.filter { ($0.expected == "head") != ($1.placement == "head") }.map(\.0.id)
        #expect(wrong.isEmpty)
        let agreeing = pairs.count { $0.expected == $1.placement }
        #expect(Double(agreeing) >= 0.998 * Double(pairs.count), "\(agreeing) of \(pairs.count)")
    }

    private static func lines(_ text: String) throws -> [Placement] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Placement.self, from: Data($0.utf8)) }
    }

    private struct Cookie: Decodable {
        var id: String
        var expected: JSONReport.Result.Cookie?
        var cookie: JSONReport.Result.Cookie?
    }

    @Test(
        "Cookies of the labelled pages agree with the browser's",
        .enabled(if: Checkout.cases("cookie_matrix.jsonl") != nil))
    func cookie() async throws {
        let file = try #require(Checkout.cases("cookie_matrix.jsonl"))
        let input = try Data(contentsOf: file)
        let outcome = try await Tool.run("probe", "cookie", input: input)
        #expect(outcome.status == 0)
        let expected = try Self.cookies(String(decoding: input, as: UTF8.self))
        let answered = try Self.cookies(outcome.output)
        #expect(answered.map(\.id) == expected.map(\.id))
        for (want, got) in zip(expected, answered) {
            #expect(JSONReport.Result.Cookie.agree(want.expected, got.cookie), "\(want.id)")
        }
    }

    private static func cookies(_ text: String) throws -> [Cookie] {
        try text.split(separator: "\n").map { try JSONDecoder().decode(Cookie.self, from: Data($0.utf8)) }
    }

    @Test("A line that is no JSON is named with its number")
    func badLine() async throws {
        let outcome = try await Tool.run("probe", "cookie", input: Data("{\"id\":1}\nnonsense\n".utf8))
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("line"))
    }
}
