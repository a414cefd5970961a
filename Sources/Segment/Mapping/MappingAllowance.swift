import JSON

/// What one event may cost: values made and bytes of text, each 1.
///
/// An event has at most 32 KB, but templates, replacements and transforms can multiply it without end.
struct MappingAllowance {
    private(set) var left = 2_000_000

    static let maximumDepth = 400

    mutating func spend(_ amount: Int) throws(MappingError) {
        left -= amount
        guard left >= 0 else { throw MappingError("The mapping makes too much of this event.") }
    }

    /// Spends what a value holds, which must not be nested too deeply either.
    mutating func spend(on value: Resolved, depth: Int = 0) throws(MappingError) {
        switch value {
        case .missing: try spend(1)
        case .json(let value): try spend(on: value, depth: depth)
        case .array(let elements):
            try enter(depth)
            for element in elements { try spend(on: element, depth: depth + 1) }
        case .object(let members):
            try enter(depth)
            for member in members {
                try spend(member.key.utf8.count)
                try spend(on: member.value, depth: depth + 1)
            }
        }
    }

    mutating func spend(on value: JSONValue, depth: Int = 0) throws(MappingError) {
        switch value {
        case .null, .bool, .number: try spend(1)
        case .string(let text): try spend(1 + text.utf8.count)
        case .array(let elements):
            try enter(depth)
            for element in elements { try spend(on: element, depth: depth + 1) }
        case .object(let members):
            try enter(depth)
            for member in members {
                try spend(member.key.utf8.count)
                try spend(on: member.value, depth: depth + 1)
            }
        }
    }

    private mutating func enter(_ depth: Int) throws(MappingError) {
        guard depth < Self.maximumDepth else {
            throw MappingError("The mapping nests values deeper than \(Self.maximumDepth) levels.")
        }
        try spend(1)
    }
}
