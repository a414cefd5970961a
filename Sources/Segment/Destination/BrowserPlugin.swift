public import JSON

/// What the Dub Browser Plugin does to an event before it leaves the page (`segment.md`, 4.6).
public enum BrowserPlugin {
    /// What became of an event.
    public struct Enriched: Sendable, Hashable {
        /// The event as it leaves the page.
        public let event: JSONValue
        /// What was done to it, or why nothing.
        public let outcome: Outcome
    }

    /// What was done to an event, or why nothing.
    public enum Outcome: Sendable, Hashable {
        /// The click id was added; nil in place of what the page had put there itself means nothing was lost.
        case added(clickID: String, replacing: JSONValue?)
        /// The page has no cookie `dub_id`.
        case noCookie
        /// The cookie `dub_id` is empty.
        case emptyCookie
        /// The cookies cannot be decoded, because one of them is not percent-encoded well: its name.
        case unreadableCookies(name: String)
        /// The page has switched the destination off by its name.
        case switchedOff
        /// The page has switched everything off, and the destination not on.
        case everythingOff
        /// The plugin has no part in such calls, of this type.
        case notItsCall(String)
    }

    /// The kinds of calls that it takes part in: all but screen.
    private static let kinds: [EventKind] = [.track, .identify, .page, .group, .alias]

    /// What an event becomes on a page with these cookies.
    ///
    /// - Parameter cookies: as `document.cookie` has them: `dub_id=…; other=…`.
    public static func enrich(_ event: JSONValue, cookies: String) -> Enriched {
        let outcome = outcome(of: event, cookies: cookies)
        guard case .added(let clickID, _) = outcome, case .object(var members) = event else {
            return Enriched(event: event, outcome: outcome)
        }
        var integrations = event["integrations"].object ?? [:]
        integrations[DubDestination.key] = ["dub_id": .string(clickID)]
        members["integrations"] = .object(integrations)
        return Enriched(event: .object(members), outcome: outcome)
    }

    private static func outcome(of event: JSONValue, cookies: String) -> Outcome {
        let type = event["type"].string ?? ""
        guard let kind = EventKind(rawValue: type), kinds.contains(kind) else { return .notItsCall(type) }
        // All of it at once, so that an encoded "; " in one cookie can pass for the beginning of another.
        guard let text = decoded(cookies) else { return .unreadableCookies(name: unreadable(in: cookies)) }
        let prefix = "\(cookieName)="
        guard let entry = entries(of: text).first(where: { $0.hasPrefix(prefix) }) else { return .noCookie }
        let clickID = String(entry.dropFirst(prefix.count))
        guard !clickID.isEmpty else { return .emptyCookie }
        let integrations = event["integrations"]
        let own = integrations.object?[DubDestination.key]
        if own == false { return .switchedOff }
        if integrations["All"] == false, own?.isTruthy != true { return .everythingOff }
        return .added(clickID: clickID, replacing: own.flatMap { loss(in: $0) })
    }

    private static let cookieName = "dub_id"

    /// What is lost of a value when an object with nothing but the click id takes its place.
    private static func loss(in value: JSONValue) -> JSONValue? {
        guard case .object(let options) = value else { return nil }
        return options.isEmpty ? nil : value
    }

    /// The cookies of a text, cut only where a semicolon has a space behind it.
    private static func entries(of text: String) -> [String] {
        var entries: [[UInt8]] = [[]]
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: ";"), rest.first == UInt8(ascii: " ") {
                rest.removeFirst()
                entries.append([])
            } else {
                entries[entries.count - 1].append(byte)
            }
        }
        return entries.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The name of the first cookie that cannot be decoded.
    private static func unreadable(in cookies: String) -> String {
        let entry = entries(of: cookies).first { decoded($0) == nil } ?? ""
        return String(entry.prefix { $0 != "=" })
    }

    /// A text without its percent encoding; nil for a percent sign without two digits, and for bytes that are no text.
    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexDigit), let low = rest.popFirst().flatMap(hexDigit) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }
}

extension BrowserPlugin.Outcome: CustomStringConvertible {
    /// The outcome in a word, for programs.
    public var word: String {
        switch self {
        case .added: "added"
        case .noCookie: "no-cookie"
        case .emptyCookie: "empty-cookie"
        case .unreadableCookies: "unreadable-cookies"
        case .switchedOff: "switched-off"
        case .everythingOff: "everything-off"
        case .notItsCall: "not-its-call"
        }
    }

    /// What was done, or why nothing and what to do about it.
    public var description: String {
        let key = "integrations[\"\(DubDestination.key)\"]"
        return switch self {
        case .added(let clickID, nil): "The browser plugin adds \(key).dub_id \"\(clickID)\"."
        case .added(let clickID, let lost?):
            "The browser plugin puts {\"dub_id\": \"\(clickID)\"} in the place of \(key), in which the page had "
                + "\(lost.compact): that is lost. Send it in properties or context.traits."
        case .noCookie:
            "The page has no cookie dub_id, so that the browser plugin adds nothing: the visitor has not come by a "
                + "short link, or the analytics script does not run (dubcheck verify says why)."
        case .emptyCookie: "The cookie dub_id is empty, so that the browser plugin adds nothing."
        case .unreadableCookies(let name):
            "The cookie '\(name)' is not percent-encoded well, and the browser plugin decodes all cookies at once: it "
                + "fails, and adds nothing. Encode the value with encodeURIComponent where that cookie is set."
        case .switchedOff: "\(key) is false, which the browser plugin leaves alone."
        case .everythingOff:
            "integrations.All is false and \(key) is not on, so that the browser plugin adds nothing: set it to true."
        case .notItsCall(let type):
            "The browser plugin has no part in calls of type '\(type)': it takes track, identify, page, group and alias."
        }
    }
}
