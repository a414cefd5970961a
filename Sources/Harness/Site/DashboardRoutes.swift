internal import Hummingbird
internal import WebAssets

/// `/dashboard/…`: the pages of the dashboard, and the files they load.
struct DashboardRoutes {
    typealias Context = HarnessContext

    let assets: WebAssets
    let pages: SitePages
    let session: Session

    /// The page that is shown first.
    private static let first = "overview"

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(RouterPath(HarnessPath.dashboard)) { request, _ in
                Response.redirect(to: "\(HarnessPath.dashboard)/\(Self.first)", type: .found)
            }
            .get(HarnessPath.dashboardFile, use: answer)
    }

    /// A page by its name, or a file, which has a dot in its own.
    @Sendable private func answer(request: Request, context: Context) throws -> Response {
        let path = context.parameters.getCatchAll().map(FormEncoding.decodePath).joined(separator: "/")
        if !path.contains(".") {
            guard let page = pages.dashboard(path) else { throw Refusal.notFound(request.uri.path) }
            return session.begin(page, for: request)
        }
        // The pages are whole only within their frame.
        guard !path.hasSuffix(".html"), let asset = assets.asset(at: "dashboard/\(path)") else {
            throw Refusal.notFound(request.uri.path)
        }
        return .asset(asset, to: request)
    }
}
