/// What keeps the assets from being used.
public struct WebAssetsError: Error, Equatable, CustomStringConvertible {
    private enum Reason: Equatable {
        case notAFolder(String)
    }

    private let reason: Reason

    /// The path given as web root is no folder that can be read.
    public static func notAFolder(_ path: String) -> WebAssetsError {
        WebAssetsError(reason: .notAFolder(path))
    }

    /// What happened, and where.
    public var description: String {
        switch reason {
        case .notAFolder(let path): "web root '\(path)' is not a folder that can be read"
        }
    }
}
