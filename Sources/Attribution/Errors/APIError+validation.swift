extension APIError {
    /// The kinds of problems that a body or a query can have (`dub-api.md`, 3.2).
    public enum Issue: String, Sendable {
        case invalidType = "invalid_type"
        case invalidValue = "invalid_value"
        case invalidFormat = "invalid_format"
        case tooBig = "too_big"
        case tooSmall = "too_small"
        case custom
    }

    /// The first problem of a body or a query; without a path it concerns the whole.
    public static func invalid(_ issue: Issue, _ path: String?, _ text: String) -> APIError {
        APIError(.unprocessableEntity, [issue.rawValue, path, text].compactMap { $0 }.joined(separator: ": "))
    }

    /// The same problem of a field within an element or a member of the body; others stay as they are.
    func below(_ path: String) -> APIError {
        let parts = message.split(separator: ": ", maxSplits: 1)
        guard parts.count == 2, let issue = parts.first, Issue(rawValue: String(issue)) != nil else { return self }
        return APIError(code, "\(issue): \(path).\(parts[1])")
    }

    /// A body that cannot be read at all.
    public static let notJSON = APIError(
        .badRequest, "Invalid JSON format in request body. Please ensure the request body is a valid JSON object.")
}
