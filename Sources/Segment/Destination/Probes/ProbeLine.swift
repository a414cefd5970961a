import JSON

/// One line of a machine probe: a JSON object with an `id`, answered by another one (`cli.md`, "Machine probes").
enum ProbeLine {
    /// Answers a line with the members that a probe finds, behind the line's own `id`.
    ///
    /// - Throws: ``ProbeError`` for a line that is no JSON object.
    static func answer(
        _ line: String, _ probe: (JSONObject) throws(ProbeError) -> JSONObject
    ) throws(ProbeError) -> String {
        guard let value = try? JSONValue(json: line.utf8), case .object(let question) = value else {
            throw ProbeError("not a JSON object")
        }
        var answer = JSONObject()
        answer["id"] = question["id"] ?? .null
        answer.merge(try probe(question))
        return JSONValue.object(answer).compact
    }
}

/// Why a line of a probe cannot be answered.
public struct ProbeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the line.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
