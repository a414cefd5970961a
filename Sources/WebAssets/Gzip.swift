internal import CWebAssets

/// The gzip form of bytes (RFC 1952), by zlib.
public enum Gzip {
    /// Compresses as well as zlib can; the same bytes always give the same result.
    public static func compress(_ bytes: [UInt8]) -> [UInt8] {
        let capacity = cwebassets_gzip_bound(bytes.count)
        return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            guard let room = output.baseAddress else { return }
            count = bytes.withUnsafeBufferPointer { input in
                // An empty array may have no address; zlib reads nothing from the one it gets instead.
                cwebassets_gzip(input.baseAddress ?? UnsafePointer(room), input.count, room, capacity)
            }
        }
    }
}
