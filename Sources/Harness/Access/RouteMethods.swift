internal import Hummingbird
internal import Synchronization

/// Which methods there are for which paths, to tell a wrong method from a wrong path.
final class RouteMethods: Sendable {
    private struct Route {
        var parts: [Substring]
        var method: HTTPRequest.Method
    }

    private struct Known {
        var routes: [Route] = []
        /// What paths of programs begin with.
        var programs: Set<Substring> = []
    }

    private let known = Mutex(Known())

    /// Takes over the routes of a router, once all of them are there.
    func learn(_ descriptions: [Router<HarnessContext>.RouteDescription]) {
        let routes = descriptions.map { Route(parts: $0.path.description.split(separator: "/"), method: $0.method) }
        // The whole API is below `/api` too.
        let resources = routes.filter { $0.parts.first == "api" }.compactMap { $0.parts.dropFirst().first }
        known.withLock { $0 = Known(routes: routes, programs: Set(resources).union(["_dubcheck", "api"])) }
    }

    /// What is said of a request that no route takes.
    func refusal(of request: Request) -> Refusal {
        var found = Set(matches(of: request.uri.path))
        if found.contains(.get) { found.insert(.head) }
        let methods = found.sorted { $0.rawValue < $1.rawValue }
        guard !methods.isEmpty, !methods.contains(request.method) else { return .notFound(request.uri.path) }
        return .methodNotAllowed(request.method, allowed: methods)
    }

    /// Whether programs rather than people ask for a path.
    func isProgramPath(_ path: String) -> Bool {
        guard let first = path.split(separator: "/").first else { return false }
        return known.withLock { $0.programs.contains(first) }
    }

    private func matches(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        return known.withLock { known in
            known.routes.filter { Self.fits($0.parts, parts) }.map(\.method)
        }
    }

    private static func fits(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        if pattern.last == "**" {
            return path.count >= pattern.count && zip(pattern.dropLast(), path).allSatisfy(fits)
        }
        return pattern.count == path.count && zip(pattern, path).allSatisfy(fits)
    }

    private static func fits(_ pattern: Substring, _ part: Substring) -> Bool {
        pattern == part || pattern.hasPrefix("{") || pattern.hasPrefix(":")
    }
}
