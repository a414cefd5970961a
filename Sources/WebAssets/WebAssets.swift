/// The files a browser gets: embedded in the binary, or read from a folder while they are being edited.
public struct WebAssets: Sendable {
    /// The files as they were when the program was built.
    public static let embedded = WebAssets(source: .embedded(.shared))

    private enum Source {
        case embedded(EmbeddedAssets)
        case folder(AssetFolder)
    }

    private let source: Source

    private init(source: Source) { self.source = source }

    /// Reads from a folder at every question, so that an edited file is seen at once.
    ///
    /// Nothing outside the folder is ever read: neither `..`, hidden names nor symbolic links lead out of it.
    ///
    /// - Throws: ``WebAssetsError`` when the path is no folder.
    public init(folder path: String) throws(WebAssetsError) {
        source = .folder(try AssetFolder(path: path))
    }

    /// Whether the files can change while the program runs.
    public var isLive: Bool {
        switch source {
        case .embedded: false
        case .folder: true
        }
    }

    /// The paths of all files, sorted by their bytes.
    public var paths: [String] {
        switch source {
        case .embedded(let assets): assets.paths
        case .folder(let folder): folder.paths
        }
    }

    /// The file at a path below `web/`, for example `analytics/base.js`; nil when there is none.
    public func asset(at path: String) -> WebAsset? {
        switch source {
        case .embedded(let assets): assets.asset(at: path)
        case .folder(let folder): folder.asset(at: path)
        }
    }
}
