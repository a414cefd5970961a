internal import Hummingbird
internal import Synchronization

/// Which methods there are for which paths, to tell a wrong method from a wrong path.
final class RouteMethods: Sendable {
    private struct Route {
        var parts: [Substring]
        var method: HTTPRequest.Method
    }

    private let routes = Mutex<[Route]>([])

    /// Takes over the routes of a router, once all of them are there.
    func learn(_ descriptions: [Router<HarnessContext>.RouteDescription]) {
        let known = descriptions.map { Route(parts: $0.path.description.split(separator: "/"), method: $0.method) }
        routes.withLock { $0 = known }
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
        let first = path.split(separator: "/").first.map(String.init) ?? ""
        return ["_dubcheck", "api"].contains(first) || Self.resources.contains(first)
    }

    private static let resources: Set = [
        "links", "track", "events", "customers", "tags", "folders", "domains", "workspaces", "qr",
    ]

    private func matches(of path: String) -> [HTTPRequest.Method] {
        let parts = path.split(separator: "/")
        return routes.withLock { routes in
            routes.filter { Self.fits($0.parts, parts) }.map(\.method)
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
