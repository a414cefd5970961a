public import JSON

extension Mapping {
    /// The same mapping with another value or directive for one output field; a new field goes to the end.
    ///
    /// - Throws: what is wrong with the new mapping, or that this one has no fields of its own because it is a
    ///   directive other than `@transform`.
    public func replacing(field name: String, with value: JSONValue) throws(MappingError) -> Mapping {
        try changing([(name, value)])
    }

    /// The same mapping without one output field.
    ///
    /// - Throws: as `replacing(field:with:)` does.
    public func removing(field name: String) throws(MappingError) -> Mapping {
        try changing([(name, .none)])
    }

    /// The same mapping with some fields set and, where the value is nil, taken out; checked once at the end.
    func changing(_ changes: [(name: String, value: JSONValue?)]) throws(MappingError) -> Mapping {
        guard case .object(var root) = json, var fields = Self.fields(of: json) else {
            throw Self.hasNoFields(changes.first?.name ?? "a field")
        }
        for change in changes { fields[change.name] = change.value }
        guard let directive = DirectiveName.written(in: json) else { return try Mapping(.object(fields)) }
        var options = directive.value.object ?? [:]
        options["mapping"] = .object(fields)
        root[directive.key] = .object(options)
        return try Mapping(.object(root))
    }

    /// The output fields of a mapping, with what is written for each; nil for one that has none of its own because it
    /// is a directive other than `@transform`.
    static func fields(of json: JSONValue) -> JSONObject? {
        guard case .object(let root) = json else { return nil }
        guard let directive = DirectiveName.written(in: json) else { return root }
        guard directive.key == DirectiveName.transform.rawValue, case .object(let options) = directive.value,
            let fields = options["mapping"], case .object(let members) = fields,
            DirectiveName.written(in: fields) == nil
        else { return nil }
        return members
    }

    private static func hasNoFields(_ name: String) -> MappingError {
        MappingError("The mapping is one directive for all fields: \(name) cannot be changed alone.")
    }
}
