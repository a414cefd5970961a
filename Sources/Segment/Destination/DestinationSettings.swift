public import JSON

/// The settings of the destination, read once for all events.
public struct DestinationSettings: Sendable, Hashable {
    /// Dub's API key; nil where it cannot be used, as ``rejection`` then says.
    public let apiKey: String?
    /// Why no event can be delivered with these settings; nil where they can be used.
    public let rejection: Rejection?

    /// Settings of a key, which nobody tests: a wrong one is found out by Dub's answer.
    public init(apiKey: String?) {
        self.init(json: apiKey.map { ["apiKey": .string($0)] } ?? [:])
    }

    /// Settings as JSON, an object with `apiKey`; an empty key is one, and found out like a wrong one.
    public init(json: JSONValue) {
        let fields = [DestinationField("apiKey", "API Key", isRequired: true)]
        switch FieldCheck.check(json, against: fields, dropsEmpty: false) {
        case .success(let checked):
            apiKey = checked["apiKey"]?.string
            rejection = nil
        case .failure(let rejection):
            apiKey = nil
            self.rejection = rejection
        }
    }
}
