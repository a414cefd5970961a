import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the HTML files below a folder.
enum FolderListing {
    /// What a path leads to, symbolic links followed.
    enum Kind {
        case file, folder, missing
    }

    /// A folder's place on disk, whatever path leads there.
    private struct Identity: Hashable {
        var device: UInt64
        var node: UInt64
    }

    /// What the path leads to.
    static func kind(of path: String) -> Kind {
        guard let status = status(of: path) else { return .missing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The paths of every `.html` and `.htm` file below the folder, sorted, each beginning with the folder as given.
    ///
    /// Symbolic links are followed; a folder that was already entered is not entered again, so links in a circle end.
    ///
    /// - Throws: `GatheringError` for a folder that cannot be listed.
    static func htmlFiles(below folder: String) throws(GatheringError) -> [String] {
        var files: [String] = []
        var entered: Set<Identity> = []
        try collect(below: folder, into: &files, entered: &entered)
        return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func collect(
        below folder: String, into files: inout [String], entered: inout Set<Identity>
    ) throws(GatheringError) {
        guard let status = status(of: folder) else { return }
        let identity = Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
        guard entered.insert(identity).inserted else { return }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .environment("\(folder): the folder cannot be listed; check its permissions")
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        // Sorted here too, so that of two links to one folder the same one is always followed.
        for name in names.sorted() {
            let path = prefix + name
            switch kind(of: path) {
            case .folder: try collect(below: path, into: &files, entered: &entered)
            case .file where isHTML(name): files.append(path)
            case .file, .missing: break
            }
        }
    }

    private static func isHTML(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".html") || name.hasSuffix(".htm")
    }

    private static func status(of path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}
