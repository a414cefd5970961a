internal import CWebAssets

/// The table that the compiler put into the binary.
struct EmbeddedAssets: Sendable {
    private let assets: [String: WebAsset]

    static let shared = EmbeddedAssets()

    private init() {
        let pairs = (0..<cwebassets_count()).map { index in
            let entry = cwebassets_at(index)
            let path = String(cString: entry.path)
            let bytes = [UInt8](UnsafeBufferPointer(start: entry.bytes, count: entry.length))
            return (path, WebAsset(path: path, bytes: bytes))
        }
        assets = Dictionary(uniqueKeysWithValues: pairs)
    }

    var paths: [String] { assets.keys.sorted() }

    func asset(at path: String) -> WebAsset? { assets[path] }
}
