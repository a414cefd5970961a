internal import Foundation

/// How long the cookie lives: `max-age` before `expires`, 400 days at most (RFC 6265bis, section 5.7, steps 3–4).
struct CookieLifetime {
    /// What the attributes ask for, in days from now; nil for a session cookie.
    let asked: Double?

    /// What is granted, in days; nil for a session cookie.
    var days: Double? { asked.map { min($0, CookieKeeper.maximumDays) } }

    init(_ line: CookieLine, now: Date) {
        if let text = line.attributes["max-age"], let seconds = Self.seconds(text) {
            asked = seconds / 86_400
        } else if let text = line.attributes["expires"], let date = CookieDate.parse(text) {
            asked = (date - now.timeIntervalSince1970) / 86_400
        } else {
            asked = nil
        }
    }

    /// A whole number with an optional sign; too large a one counts as endless, anything else as absent.
    private static func seconds(_ text: String) -> Double? {
        let isNegative = text.hasPrefix("-")
        let digits = isNegative || text.hasPrefix("+") ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            let number = Int64(digit - UInt8(ascii: "0"))
            let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
            let (sum, overflow) = product.addingReportingOverflow(number)
            // The rest is not looked at any more.
            if tooBig || overflow { return isNegative ? -.infinity : .infinity }
            value = sum
        }
        return Double(isNegative ? -value : value)
    }

    func reasons(options: CookieOptions) -> [CookieForecast.Reason] {
        guard let asked else {
            return [
                .change(
                    "cookie-session-only",
                    "The cookie has no expiry that browsers understand, so that it is lost when the browser closes.")
            ]
        }
        if asked <= 0 {
            return [.refusal("cookie-expired", "The cookie's expiry lies in the past: browsers do not keep it.")]
        }
        let granted = Self.text(min(asked, CookieKeeper.maximumDays))
        if asked > CookieKeeper.maximumDays {
            return [
                .change(
                    "cookie-lifetime-unexpected",
                    "The cookie would live \(Self.text(asked)) days, and browsers cut that to \(granted) days.")
            ]
        }
        for name in ["maxAge", "max_age", "maxage"] where options[name] != nil {
            return [
                .change(
                    "cookie-lifetime-unexpected",
                    "\"\(name)\" is not the name of a cookie attribute: the cookie lives \(granted) days.")
            ]
        }
        guard let days = options["expiresInDays"], days != .null else { return [] }
        if !days.isTruthy {
            return [
                .change(
                    "cookie-lifetime-unexpected",
                    "\"expiresInDays\" is 0, empty or false and counts as not set: the cookie lives \(granted) days.")
            ]
        }
        if options.attribute("expires") != nil || options.attribute("max-age") != nil {
            return [
                .change(
                    "cookie-lifetime-unexpected",
                    "\"expiresInDays\" is overruled by another option: the cookie lives \(granted) days.")
            ]
        }
        return []
    }

    private static func text(_ days: Double) -> String {
        guard days.isFinite else { return "endless" }
        return JSNumber.string((days * 100).rounded() / 100)
    }
}
