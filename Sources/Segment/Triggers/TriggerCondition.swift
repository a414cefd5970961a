import JSON

/// One comparison or function of a trigger.
struct TriggerCondition: Sendable, Hashable {
    let field: TriggerField
    let test: TriggerTest
    /// Where it is written, in bytes of UTF-8.
    let range: Range<Int>

    func holds(for event: JSONValue) -> Bool {
        test.holds(for: field.value(in: event))
    }
}

/// A level of a trigger: conditions and groups of which all or any must hold.
struct TriggerGroup: Sendable, Hashable {
    enum Item: Sendable, Hashable {
        case condition(TriggerCondition)
        case group(TriggerGroup)
    }

    let items: [Item]
    /// Whether the last connective of the level was `or`.
    let isAny: Bool
    /// Where it is written, in bytes of UTF-8.
    let range: Range<Int>

    func holds(for event: JSONValue) -> Bool {
        isAny ? items.contains { $0.holds(for: event) } : items.allSatisfy { $0.holds(for: event) }
    }

    /// The conditions of this level and the ones below it.
    var conditions: [TriggerCondition] {
        items.flatMap { item in
            switch item {
            case .condition(let condition): [condition]
            case .group(let group): group.conditions
            }
        }
    }
}

extension TriggerGroup.Item {
    func holds(for event: JSONValue) -> Bool {
        switch self {
        case .condition(let condition): condition.holds(for: event)
        case .group(let group): group.holds(for: event)
        }
    }
}
