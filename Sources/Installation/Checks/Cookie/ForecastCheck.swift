import CookieForecast
import Evidence
import HTMLPage

/// A check that passes on what the cookie forecast says of a tag.
protocol ForecastCheck: TagCheck {
    /// What the reason does to the outcome.
    static var effect: Observation.Effect { get }
    /// The attribute that shows the cause.
    static var attribute: String { get }
}

extension ForecastCheck {
    static var effect: Observation.Effect { .none }
    static var attribute: String { "data-cookie-options" }

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let forecast = page.forecasts[tag.index],
            let reason = forecast.reasons.first(where: { $0.findingID == entry.id })
        else { return nil }
        return observation(of: reason, tag: tag, forecast: forecast)
    }

    static func observation(of reason: CookieForecast.Reason, tag: DubTag, forecast: CookieForecast) -> Observation {
        var evidence: [FindingEvidence] = []
        if tag.element[attribute] != nil { evidence.append(.attribute(attribute, of: tag)) }
        if let written = forecast.written {
            evidence.append(FindingEvidence(.cookie, "document.cookie = \"\(written)\""))
        }
        let finding = entry.finding(reason.detail, evidence, fix: reason.fix)
        return Observation(finding, effect, tag: tag.index)
    }
}
