import Segment
import Testing

@Suite("The lint tells what does not do what it looks like")
struct TriggerLintTests {
    @Test(
        "what Segment's editor writes has no finding",
        arguments: [
            #"type = "track" and event = "Sign Up""#,
            #"type = "track" and event != "Sign Up" and userId != null"#,
            #"type = "identify" or type = "track" or type = "page""#,
            #"contains(event, "Sign") and !contains(properties.plan, "pro")"#,
            #"match(event, "Sign*") or match(properties.plan, "*o")"#,
            #"properties.plan != null and traits.role = null"#,
            #"properties.trial = true or properties.trial = false"#,
            #"properties.seats >= 3 and properties.price < -2.5 and properties.n != 4"#,
            #"type = "track" and (event = "A" or event = "B")"#,
            #"(event = "A" or event = "B") and type = "track""#,
            #"(type = "track" and event = "A") or (type = "page" and name = "B")"#,
            #"properties.utm\ source = "x" and context.page.path = "/pricing""#,
            #"type = track"#,
            "type = \"track\"\n\tand event = \"A\"",
            #"contains( event , "it's" )"#,
        ])
    func wellFormed(text: String) {
        #expect(Trigger.lint(text) == [])
    }

    @Test(
        "each trouble is found once, at its place",
        arguments: [
            (#"type = "track" and event = "A" or event = "B""#, .mixedConnectives, 32),
            (#"(type = "track" and event = "A" or event = "B")"#, .mixedConnectives, 33),
            (#"type = "page" and (contains(event, "Sign") or event = "B")"#, .functionInGroup, 20),
            (#"((type = "track") and event = "A")"#, .nestedGroup, 2),
            (#"type = "track" and !(event = "A")"#, .negatedGroup, 20),
            (#"type = "track" and !properties.trial = true"#, .negatedCondition, 20),
            (#"type = 'track'"#, .singleQuotes, 8),
            (#"contains(event, 'Up')"#, .singleQuotes, 17),
            (#"type = "track" AND event = "A""#, .unknownConnective, 16),
            (#"type = "track" Or event = "A""#, .unknownConnective, 16),
            (#"type = "track" && event = "A""#, .unknownConnective, 16),
            (#"type = "track" and NOT contains(event, "A")"#, .unknownConnective, 20),
            (#"type = "track" event = "A""#, .missingConnective, 16),
            (#"type = "track" and anonymousId = "x""#, .unsupportedField, 20),
            (#"integrations.All = true"#, .unsupportedField, 1),
            (#"type = "track" and contains(type, "a")"#, .unsupportedField, 29),
            (#"all"#, .unsupportedField, 1),
            (#"type = "track" and length(event) > 3"#, .unsupportedFunction, 20),
            (#"lowercase(event) = "a""#, .unsupportedFunction, 1),
            (#"type in ["track", "page"]"#, .unsupportedOperator, 6),
            (#"type == "track""#, .unsupportedOperator, 6),
            (#"type contains "track""#, .unsupportedOperator, 6),
            (#"contains(event, "A") = true"#, .unsupportedOperator, 22),
            (#"match(event, "Sign Up")"#, .matchPattern, 14),
            (#"match(event, "*ign*")"#, .matchPattern, 14),
            (#"match(event, "S*p")"#, .matchPattern, 14),
            (#"event != null"#, .textOnlyField, 1),
            (#"type = null"#, .textOnlyField, 1),
            (#"event = true"#, .textOnlyField, 1),
            (#"name = false"#, .textOnlyField, 1),
            (#"properties.trial != true"#, .notTruth, 18),
            (#"userId != false"#, .notTruth, 8),
            (#"properties.seats=3"#, .missingSpace, 17),
            (#"properties.seats >=3"#, .missingSpace, 18),
            (#"properties.seats !=3"#, .missingSpace, 18),
            (#"properties.seats>3"#, .missingSpace, 17),
            (#"type = "track" or(event = "A")"#, .missingSpace, 16),
            (#"event = "say "hi"""#, .missingSpace, 14),
            ("type = \"track\" \r\nand event = \"A\"", .carriageReturn, 16),
            (#"type ="#, .unfinished, 6),
            (#"type"#, .unfinished, 1),
            (#"type = "track" and"#, .unfinished, 19),
            (#"type = "track" and (event = "A""#, .unfinished, 32),
            (#"type = "track")"#, .unfinished, 15),
            (#"type = "track"#, .unfinished, 8),
            (#"contains(event)"#, .unfinished, 1),
            (#"  "#, .unfinished, 1),
            (#"$.type = "track""#, .unreadable, 1),
            (#"traits.größe = 1"#, .unreadable, 10),
            (#"properties.a > 2."#, .unreadable, 17),
        ] as [(String, TriggerLint.Rule, Int)])
    func findings(text: String, rule: TriggerLint.Rule, column: Int) throws {
        let findings = Trigger.lint(text).filter { $0.rule == rule }
        #expect(findings.map(\.column) == [column], "\(Trigger.lint(text))")
        let finding = try #require(findings.first)
        #expect(!finding.message.isEmpty && finding.fix.hasSuffix("."))
        #expect(
            finding.description.hasPrefix("column \(column): ") && finding.description.hasSuffix("[\(rule.rawValue)]"))
    }

    @Test(
        "one trouble is one finding and draws no others",
        arguments: [
            #"type = "track" and event = "A" or event = "B""#, #"type = 'track'"#, #"type = "track" AND event = "A""#,
            #"type in ["track", "page"] and event = "A""#, #"type == "track""#, #"properties.seats >=3"#,
            #"properties.seats>3"#, #"type = "track" and !(event = "A")"#, #"type = "track" or(event = "A")"#,
            #"lowercase(event) = "a""#, #"type = "track" and anonymousId = "x" and event = "A""#, #"type ="#,
            #"type = "track" && event = "A""#, #"match(event, "Sign Up")"#,
            #"match(event, 'Sign*')"#, #"all"#, #"type"#, #"type = "track" and !properties.trial"#,
            #"event = "x" and traits.größe = 1"#,
        ])
    func single(text: String) {
        #expect(Trigger.lint(text).count == 1, "\(Trigger.lint(text))")
    }

    @Test("the fix shows the text to write where that is known")
    func fixes() {
        #expect(Trigger.lint(#"type = 'track'"#).map(\.fix) == [#"Write "track"."#])
        #expect(Trigger.lint(#"properties.trial != true"#).map(\.fix) == ["Write properties.trial = false."])
        #expect(Trigger.lint(#"match(event, "Sign")"#).map(\.fix) == [#"Write "Sign*", or compare with =."#])
        #expect(Trigger.lint(#"type = "track" AND event = "A""#).map(\.fix) == [#"Write "and" in small letters."#])
    }
}
