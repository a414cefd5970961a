public import JSON

/// A mapping: how a destination's fields are made of an event; validated and compiled once (segment.md 3).
public struct Mapping: Sendable {
    /// The mapping as it was written.
    public let json: JSONValue
    let program: Instruction
    /// Whether the output can grow beyond a small multiple of the event and so must be measured.
    private let isMeasured: Bool

    /// Deeper nesting is refused: each level takes stack.
    static let maximumDepth = 100

    /// Validates a mapping.
    ///
    /// - Parameter json: an object of output field to value or directive, a single directive, or the root form with
    ///   `__segment_internal_directive`.
    /// - Throws: all that is wrong with it (segment.md 3.4). Liquid is refused wherever it stands.
    public init(_ json: JSONValue) throws(MappingError) {
        guard !json.isNested(deeperThan: Self.maximumDepth) else {
            throw MappingError("/ should not be nested deeper than \(Self.maximumDepth) levels.")
        }
        let unfolded = try RootDirective.unfold(json)
        var validation = MappingValidation()
        validation.check(unfolded)
        var compiler = MappingCompiler()
        program = compiler.compile(unfolded)
        let problems = validation.problems + compiler.problems
        guard problems.isEmpty else { throw MappingError(problems: problems) }
        self.json = json
        isMeasured = program.isGrowing
    }

    /// What the mapping makes of an event: the fields for the destination, not yet checked or converted.
    ///
    /// - Returns: nil when the whole result is missing, which only a mapping that is one directive can give.
    /// - Throws: the first problem; also when the event is no object.
    public func resolve(_ event: JSONValue) throws(MappingError) -> JSONValue? {
        try Self.checkEvent(event)
        var resolver = Resolver()
        guard let output = try resolver.output(of: program, on: .json(event)) else { return .none }
        if isMeasured { try resolver.allowance.spend(on: output) }
        return output
    }

    static func checkEvent(_ event: JSONValue) throws(MappingError) {
        guard case .object = event else {
            throw MappingError("data must be an object, got \(ValueKind.name(of: event))")
        }
    }
}

extension Mapping: Hashable {
    /// Whether both were written alike.
    public static func == (one: Mapping, other: Mapping) -> Bool {
        one.json == other.json
    }

    /// Hashes the mapping as it was written.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(json)
    }
}

extension JSONValue {
    /// Whether lists and objects are nested deeper than so many levels.
    fileprivate func isNested(deeperThan levels: Int) -> Bool {
        switch self {
        case .null, .bool, .number, .string: false
        case .array(let elements):
            levels == 0 || elements.contains { $0.isNested(deeperThan: levels - 1) }
        case .object(let members):
            levels == 0 || members.contains { $0.value.isNested(deeperThan: levels - 1) }
        }
    }
}

extension Instruction {
    /// Beyond so many reads, an output may repeat the event too often.
    private static let fewReads = 64

    /// Whether this can make much of a small event: by texts, by transforms, or by many reads.
    fileprivate var isGrowing: Bool {
        var reads = 0
        return addReads(to: &reads) || reads > Self.fewReads
    }

    /// Counts the paths; true at once when there is something else that grows.
    private func addReads(to reads: inout Int) -> Bool {
        switch self {
        case .constant, .missing, .failing:
            return false
        case .path, .computedPath:
            reads += 1
            return false
        case .condition(let condition):
            return [condition.value, condition.then, condition.otherwise].contains { $0?.addReads(to: &reads) == true }
        case .object(let members):
            return members.contains { $0.value.addReads(to: &reads) }
        case .array(let elements):
            return elements.contains { $0.addReads(to: &reads) }
        default:
            return true
        }
    }
}
