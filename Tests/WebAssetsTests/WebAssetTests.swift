import Foundation
import Testing
import WebAssets

@Suite("A file of web/")
struct WebAssetTests {
    @Test(
        "has the type a browser needs",
        arguments: [
            ("analytics/base.js", "application/javascript; charset=utf-8"), ("a/B.HTML", "text/html; charset=utf-8"),
            ("site.css", "text/css; charset=utf-8"), ("openapi.yaml", "application/yaml"),
            ("x.unheard-of", "application/octet-stream"), ("folder.js/file", "application/octet-stream"),
        ])
    func contentType(path: String, type: String) {
        #expect(WebAsset(path: path, bytes: []).contentType == type)
    }

    @Test("has a fingerprint that only its bytes decide")
    func fingerprint() {
        let one = WebAsset(path: "a.js", bytes: Array("one".utf8))
        #expect(one.fingerprint == WebAsset(path: "b.js", bytes: Array("one".utf8)).fingerprint)
        #expect(one.fingerprint != WebAsset(path: "a.js", bytes: Array("two".utf8)).fingerprint)
        // The first half of `printf one | sha256sum`.
        #expect(one.fingerprint == "7692c3ad3540bb803c020b3aee66cd88")
    }

    @Test("is not compressed when that makes it longer", arguments: ["", "ab"])
    func tooShortForGzip(text: String) {
        #expect(WebAsset(path: "a.txt", bytes: Array(text.utf8)).gzipped == nil)
    }

    @Test("comes out of gzip as it went in", arguments: [0, 1, 5_000, 1_000_000])
    func gzip(count: Int) throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<count).map { _ in UInt8.random(in: 0...15, using: &generator) }
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).gz")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(Gzip.compress(bytes)).write(to: file)

        let gunzip = Process()
        gunzip.executableURL = URL(filePath: "/bin/gzip")
        gunzip.arguments = ["-dc", file.path]
        let output = Pipe()
        gunzip.standardOutput = output
        try gunzip.run()
        let result = try output.fileHandleForReading.readToEnd() ?? Data()
        gunzip.waitUntilExit()
        #expect(gunzip.terminationStatus == 0)
        #expect([UInt8](result) == bytes)
    }
}
