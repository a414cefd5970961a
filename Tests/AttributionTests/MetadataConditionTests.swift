import Attribution
import Testing

@Suite("Conditions on metadata")
struct MetadataConditionTests {
    @Test(
        "A condition is a name, an operator and a value, with quotes of both kinds",
        arguments: [
            ("metadata['plan']:'pro'", MetadataCondition("plan", .equal, "pro")),
            (#"metadata["plan"]="pro""#, MetadataCondition("plan", .equal, "pro")),
            ("metadata['plan'] != 'a b'", MetadataCondition("plan", .unequal, "a b")),
            ("metadata['a_b.c9']>'5'", MetadataCondition("a_b.c9", .above, "5")),
            ("metadata['n'] < 5", MetadataCondition("n", .below, "5")),
            ("metadata['n']>='5'", MetadataCondition("n", .atLeast, "5")),
            ("metadata['n']<='5'", MetadataCondition("n", .atMost, "5")),
            ("metadata['n']=''", MetadataCondition("n", .equal, "")),
            (#"metadata['n']="it's""#, MetadataCondition("n", .equal, "it's")),
            ("metadata['n']='a AND b'", MetadataCondition("n", .equal, "a AND b")),
        ])
    func read(_ query: String, _ condition: MetadataCondition) {
        #expect(MetadataCondition.conditions(in: query) == [condition])
    }

    @Test("Several conditions must all hold; those that cannot be read are skipped")
    func several() {
        let query =
            "metadata['a']='1' AND country='US' OR metadata['b c']='2' and metadata['d']~'3' OR metadata[\"e\"]:4 AND"
        #expect(
            MetadataCondition.conditions(in: query) == [
                MetadataCondition("a", .equal, "1"), MetadataCondition("e", .equal, "4"),
            ])
    }

    @Test(
        "What is no condition is none",
        arguments: ["", "AND", "metadata", "metadata['a']", "metadata['a']=", "metadata[a]='1'", "xmetadata['a']='1'"])
    func unreadable(_ query: String) {
        #expect(MetadataCondition.conditions(in: query).isEmpty)
    }

    static let metadata =
        #"{"plan":"pro","seats":12,"price":9.5,"trial":true,"none":null,"more":{"plan":"x"},"day":"2026-03"}"#

    @Test(
        "Values are compared by their text, and by their number where one is above another",
        arguments: [
            ("plan", .equal, "pro", true), ("plan", .equal, "Pro", false), ("plan", .unequal, "free", true),
            ("plan", .unequal, "pro", false), ("seats", .equal, "12", true), ("seats", .equal, "12.0", false),
            ("seats", .above, "9", true), ("seats", .above, "12", false), ("seats", .atLeast, "12", true),
            ("seats", .below, "100", true), ("seats", .atMost, "11", false), ("price", .equal, "9.5", true),
            ("price", .atMost, "9.50", true), ("trial", .equal, "true", true), ("day", .above, "2026-02", true),
            ("day", .below, "2026-02", false), ("none", .equal, "null", false), ("gone", .equal, "", true),
            ("gone", .unequal, "pro", true), ("gone", .below, "5", false), ("gone", .atLeast, "0", false),
            ("gone", .atMost, "5", false), ("gone", .above, "", false), ("more", .unequal, "x", true),
        ] as [(String, MetadataCondition.Comparison, String, Bool)])
    func matches(_ name: String, _ comparison: MetadataCondition.Comparison, _ value: String, _ isMet: Bool) {
        #expect(MetadataCondition(name, comparison, value).matches(Self.metadata) == isMet)
    }

    @Test("Without metadata every value is missing")
    func without() {
        #expect(MetadataCondition("plan", .unequal, "pro").matches(nil))
        #expect(!MetadataCondition("plan", .equal, "pro").matches(nil))
    }
}
