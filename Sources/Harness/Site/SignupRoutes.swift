internal import Hummingbird
internal import WebAssets

/// `/signup`: the demo sign-up page.
struct SignupRoutes {
    typealias Context = BasicRequestContext

    let assets: WebAssets

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.signup) { request, _ in try send("index.html", to: request) }
            .get(HarnessPath.signupAsset) { request, context in
                let parts = context.parameters.getCatchAll().map(FormEncoding.decodePath)
                return try send(parts.joined(separator: "/"), to: request)
            }
    }

    private func send(_ file: String, to request: Request) throws -> Response {
        guard let asset = assets.asset(at: "signup/\(file)") else { throw Refusal.notFound(request.uri.path) }
        return .asset(asset, to: request)
    }
}
