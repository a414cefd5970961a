public import JSON

extension Mapping {
    /// The same mapping with another value or directive for one output field; a new field goes to the end.
    ///
    /// - Throws: what is wrong with the new mapping, or that this one has no fields of its own because it is a
    ///   directive other than `@transform`.
    public func replacing(field name: String, with value: JSONValue) throws(MappingError) -> Mapping {
        try changing(field: name, to: value)
    }

    /// The same mapping without one output field.
    ///
    /// - Throws: as `replacing(field:with:)` does.
    public func removing(field name: String) throws(MappingError) -> Mapping {
        try changing(field: name, to: .none)
    }

    private func changing(field name: String, to value: JSONValue?) throws(MappingError) -> Mapping {
        guard case .object(var root) = json else { throw Self.hasNoFields(name) }
        guard let directive = DirectiveName.written(in: json) else {
            root[name] = value
            return try Mapping(.object(root))
        }
        guard directive.key == DirectiveName.transform.rawValue, case .object(var options) = directive.value,
            let fields = options["mapping"], case .object(var members) = fields,
            DirectiveName.written(in: fields) == nil
        else { throw Self.hasNoFields(name) }
        members[name] = value
        options["mapping"] = .object(members)
        root[directive.key] = .object(options)
        return try Mapping(.object(root))
    }

    private static func hasNoFields(_ name: String) -> MappingError {
        MappingError("The mapping is one directive for all fields: \(name) cannot be changed alone.")
    }
}
