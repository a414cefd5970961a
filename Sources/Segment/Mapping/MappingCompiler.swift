import JSON

/// Makes instructions of a mapping.
///
/// It reads every part that can ever run, also those which validation leaves out (lists, shapes of `@arrayPath`): what
/// is wrong there fails when it runs, as it does in Segment (segment.md 3.4).
struct MappingCompiler {
    /// Directives that are refused; see `liquidRefusal`.
    private(set) var problems: [String] = []

    /// Liquid is a language of its own, which this kit does not run.
    static let liquidRefusal = "Liquid templates are not supported by dubcheck."

    /// Compiles a part of a mapping, found under these keys.
    mutating func compile(_ part: JSONValue, at keys: [String] = []) -> Instruction {
        switch part {
        case .null, .bool, .number, .string:
            return .constant(part)
        case .array(let elements):
            let compiled = elements.enumerated().map { compile($0.element, at: keys + [String($0.offset)]) }
            let constants = compiled.compactMap(\.constant)
            return constants.count == compiled.count ? .constant(.array(constants)) : .array(compiled)
        case .object(let members):
            if let directive = DirectiveName.written(in: part) { return compile(directive, at: keys + [directive.key]) }
            let compiled = members.map { member in
                Instruction.Member(key: member.key, value: compile(member.value, at: keys + [member.key]))
            }
            let constants = compiled.compactMap { member in member.value.constant.map { (member.key, $0) } }
            return constants.count == compiled.count ? .constant(.object(JSONObject(constants))) : .object(compiled)
        }
    }

    private mutating func compile(_ directive: JSONObject.Member, at keys: [String]) -> Instruction {
        let argument = directive.value
        switch DirectiveName(rawValue: directive.key) {
        case nil: return .failing("\(directive.key) is not a valid directive, got undefined")
        case .liquid:
            problems.append("\(MappingPlace.text(of: keys)) \(Self.liquidRefusal)")
            return .missing
        case .literal: return compile(argument, at: keys)
        case .excludeWhenNull: return .excludeWhenNull(compile(argument, at: keys))
        case .path:
            if let text = argument.string { return .path(EventPath(text)) }
            return .computedPath(compile(argument, at: keys))
        case .template:
            if let text = argument.string { return .template(Template(text)) }
            return .computedTemplate(compile(argument, at: keys))
        case .arrayPath: return arrayPath(argument, at: keys)
        case .condition: return withOptions(argument, at: keys) { $0.condition($1, at: keys) }
        case .changeCase: return withOptions(argument, at: keys) { $0.changeCase($1, at: keys) }
        case .replace: return withOptions(argument, at: keys) { $0.replace($1, at: keys) }
        case .merge: return withOptions(argument, at: keys) { $0.merge($1, at: keys) }
        case .transform: return withOptions(argument, at: keys) { $0.transform($1, at: keys) }
        case .flatten: return withOptions(argument, at: keys) { $0.flatten($1, at: keys) }
        case .json: return withOptions(argument, at: keys) { $0.json($1, at: keys) }
        }
    }

    private mutating func withOptions(
        _ argument: JSONValue, at keys: [String], compile: (inout Self, JSONObject) -> Instruction
    ) -> Instruction {
        guard case .object(let options) = argument else {
            let problem = MappingPlace.isWrongKind("an object", argument)
            return .failing("\(MappingPlace.text(of: keys)) \(problem).")
        }
        return compile(&self, options)
    }

    private mutating func option(_ key: String, of options: JSONObject, at keys: [String]) -> Instruction {
        options[key].map { compile($0, at: keys + [key]) } ?? .missing
    }
}

