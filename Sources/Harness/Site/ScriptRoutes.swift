internal import EventStore
internal import Hummingbird

/// `/analytics/script*.js`: the 8 variants of the analytics script, as Dub's network serves them.
struct ScriptRoutes {
    typealias Context = HarnessContext

    let library: ScriptLibrary
    let service: WorkspaceService
    /// What else is below `/analytics/`.
    let numbers: AnalyticsRoutes

    var routes: RouteCollection<Context> {
        RouteCollection(context: Context.self)
            .get(HarnessPath.script) { request, context in
                let file = context.part("file")
                if file.hasPrefix("script"), file.hasSuffix(".js") {
                    let answer = try script(file, request: request)
                    await service.saw(.script, file)
                    await service.sawCookie(of: request)
                    return answer
                }
                return try await numbers.answer(request, context, [file])
            }
    }

    private func script(_ file: String, request: Request) throws -> Response {
        guard let variant = ScriptVariant(fileName: file) else {
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
