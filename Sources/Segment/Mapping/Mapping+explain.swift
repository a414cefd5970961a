public import JSON

extension Mapping {
    /// What the mapping makes of an event, field by field in the mapping's order, and where it found it.
    ///
    /// A field with a problem makes `resolve(_:)` fail; the others are explained nonetheless. A mapping that is one
    /// directive has the fields of its result.
    public func explain(_ event: JSONValue) -> [MappedField] {
        do {
            try Self.checkEvent(event)
            return try fields(of: program, on: .json(event))
        } catch {
            return [MappedField(name: "", value: .none, problem: error.description, sources: [], notes: [])]
        }
    }

    private func fields(of part: Instruction, on payload: Resolved) throws(MappingError) -> [MappedField] {
        switch part {
        case .object(let members):
            return members.map { Self.field($0.key, $0.value, on: payload) }
        case .constant(.object(let members)):
            return members.map { Self.field($0.key, .constant($0.value), on: payload) }
        case .transform(let apply, let mapping):
            var resolver = Resolver()
            return try fields(of: mapping, on: resolver.transformed(by: apply, payload))
        default:
            let whole = Self.field("", part, on: payload)
            guard let members = whole.value?.object else { return [whole] }
            return members.map { member in
                MappedField(
                    name: member.key, value: member.value, problem: nil, sources: whole.sources, notes: whole.notes)
            }
        }
    }

    private static func field(_ name: String, _ part: Instruction, on payload: Resolved) -> MappedField {
        var resolver = Resolver(record: MappingRecord())
        var value: JSONValue?
        var problem: String?
        do throws(MappingError) {
            value = try resolver.output(of: part, on: payload)
            if let value { try resolver.allowance.spend(on: value) }
        } catch {
            problem = error.description
            value = .none
        }
        return MappedField(
            name: name, value: value, problem: problem, sources: resolver.record?.sources ?? [],
            notes: resolver.record?.notes ?? [])
    }
}
