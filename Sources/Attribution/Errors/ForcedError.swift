/// Errors that a client can ask for, to see how it copes with them: by values that nothing real has.
public enum ForcedError {
    /// The statuses that can be asked for, with the codes they stand for.
    public static let codes: [Int: APIError.Code] = Dictionary(
        APIError.Code.allCases.filter { $0 != .exceededLimit }.map { ($0.status, $0) }
    ) { first, _ in first }

    /// What comes before the status in a click id or a key.
    public static let prefix = "error-"
    /// What a status is added to for an amount of a sale: 9990429 is a 429.
    public static let amount = 9_990_000

    /// The error that a click id such as `error-404` asks for.
    public static func error(forClickID id: String?) -> APIError? { id.flatMap(named) }

    /// The error that the key of a link to be created asks for.
    public static func error(forKey key: String?) -> APIError? { key.flatMap(named) }

    /// The error that an amount such as 9990429 asks for.
    public static func error(forAmount amount: Int) -> APIError? { error(amount - Self.amount) }

    private static func named(_ text: String) -> APIError? {
        text.hasPrefix(prefix) ? Int(text.dropFirst(prefix.count)).flatMap(error(_:)) : nil
    }

    private static func error(_ status: Int) -> APIError? {
        codes[status].map { error($0, "This error was asked for (\(status)).") }
    }

    /// An error with a message of its own, but for that of the rate limit, which clients may look for (`dub-api.md`, 4).
    public static func error(_ code: APIError.Code, _ message: String) -> APIError {
        APIError(code, code == .rateLimitExceeded ? "Too many requests." : message)
    }
}
