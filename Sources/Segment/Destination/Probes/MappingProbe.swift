import JSON

/// The machine probe of mappings (`cli.md`, "Machine probes").
public enum MappingProbe {
    /// Answers `{"id", "mapping", "payload"}` with `{"id", "output"}`, without `output` where the whole result is
    /// missing, or with `{"id", "errors"}`.
    ///
    /// - Throws: ``ProbeError`` for a line that is no such question.
    public static func answer(_ line: String) throws(ProbeError) -> String {
        try ProbeLine.answer(line, answer)
    }

    private static func answer(_ question: JSONObject) throws(ProbeError) -> JSONObject {
        do throws(MappingError) {
            let mapping = try Mapping(question["mapping"] ?? .null)
            guard let output = try mapping.resolve(question["payload"] ?? .null) else { return [:] }
            return ["output": output]
        } catch {
            return ["errors": .array(error.problems.map { .string($0) })]
        }
    }
}
