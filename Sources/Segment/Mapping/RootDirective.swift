import JSON

/// The root form of a mapping, in which one directive works on all other fields (segment.md 3.3).
///
/// `{"__segment_internal_directive": {"@transform": {"apply": …}}, "name": …}` means
/// `{"@transform": {"apply": …, "mapping": {"name": …}}}`.
enum RootDirective {
    static let key = "__segment_internal_directive"

    /// The mapping that a root form means; any other mapping as it is.
    static func unfold(_ mapping: JSONValue) throws(MappingError) -> JSONValue {
        guard case .object(var fields) = mapping, let root = fields[key] else { return mapping }
        let directives = root.object?.filter { $0.key != DirectiveName.metadataKey } ?? []
        guard directives.count == 1, let directive = directives.first else {
            throw MappingError("The root mapping must only have a single directive object")
        }
        guard case .object(var options) = directive.value else {
            throw MappingError("The root directive must be an object")
        }
        fields[key] = .none
        options["mapping"] = .object(fields)
        return .object([directive.key: .object(options)])
    }
}
