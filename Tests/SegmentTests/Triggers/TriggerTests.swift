import JSON
import Segment
import Testing

@Suite("A trigger says whether an event is for its mapping")
struct TriggerTests {
    static let event: JSONValue = [
        "type": "track", "event": "Sign Up", "userId": "u_1",
        "properties": [
            "plan": "pro", "seats": 3, "trial": true, "tags": ["a", "b"], "utm source": "x", "café": "1",
            "e\u{301}": "2", "quoted": "'x'", "word": "three", "numeric": "3",
        ],
        "context": ["traits": ["email": "kim@acme.test"]],
    ]

    @Test(
        "operators, values and fields are read as the runtime reads them",
        arguments: [
            (#"properties.plan = pro"#, true),
            (#"properties.seats = 3.0"#, true),
            (#"properties.seats <= "3""#, true),
            (#"properties.seats < " 0x10 ""#, true),
            (#"properties.seats > """#, true),
            (#"properties.seats < Infinity"#, true),
            (#"properties.seats < null"#, false),
            (#"properties.word != 3"#, false),
            (#"properties.numeric >= 3"#, false),
            (#"properties.trial != true"#, true),
            (#"properties.numeric != true"#, true),
            (#"properties.trial = true"#, true),
            (#"properties.none != "x""#, true),
            (#"properties.seats != "3""#, true),
            (#"properties.tags.\0 = "a""#, true),
            (#"properties.tags.\2 = null"#, true),
            (#"properties.plan.length = 3"#, true),
            (#"properties.plan.first = null"#, true),
            (#"properties . plan = "pro""#, true),
            (#"properties.caf\é = "1""#, true),
            (#"properties.quoted = 'x'"#, true),
            (#"contains(properties.plan, r)"#, true),
            (#"contains(properties.plan, "")"#, true),
            (#"contains(propertiesplan, "p")"#, false),
            (#"!match(properties.plan, "*z")"#, true),
            (#"match(event, "?ign Up")"#, true),
            (#"match(event, "*ign*")"#, false),
            (#"type.anything = "track""#, true),
            (#"type = track or"#, true),
            (#"type \= "track""#, true),
            (#"type : "track""#, nil),
            (#"name = null"#, true),
            (#"name != true"#, true),
            (#"userId < 5"#, false),
            (#"type = eos"#, false),
            (#"type = (event = "Sign Up")"#, false),
            (#"type = "page" event = "Sign Up" or"#, true),
            (#"type = "page" OR event = "Sign Up""#, false),
            (#"event = "Sign Up" and groupId = "g" or type = "page""#, true),
        ] as [(String, Bool?)])
    func verdicts(text: String, verdict: Bool?) {
        let trigger = try? Trigger(text)
        #expect(trigger?.matches(Self.event) == verdict)
        #expect(trigger?.explain(Self.event).isMatch == verdict)
    }

    @Test("an unfinished value is compared with the runtime's word for the end")
    func endOfText() throws {
        #expect(try Trigger("type =").matches(["type": "eos"]))
        #expect(try Trigger("properties.a != ").matches(["properties": ["a": "x"]]))
    }

    @Test("texts are compared byte by byte, not by what they look like")
    func exactTexts() throws {
        let trigger = try Trigger("event = \"Caf\u{E9}\"")
        #expect(trigger.matches(["event": "Caf\u{E9}"]))
        #expect(!trigger.matches(["event": "Cafe\u{301}"]))
        #expect(try Trigger("match(event, \"\u{1F600}x\")").matches(["event": "a\u{1F600}x"]))
    }

    @Test(
        "numbers on the right of a text field are written as JavaScript does",
        arguments: [
            ("5.0", "5"), ("+42", "42"), ("007", "7"), ("1.50", "1.5"), ("-0.000001", "-0.000001"),
            ("0.00000012", "1.2e-7"), ("123456789012345680000", "123456789012345680000"),
            ("1234567890123456800000", "1.2345678901234568e+21"), ("1000000000000000000000000", "1e+24"),
            ("0.5", "0.5"), ("-0", "0"),
        ])
    func numbersAsText(written: String, text: String) throws {
        #expect(try Trigger("userId = \(written)").matches(["userId": .string(text)]), "\(written)")
    }

    @Test("an event that is no object has no fields", arguments: [JSONValue.null, "x", 5, ["type"]])
    func noObject(event: JSONValue) throws {
        #expect(try !Trigger(#"type = "track""#).matches(event))
        #expect(try Trigger(#"userId = null"#).matches(event))
    }

    @Test("a value on the way that counts as false is the result")
    func falsyParents() throws {
        let trigger = try Trigger("properties.a.b != null")
        #expect(trigger.matches(["properties": ["a": 0]]))
        #expect(trigger.matches(["properties": ["a": ""]]))
        #expect(trigger.matches(["properties": false]))
        #expect(!trigger.matches(["properties": ["a": nil]]))
        #expect(!trigger.matches(["properties": ["a": 1]]))
        #expect(try Trigger("properties = 5").matches(["properties": ["properties": 5]]))
    }

    @Test("the names that a trigger wants are listed once, also from within groups")
    func eventNames() throws {
        let text = #"type = "track" and (event = "A" or event = "B" or event = "A") and event != "C""#
        #expect(try Trigger(text).eventNames == ["A", "B"])
        let filter = "(event = 'A' or 'B' = event or event in ['C', 'A']) and properties.event = 'D'"
        #expect(try Trigger(filter, dialect: .filter).eventNames == ["A", "B", "C"])
    }

    @Test("an event that misses by the writing of its name alone is a near miss")
    func nearMiss() throws {
        let trigger = try Trigger(#"type = "track" and event = "Sign Up""#)
        let miss = try #require(trigger.nearMiss(["type": "track", "event": "sign_up"]))
        #expect(miss.wanted == "Sign Up")
        #expect(
            miss.description
                == #"event is "sign_up", wanted "Sign Up": only the letter case, the spaces and the underscores differ"#
        )
        let others: [JSONValue] = [
            Self.event, ["type": "page", "event": "sign up"], ["type": "track", "event": "Log In"], ["type": "track"],
        ]
        for event in others { #expect(trigger.nearMiss(event) == nil) }
    }

    @Test("triggers are the same when text and dialect are")
    func identity() throws {
        let one = try Trigger("type = track")
        #expect(try one == Trigger("type = track"))
        #expect(try one != Trigger("type  = track"))
        #expect(try Set([one, Trigger("type = track", dialect: .filter)]).count == 2)
    }
}

@Suite("An unusable trigger has the runtime's message and a reason")
struct TriggerErrorTests {
    static let unreadable = "Invalid subscription : Cannot read properties of undefined (reading 'type')"
    static let noValue = "Invalid subscription : Value token is missing"

    @Test(
        "each kind of error",
        arguments: [
            ("", "Failed to validate subscription", nil),
            ("   ", unreadable, 1),
            ("all", unreadable, 1),
            (#"event # "x""#, unreadable, 7),
            (#"größe = 1"#, unreadable, 3),
            (#"event = "x"#, unreadable, 9),
            (#"event !="x""#, unreadable, 7),
            (#"properties.a>5"#, unreadable, 13),
            (#"properties.a[0] = 1"#, unreadable, 13),
            (#"properties.a > 2."#, unreadable, 17),
            (#"properties.a > -x"#, unreadable, 16),
            (#"!!contains(event, "x")"#, unreadable, 1),
            ("type = \"track\" \r\nand event = \"x\"", unreadable, 16),
            (#"properties.a\"#, unreadable, 13),
            (#"type = "track" and (event = "A""#, unreadable, 20),
            (#"((type = "track") and event = "A")"#, unreadable, 2),
            (#"type = "track" and (groupId = "g")"#, unreadable, 20),
            (#"anonymousId = "x""#, unreadable, 1),
            (#"contains(type, "x")"#, unreadable, 1),
            ("type", noValue, 1),
            (#"type = "track" and event"#, noValue, 20),
            (#"lowercase(event) = "x""#, noValue, 11),
            (#"(type =)"#, noValue, 2),
            (#"contains(event"#, noValue, 1),
        ] as [(String, String, Int?)])
    func messages(text: String, message: String, column: Int?) throws {
        let error = try #require(throws: TriggerError.self) { try Trigger(text) }
        #expect(error.message == message)
        #expect(error.column == column)
        #expect(error.reason.hasPrefix(column.map { "column \($0): " } ?? "the"))
        #expect(error.description == "\(message) (\(error.reason))")
    }

    @Test("callers whose trigger is no text have the message for it")
    func notText() {
        #expect(TriggerError.empty.message == TriggerError.emptyMessage)
        #expect(TriggerError.emptyMessage == "Failed to validate subscription")
        #expect(Trigger.notSubscribed == "not subscribed")
        #expect(
            Trigger.notSubscribedInBatch == "Payload is either invalid or does not match the subscription")
    }
}
