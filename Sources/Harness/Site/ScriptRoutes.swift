internal import Hummingbird

/// `/analytics/script*.js`: the 8 variants of the analytics script, as Dub's network serves them.
struct ScriptRoutes {
    typealias Context = BasicRequestContext

    let library: ScriptLibrary

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.script, use: script)
    }

    @Sendable private func script(request: Request, context: Context) throws -> Response {
        let file = context.parameters.get("file") ?? ""
        guard let variant = ScriptVariant(fileName: file) else {
            guard file.hasPrefix("script"), file.hasSuffix(".js") else { throw Refusal.notFound(request.uri.path) }
            return .text(Self.unknownVariant(file), status: .notFound)
        }
        guard let script = library.script(variant) else {
            throw Refusal.broken("web/analytics/ lacks a part of \(file): \(variant.parts.joined(separator: ", ")).")
        }
        return .asset(
            script, to: request,
            headers: [
                // Any page may load it, also with crossorigin and under a Cross-Origin-Embedder-Policy.
                .accessControlAllowOrigin: "*", .crossOriginResourcePolicy: "cross-origin",
            ])
    }

    private static func unknownVariant(_ file: String) -> String {
        """
        There is no /analytics/\(file). The script has 8 variants: the base and any of three extensions, in this order:

        \(ScriptVariant.all.map { "/analytics/\($0.fileName)\n" }.joined())
        """
    }
}
