import Attribution
import EventStore
import Foundation

/// A data file in a folder of its own, which goes with it.
struct TestFile {
    let folder: URL
    var path: String { folder.appending(path: "data.sqlite").path }

    /// Lends a folder.
    static func with<Result>(_ body: (TestFile) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "dubcheck-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(TestFile(folder: folder))
    }
}

enum Sample {
    static let now = Timestamp(milliseconds: 1_772_442_904_123)
    static let workspace = "ws_1KE6JQ30027H6P3AMKDQG6STT"

    static func link(_ id: String = "link_1", key: String = "spring") throws -> Link {
        var link = Link(
            id: id, domain: "go.acme.test", key: try LinkKey(key), url: "https://acme.test/", workspaceID: workspace,
            createdAt: now)
        link.tracksConversions = true
        link.comments = "for the spring mail; it's \"ours\""
        link.expiresAt = now + .seconds(3_600)
        return link
    }

    static func click(_ id: String, on link: String = "link_1") -> Click {
        Click(
            id: id, timestamp: now, linkID: link, url: "https://acme.test/?dub_id=\(id)", trigger: .qr,
            place: .init(continent: "EU", country: "DE", region: "BE", city: "Berlin"), address: "127.0.0.1",
            userAgent: "agent", refererURL: "https://example.com/a?b=c")
    }

    static func rules(after duration: Duration = .zero) -> ConversionRules {
        ConversionRules(workspaceID: workspace, now: now + duration)
    }

    static func lead(_ name: String = "Sign up", click: String, customer: String) -> LeadRequest {
        LeadRequest(clickID: click, eventName: name, person: Person(externalID: customer))
    }
}
