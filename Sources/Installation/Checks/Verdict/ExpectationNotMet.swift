import CookieForecast
import Evidence
import Foundation

/// The configuration is not the one that was asserted.
enum ExpectationNotMet: Check {
    static let entry = CatalogueEntry(
        "expectation-not-met", .verdict, .blocker,
        title: "The configuration is not the expected one",
        why: "--expect asserted a value that this page does not have.",
        fix: "Set the expected value, or change the assertion.", isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let tag = page.liveTags.last { $0.isDub } ?? page.liveTags.last
        return page.options.expectations.compactMap { expectation in
            let actual = tag.flatMap { value(of: expectation.key, in: $0, on: page) }
            guard actual != normal(expectation.value, as: expectation.key) else { return nil }
            let finding = entry.finding(
                "Expected \(expectation.key.rawValue)=\(expectation.value), found \(actual ?? "none").",
                tag.map { [.tag($0, on: page)] } ?? [])
            return Observation(finding, .breaksAssertion)
        }
    }

    private static func value(of key: Expectation.Key, in tag: DubTag, on page: Analysis) -> String? {
        let attributes = tag.attributes
        switch key {
        case .variant:
            return tag.variant?.fileName
        case .refer:
            let domains = attributes["data-domains"].flatMap { try? JSValue(parsing: $0) }
            if case .string(let refer)? = domains?["refer"] { return refer }
            return attributes["data-short-domain"]
        case .attribution:
            return attributes["data-attribution-model"] == "first-click" ? "first-click" : "last-click"
        case .apiHost:
            return attributes["data-api-host"] ?? "https://api.dub.co"
        case .publishableKey:
            return attributes["data-publishable-key"]
        case .cookieDomain:
            guard let cookie = page.forecasts[tag.index]?.cookie else { return nil }
            return cookie.hostOnly ? "(this host only)" : ".\(cookie.domain)"
        case .cookieDays:
            guard let days = page.forecasts[tag.index]?.cookie?.expiresInDays else { return nil }
            return days.formatted(.number.precision(.fractionLength(0...2)).grouping(.never))
        }
    }

    /// Spellings that mean the same: a domain with or without its dot, a variant with or without `script.` and `.js`.
    private static func normal(_ value: String, as key: Expectation.Key) -> String {
        switch key {
        case .variant:
            if value.hasSuffix(".js") { return value }
            return value.isEmpty || value == "base" ? "script.js" : "script.\(value).js"
        case .cookieDomain:
            return value.hasPrefix(".") ? value : ".\(value)"
        case .refer, .attribution, .apiHost, .publishableKey, .cookieDays:
            return value
        }
    }
}
