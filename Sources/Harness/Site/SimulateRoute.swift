internal import Foundation
internal import Hummingbird

/// `/_dubcheck/simulate`: the cookie that the script would leave on a page.
///
/// `GET` with the page's `url` and the tag's `attributes` as a JSON object. Nothing is fetched.
struct SimulateRoute {
    typealias Context = BasicRequestContext

    let now: @Sendable () -> Date

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.simulate, use: simulate)
    }

    @Sendable private func simulate(request: Request, context: Context) throws -> Response {
        .json(try SimulateQuery(request.uri.query ?? ""))
    }
}
