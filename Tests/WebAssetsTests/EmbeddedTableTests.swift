import Foundation
import Testing
import WebAssets

@Suite("The embedded files")
struct EmbeddedTableTests {
    /// `web/` of this checkout.
    static let web = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../web")
        .resolvingSymlinksInPath()

    @Test("are exactly the files of web/: run `make assets` after adding, renaming or removing one")
    func tableMatchesFolder() throws {
        let onDisk = try #require(FileManager.default.enumerator(atPath: Self.web.path)).compactMap { $0 as? String }
            .filter { path in
                var isFolder: ObjCBool = false
                let exists = FileManager.default.fileExists(
                    atPath: Self.web.appending(path: path).path, isDirectory: &isFolder)
                let parts = path.split(separator: "/")
                let isHidden = parts.contains { $0.hasPrefix(".") }
                return exists && !isFolder.boolValue && !isHidden && parts.last?.hasPrefix("README") == false
            }
        #expect(!onDisk.isEmpty)
        let embedded = WebAssets.embedded.paths
        #expect(Set(onDisk).subtracting(embedded).sorted() == [], "not embedded")
        #expect(Set(embedded).subtracting(onDisk).sorted() == [], "embedded, but gone")
    }

    @Test("have the bytes of the files as they are now")
    func bytesMatch() throws {
        for path in WebAssets.embedded.paths {
            let file = try [UInt8](Data(contentsOf: Self.web.appending(path: path)))
            let isCurrent = WebAssets.embedded.asset(at: path)?.bytes == file
            #expect(isCurrent, "\(path)")
        }
    }

    @Test("are listed as a web root lists them")
    func folderListsTheSame() throws {
        #expect(try WebAssets(folder: Self.web.path).paths == WebAssets.embedded.paths)
    }
}
