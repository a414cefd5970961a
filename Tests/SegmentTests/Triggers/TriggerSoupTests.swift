import JSON
import Segment
import Testing

@Suite("No text, however odd, does harm")
struct TriggerSoupTests {
    /// Random numbers that are the same in every run (SplitMix64).
    struct Random: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        /// At most that many random pieces.
        mutating func soup(of most: Int, separator: String) -> String {
            (0..<Int.random(in: 0...most, using: &self))
                .compactMap { _ in TriggerSoupTests.pieces.randomElement(using: &self) }
                .joined(separator: separator)
        }
    }

    static let pieces = [
        "type", "event", "name", "userId", "properties.plan", "properties", "traits.a.b", "context", "groupId",
        "=", "!=", "<", "<=", ">", ">=", "!", "and", "or", "AND", "null", "true", "false", "in", "(", ")", "[", "]",
        ",", ".", "\"Sign Up\"", "'track'", "\"", "'", "*", "\\", "5", "-2.5", "1.", "+", "contains", "match",
        "contains(event, \"Up\")", "match(event, \"S*\")", "length(", "all", "#", "é", "\u{1F600}", "\r", "\n", "\t",
        "\0", "$", "?",
    ]

    @Test("random words give one verdict twice, and the explanation the same", arguments: Trigger.Dialect.allCases)
    func soups(dialect: Trigger.Dialect) {
        var random = Random(state: 20)
        var valid = 0
        for _ in 0..<6_000 {
            let text = random.soup(of: 12, separator: Bool.random(using: &random) ? " " : "")
            _ = Trigger.lint(text)
            guard let trigger = try? Trigger(text, dialect: dialect) else { continue }
            valid += 1
            let verdict = trigger.matches(TriggerTests.event)
            let again = try? Trigger(text, dialect: dialect).matches(TriggerTests.event)
            #expect(again == verdict, "\(text)")
            #expect(trigger.explain(TriggerTests.event).isMatch == verdict, "\(text)")
        }
        #expect(valid > 50)
    }

    @Test("a trigger without findings that is invalid does not exist")
    func lintCoversErrors() {
        var random = Random(state: 7)
        for _ in 0..<6_000 {
            let text = random.soup(of: 8, separator: " ")
            if (try? Trigger(text)) == nil { #expect(!Trigger.lint(text).isEmpty, "\(text)") }
        }
    }

    @Test(
        "long texts are read in time that grows with their length", .timeLimit(.minutes(1)),
        arguments: [
            "(", ")", "f(", "a.", "\"", "'x", "!", "and ", "type = x ", "contains(", "properties.", "\\", "9", "&",
            "(a)",
        ])
    func longTexts(piece: String) {
        let text = String(repeating: piece, count: 30_000)
        #expect(Trigger.lint(text).count <= 51)
        for dialect in Trigger.Dialect.allCases { _ = try? Trigger(text, dialect: dialect).matches(TriggerTests.event) }
    }
}
