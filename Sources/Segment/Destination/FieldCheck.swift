import JSON

/// Drops empty fields, turns values into what a field takes, and checks them (`segment.md`, 4.3 and 4.4).
enum FieldCheck {
    /// The fields as they are sent, in the order of the table; whatever has no field is left out.
    ///
    /// - Parameter dropsEmpty: whether null and empty texts count as missing, as in what a mapping gave.
    static func check(
        _ payload: JSONValue, against fields: [DestinationField], dropsEmpty: Bool = true
    ) -> Result<JSONObject, Rejection> {
        guard case .object(let members) = payload else {
            return .failure(Rejection(problems: [.noObject(found: payload.kindWithArticle)]))
        }
        var checked = JSONObject()
        checked.reserveCapacity(fields.count)
        var missing: [Rejection.Problem] = []
        var wrong: [Rejection.Problem] = []
        for field in fields {
            guard let value = members[field.name], !(dropsEmpty && isEmpty(value)) else {
                if field.isRequired { missing.append(.missing(field)) }
                continue
            }
            switch coerce(value, to: field) {
            case .success(let value): checked[field.name] = value
            case .failure(let problem): wrong.append(problem.problem)
            }
        }
        guard missing.isEmpty, wrong.isEmpty else { return .failure(Rejection(problems: missing + wrong)) }
        return .success(checked)
    }

    private static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .string(""): true
        default: false
        }
    }

    private struct Failure: Error {
        let problem: Rejection.Problem
    }

    private static func coerce(_ value: JSONValue, to field: DestinationField) -> Result<JSONValue, Failure> {
        guard let coerced = coerced(value, to: field.kind) else {
            var found = value
            // A list of one is unwrapped before it is looked at, where its element could be turned into something.
            if field.kind != .object, case .array(let elements) = value, elements.count == 1 { found = elements[0] }
            return .failure(Failure(problem: .wrongKind(field, found: found.kindWithArticle)))
        }
        if field.isEmail, let text = coerced.string, !EmailAddress.isValid(text) {
            return .failure(Failure(problem: .badEmail(field)))
        }
        return .success(coerced)
    }

    /// The value that a field of a kind takes; nil for one that it refuses.
    private static func coerced(_ value: JSONValue, to kind: DestinationField.Kind) -> JSONValue? {
        switch (kind, value) {
        case (.string, .string), (.number, .number), (.object, .object): return value
        case (.object, _): return .none
        case (_, .array(let elements)):
            guard elements.count == 1, !elements[0].isList else { return .none }
            return coerced(elements[0], to: kind)
        case (.string, .number), (.string, .bool): return .string(JavaScriptText.text(of: value))
        // Within a list, and in settings: null fields were dropped before.
        case (.string, .null): return ""
        case (.number, .null): return 0
        case (.number, .bool(let isTrue)): return isTrue ? 1 : 0
        case (.number, .string(let text)):
            guard !text.isEmpty, let number = JavaScriptNumber.value(of: text) else { return .none }
            return number.isFinite ? .number(number) : .null
        case (.string, .object), (.number, .object): return .none
        }
    }
}

extension JSONValue {
    fileprivate var isList: Bool {
        if case .array = self { true } else { false }
    }
}
