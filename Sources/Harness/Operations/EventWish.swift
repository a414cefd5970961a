internal import Attribution

/// An event that somebody waits for.
struct EventWish: Sendable {
    var kind: EventKind
    var clickID: String?
    var customer: String?
    var linkID: String?
    var eventName: String?
    /// How long is waited.
    var timeout: Duration

    private static let longest = 300

    /// What a query asks for.
    ///
    /// - Throws: ``Refusal`` for an event that there is not, ``APIError`` for another value.
    init(_ fields: RequestFields) throws {
        let word = try fields.optionalText("event") ?? "lead"
        guard let kind = EventKind.allCases.first(where: { $0.singular == word || $0.rawValue == word }) else {
            throw Refusal.badRequest("event=\(word.prefix(40)): there are click, lead and sale.")
        }
        self.kind = kind
        clickID = try fields.optionalText("clickId")
        customer = try fields.optionalText("customerExternalId")
        linkID = try fields.optionalText("linkId")
        eventName = try fields.optionalText("eventName")
        timeout = .seconds(try fields.wholeNumber("timeout", 0...Self.longest) ?? 10)
    }
}

extension Duration {
    /// In whole seconds.
    var inSeconds: Int64 { components.seconds }
}
