public import JSON

extension AnswerForm {
    /// The answer to a tracked click or page view: exactly this one field (`dub-api.md`, 10.3).
    public static func tracked(_ clickID: String) -> JSONValue { ["clickId": .string(clickID)] }

    /// The answer to an app that was opened (`dub-api.md`, 10.5).
    public static func answer(_ open: OpenAnswer) -> JSONValue {
        let link = open.link.map { link -> JSONValue in
            [
                "id": .string(link.id), "domain": .string(link.domain), "key": .string(link.key.text),
                "url": .string(link.url),
            ]
        }
        return ["clickId": .optional(open.clickID), "link": link ?? .null]
    }
}
