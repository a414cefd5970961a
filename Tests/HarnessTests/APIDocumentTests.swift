import EventStore
import Foundation
import Testing

@testable import Harness

@Suite("The API's description")
struct APIDocumentTests {
    /// What the description leaves out: pages, and what is described elsewhere.
    private static let pages = [
        "", "dashboard", "favicon.ico", "samples", "samples.json", "site", "signup", "r", "api",
    ]

    @Test("names exactly the routes that there are")
    func routes() async throws {
        let site = try await TestSite(.test)
        let served = Set(
            site.routes.map { Route(method: $0.method, path: $0.path.withoutNames) }.filter { route in
                let first = route.path.split(separator: "/").first.map(String.init) ?? ""
                return !Self.pages.contains(first) && route.method != "HEAD" && !route.path.hasSuffix("simulate")
                    && !route.path.hasPrefix("/_dubcheck/signup") && !route.path.hasPrefix("/_dubcheck/api/")
            })
        let described = try described()
        #expect(served.subtracting(described).map(\.text).sorted() == [], "not described")
        #expect(described.subtracting(served).map(\.text).sorted() == [], "not served")
        try await site.service.store.close()
    }

    /// A method of a path, whose parameters are all the same.
    private struct Route: Hashable {
        var method: String
        var path: String
        var text: String { "\(method) \(path)" }
    }

    /// Two levels of a YAML file of our own: paths, and methods below them.
    private func described() throws -> Set<Route> {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "web/openapi.yaml")
        var routes: Set<Route> = []
        var path = ""
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if let match = line.wholeMatch(of: /[ ]{2}(\/\S*):/) {
                path = String(match.1)
            } else if line.wholeMatch(of: /\S.*/) != nil {
                path = ""
            } else if !path.isEmpty, let match = line.wholeMatch(of: /[ ]{4}(get|put|post|delete|patch|options):/) {
                routes.insert(Route(method: match.1.uppercased(), path: path.withoutNames))
            }
        }
        return routes
    }
}

extension String {
    /// A path whose parameters have no names, which nobody sees.
    fileprivate var withoutNames: String { replacing(/\{[^}]*\}/, with: "{}") }
}
