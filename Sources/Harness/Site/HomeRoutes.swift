internal import Hummingbird
internal import WebAssets

/// `/` and what every page needs.
struct HomeRoutes {
    typealias Context = HarnessContext

    let assets: WebAssets

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.home) { _, _ in Response.redirect(to: HarnessPath.dashboard, type: .found) }
            // Browsers ask for it on every host; an error in the console of each sample would be noise.
            .get(HarnessPath.favicon) { _, _ in Response(status: .noContent, headers: [.cacheControl: "max-age=86400"])
            }
            .get(HarnessPath.site, use: file)
    }

    @Sendable private func file(request: Request, context: Context) throws -> Response {
        let path = "site/" + context.parameters.getCatchAll().map(FormEncoding.decodePath).joined(separator: "/")
        // Pages of this folder have places to fill and addresses of their own.
        guard !path.hasSuffix(".html"), let asset = assets.asset(at: path) else {
            throw Refusal.notFound(request.uri.path)
        }
        return .asset(asset, to: request)
    }
}
