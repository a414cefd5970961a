/// What a request to change something does with one of its fields.
public enum Change<Value: Sendable & Hashable>: Sendable, Hashable {
    /// The request does not have the field.
    case keep
    /// The field gets a value; none where it can have none, and the request says null.
    case set(Value)

    /// The value after the change.
    func applied(to value: Value) -> Value {
        switch self {
        case .keep: value
        case .set(let new): new
        }
    }
}

extension RequestFields {
    /// A field that may be null, if the request has it.
    func change<Value>(
        _ name: String, _ read: (String) throws(APIError) -> Value?
    ) throws(APIError) -> Change<Value?> {
        has(name) ? .set(try read(name)) : .keep
    }

    /// A field that always has a value; null counts as not there.
    func change<Value>(
        required name: String, _ read: (String) throws(APIError) -> Value?
    ) throws(APIError) -> Change<Value> {
        guard let value = try read(name) else { return .keep }
        return .set(value)
    }
}