extension MappingCompiler {
    private mutating func arrayPath(_ argument: JSONValue, at keys: [String]) -> Instruction {
        guard let path = argument.array?.first else {
            return .failing("\(MappingPlace.text(of: keys)) \(MappingPlace.isWrongKind("an array", argument)).")
        }
        let list = path.string.map { Instruction.path(EventPath($0)) } ?? compile(path, at: keys + ["0"])
        guard let shape = argument.array?.dropFirst().first, let fields = shape.object, !fields.isEmpty else {
            return .arrayPath(list, shape: nil)
        }
        return .arrayPath(list, shape: compile(shape, at: keys + ["1"]))
    }

    private mutating func condition(_ options: JSONObject, at keys: [String]) -> Instruction {
        let exists = options["exists"]
        guard exists?.isTruthy == true || options["blank"]?.isTruthy == true else {
            return .failing("@if requires an \"exists\" key or a \"blank\" key")
        }
        let otherwise = options["else"]
        let value = option(exists != nil ? "exists" : "blank", of: options, at: keys)
        let then = options["then"].map { compile($0, at: keys + ["then"]) }
        return .condition(
            Instruction.Condition(
                test: exists != nil ? .exists : .blank,
                value: value,
                then: then,
                isThenTested: value.path != nil && value.path == then?.path,
                otherwise: otherwise?.isTruthy == true ? option("else", of: options, at: keys) : nil,
                ignoredElse: otherwise?.isTruthy == false ? otherwise : .none))
    }

    private mutating func changeCase(_ options: JSONObject, at keys: [String]) -> Instruction {
        guard let operation = options["operator"]?.string, !operation.isEmpty else {
            return .failing("@case requires a \"operator\" key")
        }
        guard options["value"]?.isTruthy == true else { return .missing }
        return .changeCase(
            Instruction.CaseChange(operation: operation, value: option("value", of: options, at: keys)))
    }

    private mutating func replace(_ options: JSONObject, at keys: [String]) -> Instruction {
        guard let pattern = options["pattern"]?.string, !pattern.isEmpty else {
            return .failing("@replace requires a \"pattern\" key")
        }
        guard options["value"]?.isTruthy == true else { return .missing }
        var pairs = [
            Instruction.Replacement.Pair(pattern: pattern, replacement: options["replacement"]?.string ?? "")
        ]
        if let second = options["pattern2"]?.string, !second.isEmpty {
            pairs.append(
                Instruction.Replacement.Pair(pattern: second, replacement: options["replacement2"]?.string ?? ""))
        }
        return .replace(
            Instruction.Replacement(
                value: option("value", of: options, at: keys), pairs: pairs,
                ignoresCase: options["ignorecase"]?.bool ?? false, isGlobal: options["global"]?.bool ?? true))
    }

    private mutating func merge(_ options: JSONObject, at keys: [String]) -> Instruction {
        guard let direction = options["direction"], direction.isTruthy else {
            return .failing("@merge requires a \"direction\" key")
        }
        let objects = options["objects"]?.array ?? []
        let compiled = objects.enumerated().map { index, entry in
            compile(entry, at: keys + ["objects", String(index)])
        }
        return .merge(compiled, isFirstWinning: direction == "left")
    }

    private mutating func transform(_ options: JSONObject, at keys: [String]) -> Instruction {
        .transform(
            apply: option("apply", of: options, at: keys), mapping: option("mapping", of: options, at: keys))
    }

    private mutating func flatten(_ options: JSONObject, at keys: [String]) -> Instruction {
        guard let separator = options["separator"]?.string, !separator.isEmpty else {
            return .failing("@flatten requires a \"separator\" key")
        }
        return .flatten(
            option("value", of: options, at: keys), separator: separator,
            keepsArrays: options["omitArrays"]?.isTruthy == true)
    }

    private mutating func json(_ options: JSONObject, at keys: [String]) -> Instruction {
        guard let value = options["value"], value.isTruthy else { return .failing("@json requires a \"value\" key") }
        switch options["mode"] {
        case "encode": return .encode(option("value", of: options, at: keys))
        case "decode": return .decode(option("value", of: options, at: keys))
        default: return .missing
        }
    }
}
