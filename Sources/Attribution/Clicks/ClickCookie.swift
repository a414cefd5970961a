import PageURL

/// The cookie that a short link leaves on its own domain, and those that may come with it (`dub-api.md`, 7.8).
public struct ClickCookie: Sendable, Hashable {
    /// `dub_id_{domain}_{key}` with the key in lower case.
    public var name: String
    /// The click id.
    public var value: String
    /// The path as it was asked for.
    public var path: String
    /// When the link was asked for.
    public var start: Timestamp
    /// What comes with it, at the same path.
    public var others: [Other] = []

    /// For how many seconds the click id is kept.
    public static let maxAge = 3_600

    /// A cookie that comes with a click.
    public struct Other: Sendable, Hashable {
        /// Its name.
        public var name: String
        /// Its value as text, which is sent with percent escapes.
        public var value: String
        /// For how many seconds it is kept; nil until the browser is closed.
        public var maxAge: Int?
        /// Whether no script may read it, and no plain http may carry it.
        public var isSecret = false

        /// The destination of an A/B test that a visitor is led to from now on.
        static func variant(_ url: String) -> Other { Other(name: variantName, value: url, maxAge: 604_800) }

        /// The name of the cookie with the destination of an A/B test.
        static let variantName = "dub_test_url"

        /// The password of a link, given in its form.
        static func password(_ text: String, of link: Link) -> Other {
            Other(name: passwordName(of: link), value: text, isSecret: true)
        }

        /// The name of the cookie with the password of a link.
        static func passwordName(of link: Link) -> String { "dub_password_\(link.id)" }
    }

    /// The values of the `Set-Cookie` fields.
    ///
    /// - Parameter base: what comes before the link's path in the request's.
    public func fields(below base: String) -> [String] {
        // A click id has nothing to escape.
        [field(name, value, below: base, maxAge: Self.maxAge)]
            + others.map { other in
                let value = PercentEncoding.encodeComponent(other.value)
                let field = field(other.name, value, below: base, maxAge: other.maxAge)
                return other.isSecret ? field + "; HttpOnly; Secure" : field
            }
    }

    private func field(_ name: String, _ value: String, below base: String, maxAge: Int?) -> String {
        guard let maxAge else { return "\(name)=\(value); Path=\(base)\(path)" }
        let end = (start + .seconds(maxAge)).httpDate
        return "\(name)=\(value); Path=\(base)\(path); Expires=\(end); Max-Age=\(maxAge)"
    }
}
