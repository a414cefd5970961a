import Foundation
import Testing
import WebAssets

@Suite("A web root on disk")
struct WebRootTests {
    /// A folder with a file beside it that must never be served.
    private func withRoot(_ body: (_ root: URL, _ assets: WebAssets) throws -> Void) throws {
        let base = FileManager.default.temporaryDirectory.appending(path: "web-root-\(UUID().uuidString)")
        let root = base.appending(path: "web")
        try FileManager.default.createDirectory(
            at: root.appending(path: "site"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: base) }
        try Data("secret".utf8).write(to: base.appending(path: "secret.txt"))
        try Data("p {}".utf8).write(to: root.appending(path: "site/site.css"))
        try body(root, try WebAssets(folder: root.path))
    }

    @Test("is read at every question")
    func readsAnew() throws {
        try withRoot { root, assets in
            let before = try #require(assets.asset(at: "site/site.css"))
            try Data("p { margin: 0 }".utf8).write(to: root.appending(path: "site/site.css"))
            let after = try #require(assets.asset(at: "site/site.css"))
            #expect(before.text == "p {}")
            #expect(after.text == "p { margin: 0 }")
            #expect(before.fingerprint != after.fingerprint)
        }
    }

    @Test(
        "gives nothing but plain files inside it",
        arguments: [
            "../secret.txt", "site/../../secret.txt", "/etc/passwd", "site", "", "site/", "site//site.css",
            "./site/site.css", ".git/config", "site/.hidden.css", "README.md", "site\\site.css", "site/site.css\0",
            "%2e%2e/secret.txt",
        ])
    func refuses(path: String) throws {
        try withRoot { root, assets in
            try Data("hidden".utf8).write(to: root.appending(path: "site/.hidden.css"))
            try Data("readme".utf8).write(to: root.appending(path: "README.md"))
            #expect(assets.asset(at: path) == nil)
        }
    }

    @Test("follows a symbolic link only to where it stays inside")
    func symbolicLinks() throws {
        try withRoot { root, assets in
            let manager = FileManager.default
            try manager.createSymbolicLink(
                atPath: root.path + "/out.txt", withDestinationPath: root.path + "/../secret.txt")
            try manager.createSymbolicLink(atPath: root.path + "/up", withDestinationPath: "..")
            try manager.createSymbolicLink(atPath: root.path + "/in.css", withDestinationPath: "site/site.css")
            #expect(assets.asset(at: "out.txt") == nil)
            #expect(assets.asset(at: "up/secret.txt") == nil)
            #expect(assets.asset(at: "in.css")?.text == "p {}")
            #expect(assets.paths == ["in.css", "site/site.css"])
        }
    }

    @Test("that is no folder is told by its path")
    func missing() {
        #expect(throws: WebAssetsError.notAFolder("/nonexistent/web")) {
            try WebAssets(folder: "/nonexistent/web")
        }
    }
}
