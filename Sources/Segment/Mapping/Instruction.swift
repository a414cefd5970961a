import JSON

/// A part of a mapping, ready to run: directives are told apart, paths are cut, options are read.
indirect enum Instruction: Sendable {
    /// A raw value without directives.
    case constant(JSONValue)
    case array([Instruction])
    case object([Member])
    case path(EventPath)
    /// A path whose text another part gives.
    case computedPath(Instruction)
    case template(Template)
    case computedTemplate(Instruction)
    case condition(Condition)
    case changeCase(CaseChange)
    case replace(Replacement)
    case arrayPath(Instruction, shape: Instruction?)
    case merge([Instruction], isFirstWinning: Bool)
    case transform(apply: Instruction, mapping: Instruction)
    case flatten(Instruction, separator: String, keepsArrays: Bool)
    case encode(Instruction)
    case decode(Instruction)
    case excludeWhenNull(Instruction)
    /// A directive that gives nothing, whatever the event.
    case missing
    /// A directive that is well-formed, but fails for every event.
    case failing(String)

    struct Member: Sendable {
        let key: String
        let value: Instruction
    }

    /// An `@if`.
    struct Condition: Sendable {
        enum Test: Sendable {
            /// Neither missing nor null.
            case exists
            /// Not blank, despite the name of its key.
            case blank
        }

        let test: Test
        let value: Instruction
        let then: Instruction?
        /// Whether `then` reads the same path as the test and so need not read it again: the common case.
        let isThenTested: Bool
        let otherwise: Instruction?
        /// The `else` that was written but counts as absent: false, 0, null or the empty text.
        let ignoredElse: JSONValue?
    }

    /// A `@case`; an operator of neither name fails once it meets a text.
    struct CaseChange: Sendable {
        let operation: String
        let value: Instruction
    }

    /// A `@replace`.
    struct Replacement: Sendable {
        struct Pair: Sendable {
            let pattern: String
            let replacement: String
        }

        let value: Instruction
        let pairs: [Pair]
        let ignoresCase: Bool
        let isGlobal: Bool
    }
}

extension Instruction {
    /// The value, if it is the same for every event.
    var constant: JSONValue? {
        if case .constant(let value) = self { value } else { .none }
    }

    /// The path, if this reads one that is known beforehand.
    var path: EventPath? {
        if case .path(let path) = self { path } else { nil }
    }
}
