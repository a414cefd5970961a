import JSON
import Segment
import Testing

@Suite("An explanation says what the event has and what was wanted")
struct TriggerExplanationTests {
    static let event: JSONValue = [
        "type": "track", "event": "Sign up",
        "properties": ["seats": 3, "n": "3", "trial": true, "tags": [1, 2], "o": [:], "nothing": nil],
    ]

    @Test(
        "words of one condition",
        arguments: [
            (#"event = "Sign Up""#, #"event is "Sign up", wanted "Sign Up": only the letter case differs"#),
            (#"event = "Sign up""#, #"event is "Sign up""#),
            (
                #"event = 'Sign up'"#,
                #"event is "Sign up", wanted "'Sign up'": single quotes are taken for part of the text"#
            ),
            (#"event != "Sign up""#, #"event is "Sign up", wanted anything but "Sign up""#),
            (#"event != "x""#, #"event is "Sign up", which is not "x""#),
            (#"userId = "u""#, #"userId is missing, wanted "u""#),
            (#"userId != "u""#, #"userId is missing, which is not the text "u""#),
            (#"userId != null"#, #"userId is missing, wanted a value"#),
            (#"properties.nothing != null"#, #"properties.nothing is null, wanted a value"#),
            (#"properties.seats = null"#, #"properties.seats is the number 3, wanted none"#),
            (
                #"properties.seats = "3""#,
                #"properties.seats is the number 3, wanted "3": a number never equals a text"#
            ),
            (#"properties.n = 3"#, #"properties.n is "3", wanted the number 3: a text never counts as a number"#),
            (#"properties.seats != 3"#, #"properties.seats is the number 3, wanted a number other than 3"#),
            (#"properties.seats > 3"#, #"properties.seats is the number 3, wanted a number > 3"#),
            (
                #"properties.seats > "x""#,
                #"properties.seats is the number 3, wanted a number > NaN: there is no number to compare with"#
            ),
            (#"properties.trial = false"#, #"properties.trial is true, wanted false"#),
            (
                #"properties.trial = "true""#,
                #"properties.trial is true, wanted "true": a truth value never equals a text"#
            ),
            (#"properties.trial != true"#, #"properties.trial is true, which is not the text "true""#),
            (
                #"properties.n = true"#,
                #"properties.n is "3", wanted true: only the values true and false themselves count"#
            ),
            (#"properties.tags = "x""#, #"properties.tags is a list of 2, wanted "x""#),
            (#"properties.o = "x""#, #"properties.o is an object, wanted "x""#),
            (
                #"contains(event, "Up")"#,
                #"event is "Sign up", wanted text with "Up" in it: only the letter case differs"#
            ),
            (#"!contains(event, "up")"#, #"event is "Sign up", wanted text without "up" in it"#),
            (#"match(event, "Log*")"#, #"event is "Sign up", wanted text that starts with "Log""#),
            (#"!match(event, "*up")"#, #"event is "Sign up", wanted text that does not end with "up""#),
            (#"event in "x""#, #"event is "Sign up", and "in" is no operator, so that this never holds"#),
        ])
    func words(text: String, words: String) throws {
        let explanation = try Trigger(text).explain(Self.event)
        let part = try #require(explanation.parts.first)
        #expect(explanation.parts.count == 1)
        #expect(part.words == words)
        #expect(part.text == text)
    }

    @Test("groups keep their parts, and each part its text, field, value and verdict")
    func groups() throws {
        let trigger = try Trigger(#"type = "track" and (event = "A" or properties.seats > 1) and userId != null"#)
        let explanation = trigger.explain(Self.event)
        #expect(!explanation.isMatch)
        #expect(explanation.connective == .all)
        #expect(explanation.parts.map(\.holds) == [true, true, false])
        #expect(explanation.parts.map(\.found) == ["track", .none, .none])
        let group = explanation.parts[1]
        #expect(group.text == #"(event = "A" or properties.seats > 1)"#)
        #expect(group.connective == .any)
        #expect(group.parts.map(\.holds) == [false, true])
        #expect(group.parts.map(\.field) == ["event", "properties.seats"])
        #expect(group.words == "one of 2 must hold, 1 does")
        #expect(
            explanation.description == """
                does not match, all of 3 must hold
                  ✓ type is "track"
                  ✓ one of 2 must hold, 1 does
                    ✗ event is "Sign up", wanted "A"
                    ✓ properties.seats is the number 3
                  ✗ userId is missing, wanted a value
                """)
    }

    @Test("a group of one is no choice")
    func groupOfOne() throws {
        let parts = try Trigger(#"type = "track" and (event = "A")"#).explain(Self.event).parts
        #expect(parts.map(\.words) == [#"type is "track""#, "the condition in parentheses does not hold"])
    }

    @Test("long values are cut")
    func longValues() throws {
        let event: JSONValue = ["event": .string(String(repeating: "x", count: 500))]
        let words = try #require(Trigger(#"event = "a""#).explain(event).parts.first?.words)
        #expect(words.count < 120)
    }

    @Test("a filter is explained by the first field of each part")
    func filter() throws {
        let filter = try Trigger("event = 'Sign Up' and !(length(properties.tags) > 1)", dialect: .filter)
        let explanation = filter.explain(Self.event)
        #expect(
            explanation.parts.map(\.words) == [
                #"event is "Sign up", wanted event = 'Sign Up': only the letter case differs"#,
                "properties.tags is a list of 2, wanted !(length(properties.tags) > 1)",
            ])
        #expect(try Trigger("all", dialect: .filter).explain(Self.event).parts.map(\.words) == ["all always holds"])
    }
}
