import JSON

/// An option that can also be set by an environment variable or a key of the configuration file.
///
/// A command's list of settings is all there is to say about it: names of variables and keys, precedence, masking and
/// `--print-config` follow from the list.
struct Setting: Sendable, Hashable {
    /// What an option takes.
    enum Kind: Sendable, Hashable {
        /// Nothing: it is there or not.
        case flag
        /// One value.
        case value
        /// A value each time it is given.
        case list
    }

    /// What of a value must not be shown.
    enum Secret: Sendable, Hashable {
        /// Nothing.
        case none
        /// Everything after the first of these characters.
        case after(Character)
        /// User and password of a URL.
        case credentials
        /// The members of this name in JSON, wherever they are.
        case member(String)
        /// The value of a header field, unless its name is known to hold no secret.
        case headerValue
    }

    /// The option's name without the dashes; also the key in the file.
    var name: String
    var kind: Kind
    /// What counts when nothing is given, as it would be typed.
    var fallback: [String]
    var secret: Secret
    /// Its value is JSON, which the file has as it is instead of as a text.
    var takesJSON: Bool

    init(
        _ name: String, _ kind: Kind = .value, default fallback: String? = nil, takesJSON: Bool = false,
        secret: Secret = .none
    ) {
        self.name = name
        self.kind = kind
        self.fallback = fallback.map { [$0] } ?? []
        self.takesJSON = takesJSON
        self.secret = secret
    }

    /// The environment variable: `DUBCHECK_FAIL_ON` for `fail-on`.
    var variable: String {
        "DUBCHECK_" + name.uppercased().replacing("-", with: "_")
    }

    /// The settings of every command.
    static let common = [
        Setting("color", default: "auto"), Setting("config", default: "dubcheck.json, if there is one"),
    ]

    /// The value as it may be shown.
    func shown(_ value: String) -> String {
        switch secret {
        case .none: value
        case .credentials: Self.withoutCredentials(value)
        case .member(let name):
            (try? JSONValue(json: value.utf8)).map { Self.masked(name, in: $0).compact } ?? Self.mask
        case .after(let separator): Self.masked(value, after: separator)
        case .headerValue:
            Self.harmlessHeaders.contains(value.prefix { $0 != ":" }.lowercased())
                ? value : Self.masked(value, after: ":")
        }
    }

    private static func withoutCredentials(_ value: String) -> String {
        guard let start = value.firstRange(of: "://")?.upperBound,
            let end = value[start...].prefix(while: { $0 != "/" }).lastIndex(of: "@")
        else { return value }
        return value[..<start] + mask + value[end...]
    }

    private static let mask = "••••"

    private static func masked(_ value: String, after separator: Character) -> String {
        guard let index = value.firstIndex(of: separator) else { return mask }
        return value[...index] + mask
    }

    private static func masked(_ name: String, in json: JSONValue) -> JSONValue {
        switch json {
        case .array(let elements): .array(elements.map { masked(name, in: $0) })
        case .object(let members):
            .object(
                JSONObject(
                    members.map { member in
                        (member.key, member.key == name ? .string(mask) : masked(name, in: member.value))
                    }))
        case .null, .bool, .number, .string: json
        }
    }

    private static let harmlessHeaders: Set<String> = [
        "accept", "accept-encoding", "accept-language", "cache-control", "dnt", "origin", "pragma", "referer",
        "sec-gpc", "user-agent",
    ]
}
