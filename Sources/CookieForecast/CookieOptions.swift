/// `data-cookie-options` as the public script takes it: merged over its defaults, in JavaScript's way.
struct CookieOptions {
    /// Milliseconds of a day.
    private static let day = 86_400_000.0
    static let defaultDays = 90.0
    static let attributeName = "data-cookie-options"

    /// What the attribute's text parses to; nil without the attribute, or with an empty one, which counts as absent.
    let value: JSValue?

    /// - Throws: the reason for which the script dies before it publishes its object.
    init(attribute text: String?) throws(CookieForecast.Reason) {
        guard let text, !text.isEmpty else {
            value = nil
            return
        }
        do {
            value = try JSValue(parsing: text)
        } catch {
            throw .refusal(
                "cookie-options-invalid-json",
                "data-cookie-options is not JSON (\(error)), so that the script stops at start-up.")
        }
        if value == .null {
            throw .refusal(
                "cookie-options-null", "data-cookie-options is null, so that the script stops at start-up.")
        }
    }

    /// The option of this exact name.
    subscript(name: String) -> JSValue? { value?[name] }

    /// The option whose name a browser takes for this cookie attribute: case and white space around do not count.
    func attribute(_ name: String) -> JSValue? {
        value?.spreadMembers.last { member in
            member.name.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ").lowercased() == name
        }?.value
    }

    /// The pairs that are written behind the value, in order; falsy ones are left out.
    /// - Throws: `JSTypeError` where JavaScript throws.
    func pairs(host: String, nowMilliseconds: Double) throws(JSTypeError) -> [(name: String, value: JSValue)] {
        var days = Self.defaultDays
        if let option = self["expiresInDays"], option.isTruthy { days = try option.jsNumber() }
        let expires = UTCDate.utcString(milliseconds: nowMilliseconds + days * Self.day)
        let domain = host == "localhost" ? "" : "." + (host.hasPrefix("www.") ? String(host.dropFirst(4)) : host)
        var merged = PropertyList([
            .init(name: "domain", value: .string(domain)),
            .init(name: "path", value: .string("/")),
            .init(name: "sameSite", value: .string("Lax")),
            .init(name: "expires", value: .string(expires)),
        ])
        for member in value?.spreadMembers ?? [] { merged[member.name] = member.value }
        return merged.members.filter(\.value.isTruthy).map { ($0.name, $0.value) }
    }
}

// A reason is thrown by the steps before the write, so that the forecast can end there.
extension CookieForecast.Reason: Error {}
