public import JSON
import PageURL

/// What the answers show of a click (`dub-api.md`, 14.2 and 17.2).
public struct ClickView: Sendable {
    /// Two places show a click, and differ in small ways.
    public enum Place: Sendable {
        /// A row of `/events`: the region has its country, the referrer has no query.
        case eventRow
        /// A webhook: the bare region, the whole referrer.
        case webhook
    }

    /// The click.
    public var click: Click
    /// What its user agent says.
    public var agent: VisitorAgent

    /// A click, and what its user agent says.
    public init(_ click: Click) {
        self.click = click
        agent = VisitorAgent(click.userAgent)
    }

    /// The host of the referrer without `www.`, or `(direct)`.
    public var referer: String { click.refererHost }

    /// The country and the part of it, such as `US-CA`; what is not known stays as it is.
    public var region: String { click.place.regionInCountry }

    /// The click with all its fields.
    ///
    /// - Parameter time: the time it is shown with, which for the rows of leads and sales is theirs.
    public func json(for place: Place, at time: Timestamp) -> JSONValue {
        [
            "id": .string(click.id), "timestamp": .string(time.text), "url": .string(click.url),
            "country": .string(click.place.country), "city": .string(click.place.city),
            "region": .string(place == .webhook ? click.place.region : region),
            "continent": .string(click.place.continent), "device": .string(agent.device),
            "browser": .string(agent.browser), "os": .string(agent.os), "ua": .string(click.userAgent),
            "trigger": .string(click.trigger.rawValue), "referer": .string(referer),
            "refererUrl": .string(place == .webhook ? click.refererURL : click.refererURL.withoutQuery),
            "qr": .bool(click.trigger == .qr), "ip": .string(click.address),
        ]
    }
}

extension Click.Place {
    /// The country and the part of it, such as `US-CA`; what is not known stays as it is.
    var regionInCountry: String {
        Self.isKnown(region) && Self.isKnown(country) ? "\(country)-\(region)" : region
    }

    private static func isKnown(_ text: String) -> Bool { !text.isEmpty && text != "Unknown" }
}

extension Click {
    /// The host of the referrer without `www.`, or `(direct)` (`dub-api.md`, 6.3).
    public var refererHost: String { Self.host(ofReferer: refererURL) }

    /// The host of a referrer without `www.`, or `(direct)`.
    static func host(ofReferer text: String) -> String {
        guard text != "(direct)", let host = PageURL(text)?.host, !host.isEmpty else { return "(direct)" }
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}

extension String {
    /// A URL up to its query.
    public var withoutQuery: String {
        guard let end = utf8.firstIndex(of: UInt8(ascii: "?")) else { return self }
        return String(self[..<end])
    }
}
