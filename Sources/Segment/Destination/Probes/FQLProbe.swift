import JSON

/// The machine probe of triggers and filters (`cli.md`, "Machine probes").
public enum FQLProbe {
    /// Answers `{"id", "dialect", "fql", "event"}` with `{"id", "result"}`, and with `invalid` and `message` where the
    /// trigger itself cannot be used.
    ///
    /// - Throws: ``ProbeError`` for a line that is no such question.
    public static func answer(_ line: String) throws(ProbeError) -> String {
        try ProbeLine.answer(line, answer)
    }

    private static func answer(_ question: JSONObject) throws(ProbeError) -> JSONObject {
        var dialect = Trigger.Dialect.trigger
        if let name = question["dialect"], name != .null {
            guard let known = name.string.flatMap(Trigger.Dialect.init(rawValue:)) else {
                throw ProbeError("dialect must be trigger or filter, but it is \(name.compact)")
            }
            dialect = known
        }
        do throws(TriggerError) {
            // What is no text is as empty as no text.
            let trigger = try Trigger(question["fql"]?.string ?? "", dialect: dialect)
            return ["result": .bool(trigger.matches(question["event"] ?? .null))]
        } catch {
            return ["result": false, "invalid": true, "message": .string(error.message)]
        }
    }
}
