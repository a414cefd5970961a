import JSON

/// Runs a compiled mapping on one event (segment.md 3.3).
struct Resolver {
    var allowance = MappingAllowance()
    /// What was read and what is remarkable about it, if someone asked.
    var record: MappingRecord?

    /// The output of a part of a mapping, nil when it is missing.
    mutating func output(of part: Instruction, on payload: Resolved) throws(MappingError) -> JSONValue? {
        guard case .object(let members) = part else { return try resolve(part, on: payload).output }
        var object = JSONObject()
        for member in members {
            if let value = try output(of: member.value, on: payload) { object[member.key] = value }
        }
        return .object(object)
    }

    mutating func resolve(_ part: Instruction, on payload: Resolved) throws(MappingError) -> Resolved {
        try allowance.spend(1)
        switch part {
        case .path(let path):
            return read(path, in: payload)
        case .constant(let value):
            record?.add(.literal(value))
            return .json(value)
        case .condition(let condition):
            return try resolve(condition, on: payload)
        case .object(let members):
            return .object(try resolve(members, on: payload))
        case .array(let elements):
            return .array(try resolve(elements, on: payload))
        case .computedPath(let path):
            let text = try text(of: path, for: .path, on: payload)
            return read(EventPath(text), in: payload)
        case .template(let template):
            return .json(.string(try fill(template, on: payload)))
        case .computedTemplate(let template):
            let text = try text(of: template, for: .template, on: payload)
            return .json(.string(try fill(Template(text), on: payload)))
        case .changeCase(let change):
            return try resolve(change, on: payload)
        case .replace(let replacement):
            return try resolve(replacement, on: payload)
        case .arrayPath(let list, let shape):
            return try resolve(list: list, shape: shape, on: payload)
        case .merge(let entries, let isFirstWinning):
            return try merge(resolve(entries, on: payload), isFirstWinning: isFirstWinning)
        case .transform(let apply, let mapping):
            return try resolve(mapping, on: transformed(by: apply, payload))
        case .flatten(let value, let separator, let keepsArrays):
            return try flatten(resolve(value, on: payload), separator: separator, keepsArrays: keepsArrays)
        case .encode(let value):
            return try encode(resolve(value, on: payload))
        case .decode(let value):
            return try decode(resolve(value, on: payload))
        case .excludeWhenNull(let value):
            return try resolve(value, on: payload).withoutNulls
        case .missing:
            return .missing
        case .failing(let problem):
            throw MappingError(problem)
        }
    }

    private mutating func resolve(
        _ members: [Instruction.Member], on payload: Resolved
    ) throws(MappingError) -> [Resolved.Member] {
        var resolved: [Resolved.Member] = []
        for member in members {
            resolved.append(Resolved.Member(key: member.key, value: try resolve(member.value, on: payload)))
        }
        return resolved
    }

    private mutating func resolve(_ parts: [Instruction], on payload: Resolved) throws(MappingError) -> [Resolved] {
        var resolved: [Resolved] = []
        for part in parts { resolved.append(try resolve(part, on: payload)) }
        return resolved
    }

    /// What the second half of a `@transform` sees instead of the event.
    ///
    /// It is measured, for transforms in transforms double what they see with every level.
    mutating func transformed(by apply: Instruction, _ payload: Resolved) throws(MappingError) -> Resolved {
        let result = try resolve(apply, on: payload)
        try allowance.spend(on: result)
        return result
    }

    private mutating func text(
        of part: Instruction, for directive: DirectiveName, on payload: Resolved
    ) throws(MappingError) -> String {
        let value = try resolve(part, on: payload)
        guard let text = value.text else {
            throw MappingError("\(directive.rawValue): expected string, got \(value.kind)")
        }
        return text
    }

    mutating func read(_ path: EventPath, in payload: Resolved) -> Resolved {
        let value = payload.value(at: path)
        record?.add(path, in: payload, value: value)
        return value
    }
}
