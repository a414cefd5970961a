internal import Foundation

/// `web/` on disk, read anew at every question.
struct AssetFolder: Sendable {
    /// The folder without symbolic links in its path, and without a slash at its end.
    private let root: String

    init(path: String) throws(WebAssetsError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue,
            let root = Self.resolved(path)
        else { throw WebAssetsError.notAFolder(path) }
        self.root = root
    }

    /// Every file below the folder but those that are not for serving, in the order of the embedded table.
    var paths: [String] {
        guard let walk = FileManager.default.enumerator(atPath: root) else { return [] }
        return walk.compactMap { $0 as? String }.filter { asset(at: $0) != nil }.sorted()
    }

    /// The file at a path below the folder; nil for whatever is no regular file inside it.
    func asset(at path: String) -> WebAsset? {
        guard AssetPath.isServed(path),
            // A symbolic link may lead anywhere: only where it ends counts.
            let file = Self.resolved("\(root)/\(path)"), file.hasPrefix(root + "/"),
            (try? FileManager.default.attributesOfItem(atPath: file)[.type]) as? FileAttributeType == .typeRegular,
            let data = FileManager.default.contents(atPath: file)
        else { return nil }
        return WebAsset(path: path, bytes: [UInt8](data))
    }

    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
