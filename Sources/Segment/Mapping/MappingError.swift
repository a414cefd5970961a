/// Why a mapping is refused, or why it gives nothing for an event.
public struct MappingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Every problem in words; one at least.
    ///
    /// Problems of the mapping itself begin with the path of keys to the place, as in `/clickId/@path should be a
    /// string or a mapping directive but it is a number.` (segment.md 3.4).
    public let problems: [String]

    /// The problems, joined by blanks.
    public var description: String { problems.joined(separator: " ") }

    init(problems: [String]) {
        self.problems = problems
    }

    init(_ problem: String) {
        self.init(problems: [problem])
    }
}
