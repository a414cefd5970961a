import JSON
import Segment
import Testing

@Suite("A destination filter reads the larger dialect")
struct FilterTests {
    static let event: JSONValue = [
        "type": "track", "event": "Sign Up", "anonymousId": "a1", "userId": nil,
        "properties": ["plan": "pro", "seats": 3, "trial": false, "tags": ["a", "b"], "n": "3", "utm source": "x"],
    ]

    @Test(
        "verdicts",
        arguments: [
            ("all", true),
            ("type = 'track' or type = 'page' and event = 'x'", true),
            ("(type = 'track' or type = 'page') and event = 'x'", false),
            ("!(event = 'x' or (type = 'page' and (event = 'y')))", true),
            ("!contains(event, 'Up')", false),
            ("!userId", true),
            ("anonymousId", true),
            ("properties.trial", false),
            ("!properties.trial and properties.seats", true),
            ("type in ['track', \"page\"]", true),
            ("'b' in properties.tags and !('c' in properties.tags)", true),
            ("3 in properties.tags", false),
            ("'x' in event", false),
            ("properties.seats = '3'", false),
            ("properties.seats != '3'", true),
            ("properties.seats >= 3 and properties.seats<=3.0 and properties.seats>-1", true),
            ("properties.n > 2", false),
            ("properties.n >= '3'", true),
            ("userId = null and properties.none = null", true),
            ("properties.utm\\ source = 'x'", true),
            ("event = 'Sign \\'Up'", false),
            ("length(event) = 7 and length(properties.tags) = 2 and length(userId) = 0", true),
            ("lowercase(event) = 'sign up' and uppercase(event) = 'SIGN UP'", true),
            ("lowercase(userId) = null", true),
            ("snakecase(event) = 'Sign_Up' and kebabcase(event) = 'Sign-Up'", true),
            ("titlecase('go home now') = 'Go Home Now'", true),
            ("typeof(userId) = 'null' and typeof(properties.trial) = 'bool'", true),
            ("typeof(event) = 'string' and typeof(properties.seats) = 'number'", true),
            ("number(properties.n) = 3 and string(properties.seats) = '3'", true),
            ("bool('false') or bool(0) or bool(null)", false),
            ("string(1.5) = '1.5' and string(true) = 'true' and number(true) = 1", true),
            ("number('x') = null", true),
            ("contains(userId, '') or match(userId, '*')", false),
            ("match(event, 'S*p') and match(event, 'Sign?Up') and match(event, '[A-S]ign*[px]')", true),
            ("match(event, 'sign*') or match(event, 'Sign') or match(event, 'S*z')", false),
            ("match('a*b', 'a\\*b') and !match('axb', 'a\\*b')", true),
            ("match('a[', 'a[') and match('aXbXc', '*X*X*') and match('', '*')", true),
            ("match(event, properties.plan)", false),
        ])
    func verdicts(text: String, verdict: Bool) throws {
        let trigger = try Trigger(text, dialect: .filter)
        #expect(trigger.matches(Self.event) == verdict)
        #expect(trigger.explain(Self.event).isMatch == verdict)
    }

    @Test(
        "what is no filter is refused with its place",
        arguments: [
            ("type =", 7), ("type = 'x", 8), ("type = 'x' event", 12), ("nothing(event)", 1), ("contains(event)", 16),
            ("(type = 'x'", 12), ("and", 1), ("a..b = 1", 5), ("type # 1", 6), ("properties.a = 1.2.3", 16),
            ("type in ['a'", 13), ("\u{E9}(1)", 1), ("[1 2]", 4), ("type = 2.", 8), ("a\\", 3),
        ])
    func refusals(text: String, column: Int) throws {
        let error = try #require(throws: TriggerError.self) { try Trigger(text, dialect: .filter) }
        #expect(error.column == column)
        #expect(error.message.hasPrefix("Invalid filter : "))
    }

    @Test("deep nesting is refused and long chains are not", arguments: ["(", "!", "[", "lowercase("])
    func depth(opening: String) throws {
        let deep = String(repeating: opening, count: 20_000)
        #expect(throws: TriggerError.self) { try Trigger(deep + "event", dialect: .filter) }
        let long = Array(repeating: "event = 'x'", count: 5_000).joined(separator: " or ")
        #expect(try !Trigger(long, dialect: .filter).matches(Self.event))
    }

    @Test("a pattern full of stars takes no exponential time", .timeLimit(.minutes(1)))
    func stars() throws {
        let filter = try Trigger(
            "match(event, '\(String(repeating: "*a", count: 200))b')", dialect: .filter)
        #expect(!filter.matches(["event": .string(String(repeating: "a", count: 5_000))]))
        let brackets = try Trigger("match(event, ']\(String(repeating: "[", count: 50_000))')", dialect: .filter)
        #expect(!brackets.matches(["event": "["]))
    }
}
