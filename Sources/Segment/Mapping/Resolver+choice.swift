import JSON

/// `@if`.
extension Resolver {
    mutating func resolve(_ condition: Instruction.Condition, on payload: Resolved) throws(MappingError) -> Resolved {
        let value = try resolve(condition.value, on: payload)
        let isMet =
            switch condition.test {
            case .exists: value.exists
            case .blank: !value.isBlank
            }
        if record != nil { note(condition, value: value, isMet: isMet, on: payload) }
        if isMet, condition.isThenTested { return value }
        guard let branch = isMet ? condition.then : condition.otherwise else { return .missing }
        return try resolve(branch, on: payload)
    }

    private mutating func note(
        _ condition: Instruction.Condition, value: Resolved, isMet: Bool, on payload: Resolved
    ) {
        if condition.test == .blank { record?.add(.blankMeansNotBlank(isMet: isMet)) }
        if !isMet, let ignored = condition.ignoredElse { record?.add(.elseIgnored(ignored)) }
        guard condition.test == .exists, value.text == "", let otherwise = condition.otherwise else { return }
        var aside = Resolver(allowance: allowance)
        let hidden = try? aside.resolve(otherwise, on: payload)
        guard let hidden, hidden.exists, hidden.text != "" else { return }
        record?.add(.emptyTextExists(path: condition.value.path?.text, hidden: hidden.output ?? .null))
    }
}

extension Resolved {
    /// Missing, null, empty text, 0, false or an empty array.
    fileprivate var isBlank: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .json(.array(let elements)): elements.isEmpty
        case .missing, .json, .object: !isTruthy
        }
    }
}
