import JSON

/// `@arrayPath`, `@merge`, `@flatten` and `@excludeWhenNull`.
extension Resolver {
    mutating func resolve(
        list: Instruction, shape: Instruction?, on payload: Resolved
    ) throws(MappingError) -> Resolved {
        let value = try resolve(list, on: payload)
        guard let shape, let items = value.elements ?? (value.isObject ? [value] : nil) else { return value }
        var shaped: [Resolved] = []
        for item in items { shaped.append(try resolve(shape, on: item)) }
        return .array(shaped)
    }

    mutating func merge(_ entries: [Resolved], isFirstWinning: Bool) throws(MappingError) -> Resolved {
        let sources = isFirstWinning ? entries.reversed() : entries
        var merged = MemberList()
        for source in sources {
            if let text = source.text { try allowance.spend(text.utf8.count) }
            let members = source.ownMembers
            try allowance.spend(members.count)
            for member in members { merged.set(member) }
        }
        return .object(merged.members)
    }

    mutating func flatten(
        _ value: Resolved, separator: String, keepsArrays: Bool
    ) throws(MappingError) -> Resolved {
        if case .missing = value { return .object([]) }
        var flat = MemberList()
        try flatten(value, under: "", separator: separator, keepsArrays: keepsArrays, into: &flat)
        return .object(flat.members)
    }

    private mutating func flatten(
        _ value: Resolved, under key: String, separator: String, keepsArrays: Bool, into flat: inout MemberList
    ) throws(MappingError) {
        guard value.isObject || (value.isArray && !keepsArrays) else {
            try allowance.spend(1)
            return flat.set(Resolved.Member(key: key, value: value))
        }
        for member in value.ownMembers {
            let inner = key.isEmpty ? member.key : key + separator + member.key
            try allowance.spend(inner.utf8.count)
            try flatten(member.value, under: inner, separator: separator, keepsArrays: keepsArrays, into: &flat)
        }
    }
}

/// Members under keys that occur once, as in a JavaScript object; the last value counts, at the first place.
private struct MemberList {
    private(set) var members: [Resolved.Member] = []
    private var positions: [String: Int] = [:]

    mutating func set(_ member: Resolved.Member) {
        if let position = positions[member.key] {
            members[position] = member
        } else {
            positions[member.key] = members.count
            members.append(member)
        }
    }
}

extension Resolved {
    /// Missing instead of null; in objects, members that are null go at every depth, though not inside arrays.
    var withoutNulls: Resolved {
        switch self {
        case .missing, .json(.null): .missing
        case .json(.object(let members)): .json(.object(members.withoutNulls))
        case .object(let members):
            .object(members.map { Member(key: $0.key, value: $0.value.withoutNulls) }.filter { !$0.value.isMissing })
        case .json, .array: self
        }
    }
}

extension JSONObject {
    fileprivate var withoutNulls: JSONObject {
        var kept = JSONObject()
        for member in self where member.value != .null {
            kept[member.key] = member.value.object.map { .object($0.withoutNulls) } ?? member.value
        }
        return kept
    }
}
