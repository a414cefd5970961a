public import Foundation
public import PageURL

/// What the public analytics script and Chromium make of a page URL and the attributes of the script's own tag.
///
/// Pure: nothing is fetched and no clock is read. Behaviour measured with Chromium 156; the rules are those of ECMA-262,
/// RFC 6265bis and the public suffix list. The browser is taken to be clean: no older `dub_id` of another scope.
public struct CookieForecast: Hashable, Sendable, Codable {
    /// The value read from `?dub_id=`; nil when the parameter is absent or empty, so that nothing is written.
    public let clickID: String?
    /// False when the script dies at start-up: no `_dubAnalytics`, no cookie.
    public let scriptRuns: Bool
    /// The exact text assigned to `document.cookie`; nil when nothing is written.
    public let written: String?
    /// What Chromium keeps; nil when nothing is kept.
    public let cookie: StoredCookie?
    /// Refusals first, then silent changes.
    public let reasons: [Reason]

    /// The name of the script's cookie and of its query parameter.
    public static let cookieName = "dub_id"

    /// Forecasts what a visit to the page leaves.
    /// - Parameters:
    ///   - page: the URL as the browser shows it when the script runs.
    ///   - attributes: of the script's own element, names in lower case.
    ///   - existingClickID: the value of a `dub_id` cookie that the page sees before, for the first-click model.
    ///   - now: the visitor's clock.
    public init(page: PageURL, attributes: [String: String], existingClickID: String? = nil, now: Date) {
        let clickID = page.first(Self.cookieName).flatMap { $0.isEmpty ? nil : $0 }
        self.clickID = clickID
        var written: String?
        var runs = false
        do {
            let options = try CookieOptions(attribute: attributes[CookieOptions.attributeName])
            let milliseconds = (now.timeIntervalSince1970 * 1000).rounded(.down)
            let pairs = try Self.startUp(options, host: page.host, milliseconds)
            runs = true
            guard let clickID else {
                (scriptRuns, self.written, cookie, reasons) = (true, nil, nil, [])
                return
            }
            try Self.checkModel(attributes, existing: existingClickID)
            let line = try Self.line(clickID, pairs)
            written = line
            let kept = CookieKeeper(page: page, options: options, now: now).keep(line, clickID: clickID)
            (scriptRuns, self.written, cookie) = (true, line, kept.cookie)
            reasons = kept.reasons.filter(\.isRefusal) + kept.reasons.filter { !$0.isRefusal }
        } catch {
            (scriptRuns, self.written, cookie, reasons) = (runs, written, nil, [error])
        }
    }

    private static func startUp(
        _ options: CookieOptions, host: String, _ milliseconds: Double
    ) throws(Reason) -> [(name: String, value: JSValue)] {
        do {
            return try options.pairs(host: host, nowMilliseconds: milliseconds)
        } catch {
            throw .refusal(
                "cookie-not-set",
                "\"expiresInDays\" in data-cookie-options is an object that JavaScript cannot make a number: the script stops."
            )
        }
    }

    private static func checkModel(_ attributes: [String: String], existing: String?) throws(Reason) {
        guard attributes["data-attribution-model"] == "first-click", let existing, !existing.isEmpty else { return }
        throw .refusal(
            "first-click-existing",
            "The attribution model is first-click and a dub_id cookie with the value \"\(existing)\" exists: it stays.")
    }

    private static func line(
        _ clickID: String, _ pairs: [(name: String, value: JSValue)]
    ) throws(Reason) -> String {
        var line = "\(cookieName)=\(clickID)"
        for pair in pairs {
            do {
                line += "; \(pair.name)=\(try pair.value.jsString())"
            } catch {
                throw .refusal(
                    "cookie-not-set",
                    "\"\(pair.name)\" in data-cookie-options is an object that JavaScript cannot make a text: writing fails."
                )
            }
        }
        return line
    }
}
