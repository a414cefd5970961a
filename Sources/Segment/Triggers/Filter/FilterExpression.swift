import JSON

/// A part of a destination filter that has a value for every event (`segment.md`, 2.8).
struct FilterExpression: Sendable {
    enum Comparison: String, Sendable {
        case same = "="
        case different = "!="
        case less = "<"
        case lessOrEqual = "<="
        case more = ">"
        case moreOrEqual = ">="
    }

    indirect enum Kind: Sendable {
        case literal(JSONValue)
        case list([FilterExpression])
        case field([String])
        case call(FilterFunction, [FilterExpression])
        /// `match` with a pattern that is known beforehand.
        case match(FilterExpression, FilterGlob)
        case comparison(Comparison, FilterExpression, FilterExpression)
        case contained(FilterExpression, in: FilterExpression)
        case not(FilterExpression)
        case all([FilterExpression])
        case any([FilterExpression])
    }

    let kind: Kind
    /// Where it is written, in bytes of UTF-8.
    let range: Range<Int>

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
    }

    func holds(for event: JSONValue) -> Bool {
        switch kind {
        case .match(let subject, let glob): subject.value(for: event).string.map(glob.matches) ?? false
        case .comparison(let comparison, let left, let right):
            comparison.holds(left.value(for: event), right.value(for: event))
        case .contained(let element, let list):
            Self.isContained(element.value(for: event), in: list.value(for: event))
        case .not(let expression): !expression.holds(for: event)
        case .all(let terms): terms.allSatisfy { $0.holds(for: event) }
        case .any(let terms): terms.contains { $0.holds(for: event) }
        case .literal, .list, .field, .call: FilterFunction.isTrue(value(for: event))
        }
    }

    /// The value for an event; what is missing is null.
    func value(for event: JSONValue) -> JSONValue {
        switch kind {
        case .literal(let value): value
        case .list(let elements): .array(elements.map { $0.value(for: event) })
        case .field(let path): path.reduce(event) { $0[$1] }
        case .call(let function, let arguments): function.value(of: arguments.map { $0.value(for: event) })
        case .match, .comparison, .contained, .not, .all, .any: .bool(holds(for: event))
        }
    }

    private static func isContained(_ element: JSONValue, in list: JSONValue) -> Bool {
        list.array?.contains { Comparison.same.holds($0, element) } ?? false
    }

    /// The names that `event` is compared with, by `=` or `in`.
    var eventNames: [String] {
        switch kind {
        case .comparison(.same, let one, let other):
            one.isEvent ? other.texts : other.isEvent ? one.texts : []
        case .contained(let element, let list) where element.isEvent: list.texts
        case .all(let terms), .any(let terms): terms.flatMap(\.eventNames)
        default: []
        }
    }

    private var isEvent: Bool {
        if case .field(let path) = kind { path == ["event"] } else { false }
    }

    private var texts: [String] {
        switch kind {
        case .literal(.string(let text)): [text]
        case .list(let elements): elements.flatMap(\.texts)
        default: []
        }
    }

    /// The first field that the value depends on.
    var firstField: [String]? {
        switch kind {
        case .literal: nil
        case .field(let path): path
        case .list(let terms), .all(let terms), .any(let terms), .call(_, let terms):
            terms.lazy.compactMap(\.firstField).first
        case .match(let term, _), .not(let term): term.firstField
        case .comparison(_, let left, let right): left.firstField ?? right.firstField
        case .contained(let element, let list): element.firstField ?? list.firstField
        }
    }
}

extension FilterExpression.Comparison {
    /// Numbers are compared with numbers and texts with texts; values of two kinds are different and in no order.
    fileprivate func holds(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch self {
        case .same: Self.areSame(left, right)
        case .different: !Self.areSame(left, right)
        case .less: Self.isLess(left, right)
        case .lessOrEqual: Self.isLess(left, right) || (Self.haveOrder(left) && Self.areSame(left, right))
        case .more: Self.isLess(right, left)
        case .moreOrEqual: Self.isLess(right, left) || (Self.haveOrder(left) && Self.areSame(left, right))
        }
    }

    private static func areSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
        if case (.string(let left), .string(let right)) = (left, right) { return TriggerText.isSame(left, right) }
        return left == right
    }

    private static func isLess(_ left: JSONValue, _ right: JSONValue) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): left < right
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: false
        }
    }

    private static func haveOrder(_ value: JSONValue) -> Bool {
        value.number != nil || value.string != nil
    }
}
