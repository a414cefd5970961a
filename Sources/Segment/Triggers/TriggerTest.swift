import JSON

/// What a condition demands of the value of its field (`segment.md`, 2.4).
enum TriggerTest: Sendable, Hashable {
    case text(String)
    case notText(String)
    case number(Double)
    case otherNumber(Double)
    case order(Order, Double)
    case truth(Bool)
    case present
    case missing
    /// A function over text; negated, it still wants text.
    case pattern(Pattern, isNegated: Bool)
    /// The operator is none, and the condition never holds.
    case never(operator: String)

    enum Order: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case more = ">"
        case moreOrEqual = ">="
    }

    enum Pattern: Sendable, Hashable {
        case contains(String)
        case starts(String)
        case ends(String)
    }

    /// The test that an operator and a right-hand side, whatever tokens they are, mean for a field.
    init(field: TriggerField, operator sign: TriggerToken, value: TriggerToken) {
        switch sign.text {
        case "=", "!=":
            let isEqual = sign.text == "="
            if value.kind == .null, field.isTestedForPresence {
                self = isEqual ? .missing : .present
            } else if isEqual, field.isTestedForTruth, let truth = value.truth {
                self = .truth(truth)
            } else if value.kind == .number, field.isMember {
                let number = Double(value.text) ?? .nan
                self = isEqual ? .number(number) : .otherNumber(number)
            } else {
                self = isEqual ? .text(value.comparisonText) : .notText(value.comparisonText)
            }
        case let text:
            if let order = Order(rawValue: text) {
                self = .order(order, JavaScriptNumber.value(of: value.comparisonText) ?? .nan)
            } else {
                self = .never(operator: text)
            }
        }
    }

    /// The test that a `match` pattern means: its one star counts at the end, and else its first character does not.
    static func match(_ pattern: String, isNegated: Bool) -> TriggerTest {
        if pattern.hasSuffix("*") { return .pattern(.starts(String(pattern.dropLast())), isNegated: isNegated) }
        let scalars = pattern.unicodeScalars
        // JavaScript drops half of a character outside of the basic plane; what is left of it has to be there still.
        let dropped = (scalars.first?.value ?? 0) > 0xFFFF ? 0 : 1
        return .pattern(.ends(String(scalars.dropFirst(dropped))), isNegated: isNegated)
    }

    func holds(for value: JSONValue?) -> Bool {
        switch self {
        case .text(let wanted):
            if case .string(let text)? = value { TriggerText.isSame(text, wanted) } else { false }
        case .notText(let unwanted):
            if case .string(let text)? = value { !TriggerText.isSame(text, unwanted) } else { true }
        case .number(let wanted): value?.number == wanted
        case .otherNumber(let unwanted): value?.number.map { $0 != unwanted } ?? false
        case .order(let order, let limit): value?.number.map { order.holds($0, limit) } ?? false
        case .truth(let wanted): value?.bool == wanted
        case .present: !Self.isMissing(value)
        case .missing: Self.isMissing(value)
        case .pattern(let pattern, let isNegated):
            if case .string(let text)? = value { pattern.fits(text) != isNegated } else { false }
        case .never: false
        }
    }

    private static func isMissing(_ value: JSONValue?) -> Bool {
        switch value {
        case nil, .null?: true
        default: false
        }
    }
}

extension TriggerTest.Order {
    fileprivate func holds(_ number: Double, _ limit: Double) -> Bool {
        switch self {
        case .less: number < limit
        case .lessOrEqual: number <= limit
        case .more: number > limit
        case .moreOrEqual: number >= limit
        }
    }
}

extension TriggerTest.Pattern {
    fileprivate func fits(_ text: String) -> Bool {
        switch self {
        case .contains(let part): TriggerText.contains(text, part)
        case .starts(let prefix): TriggerText.starts(text, with: prefix)
        case .ends(let suffix): TriggerText.ends(text, with: suffix)
        }
    }
}
