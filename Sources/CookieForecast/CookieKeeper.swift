internal import Foundation
internal import PageURL

/// Chromium's answer to one write of `document.cookie`: RFC 6265bis, section 5.7, for a cookie from a script.
struct CookieKeeper {
    typealias Reason = CookieForecast.Reason

    let page: PageURL
    let options: CookieOptions
    let now: Date

    /// The longest lifetime that Chromium grants.
    static let maximumDays = 400.0

    func keep(_ text: String, clickID: String) -> (cookie: StoredCookie?, reasons: [Reason]) {
        let line: CookieLine
        do {
            line = try CookieLine(text)
        } catch {
            return (nil, [Self.reason(for: error)])
        }
        var reasons = attributeReasons(line)
        let domain = CookieDomain(attribute: line.attributes["domain"], page: page)
        if let reason = domain.reason(options: options, page: page) { reasons.append(reason) }
        let lifetime = CookieLifetime(line, now: now)
        reasons += lifetime.reasons(options: options)
        let path = path(line)
        if path != "/" {
            reasons.append(
                .change(
                    "cookie-path-narrow", "The cookie's path is \"\(path)\": pages outside it do not see the click id.")
            )
        }
        if line.value != clickID {
            reasons.append(
                .change("cookie-value-mangled", "The click id \"\(clickID)\" is kept as \"\(line.value)\"."))
        }
        guard let scope = domain.scope, !reasons.contains(where: \.isRefusal) else { return (nil, reasons) }
        let cookie = StoredCookie(
            value: line.value, domain: scope.domain, hostOnly: scope.hostOnly, path: path,
            secure: line.attributes["secure"] != nil, httpOnly: false, sameSite: sameSite(line) ?? "Lax",
            expiresInDays: lifetime.days.map { ($0 * 100).rounded() / 100 })
        return (cookie, reasons)
    }

    private static func reason(for fault: CookieLine.Fault) -> Reason {
        switch fault {
        case .controlCharacter(let scalar, let part):
            let code = String(scalar.value, radix: 16, uppercase: true)
            let name = "U+" + String(repeating: "0", count: 4 - code.count) + code
            return .refusal(
                "cookie-value-mangled", "Browsers refuse a cookie with a control character: \(name) is in \(part).")
        case .tooLong(let bytes):
            return .refusal(
                "cookie-not-set",
                "Name and value are \(bytes) bytes, and browsers refuse a cookie over \(CookieLine.maximumBytes) bytes.",
                fix: "Send a shorter click id.")
        }
    }

    private func attributeReasons(_ line: CookieLine) -> [Reason] {
        var reasons: [Reason] = []
        let isSecure = line.attributes["secure"] != nil
        if line.attributes["httponly"] != nil {
            reasons.append(
                .refusal("cookie-httponly-option", "\"httpOnly\" is set, and no script may write an HttpOnly cookie."))
        }
        if isSecure, !page.isPotentiallyTrustworthy {
            reasons.append(
                .refusal(
                    "cookie-secure-on-http",
                    "\"secure\" is set, and a page at \(page.origin) cannot write a Secure cookie."))
        }
        if sameSite(line) == "None", !isSecure {
            reasons.append(
                .refusal("cookie-samesite-none-insecure", "\"sameSite\" is None and \"secure\" is not set."))
        }
        if line.attributes["partitioned"] != nil, !isSecure {
            reasons.append(
                .refusal(
                    "cookie-not-set", "\"partitioned\" is set and \"secure\" is not.",
                    fix: "Add \"secure\": true or remove \"partitioned\"."))
        }
        if let word = line.attributes["samesite"], sameSite(line) == nil {
            reasons.append(
                .change(
                    "cookie-samesite-invalid", "\"\(word)\" is no SameSite value: the browser's default, Lax, applies.")
            )
        } else if line.attributes["samesite"] == nil, let option = options.attribute("samesite"), option != .null {
            reasons.append(
                .change(
                    "cookie-samesite-invalid",
                    "\"sameSite\" is empty or false and is not written: the browser's default, Lax, applies."))
        }
        return reasons
    }

    /// `Lax`, `Strict`, `None`, or nil for no or an unknown word.
    private func sameSite(_ line: CookieLine) -> String? {
        switch line.attributes["samesite"]?.lowercased() {
        case "lax": "Lax"
        case "strict": "Strict"
        case "none": "None"
        default: nil
        }
    }

    /// The attribute when it starts with a slash, else the folder of the page (RFC 6265bis, section 5.1.4).
    private func path(_ line: CookieLine) -> String {
        if let path = line.attributes["path"], path.utf8.first == UInt8(ascii: "/") { return path }
        guard let slash = page.path.lastIndex(of: "/"), slash != page.path.startIndex else { return "/" }
        return String(page.path[..<slash])
    }
}
