internal import CookieForecast
internal import Foundation
internal import Hummingbird
internal import PageURL

/// `/_dubcheck/simulate`: the cookie that the script would leave on a page.
///
/// `GET` with the page's `url` and the tag's `attributes` as a JSON object. Nothing is fetched.
struct SimulateRoute {
    typealias Context = HarnessContext

    let now: @Sendable () -> Date

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.simulate, use: simulate)
    }

    @Sendable private func simulate(request: Request, context: Context) throws -> Response {
        let query = try SimulateQuery(request.uri.query ?? "")
        let forecast = CookieForecast(
            page: query.page, attributes: query.attributes, existingClickID: query.existingClickID, now: now())
        return .json(SimulateAnswer(url: query.page.href, forecast: forecast))
    }
}

/// A forecast as an answer: what is not there is null, so that nobody has to guess.
private struct SimulateAnswer: Encodable {
    struct Reason: Encodable {
        /// Catalogue id.
        var id: String
        /// Whether nothing is kept for this reason; else something is kept differently.
        var refused: Bool
        var message: String
        var fix: String?
    }

    private enum CodingKeys: CodingKey {
        case url, clickID, scriptRuns, written, cookie, reasons
    }

    var url: String
    var forecast: CookieForecast

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(url, forKey: .url)
        try container.encode(forecast.clickID, forKey: .clickID)
        try container.encode(forecast.scriptRuns, forKey: .scriptRuns)
        try container.encode(forecast.written, forKey: .written)
        try container.encode(forecast.cookie, forKey: .cookie)
        let reasons = forecast.reasons.map { reason in
            Reason(id: reason.findingID, refused: reason.isRefusal, message: reason.detail, fix: reason.fix)
        }
        try container.encode(reasons, forKey: .reasons)
    }
}
