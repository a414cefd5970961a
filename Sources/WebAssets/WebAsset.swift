internal import Crypto
internal import Synchronization

/// A file of `web/` as it can be sent: its bytes, what they are, and what is derived from them once.
public final class WebAsset: Sendable {
    /// Path below `web/`, for example `analytics/base.js`.
    public let path: String

    /// The content.
    public let bytes: [UInt8]

    /// Value of `Content-Type`, told by the name's extension.
    public var contentType: String { ContentType.of(path) }

    /// The content as text; what is not UTF-8 becomes U+FFFD.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private let derived = Mutex(Derived())

    /// Makes an asset of bytes that were read or joined elsewhere.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    /// A strong validator (RFC 9110 section 8.8.3) without its quotes: it changes with every change of the bytes.
    public var fingerprint: String {
        derived.withLock { derived in
            if let known = derived.fingerprint { return known }
            // Half of SHA-256: 128 bits are plenty to tell versions of a file apart.
            let fingerprint = SHA256.hash(data: bytes).prefix(16).map(Self.hexadecimal).joined()
            derived.fingerprint = fingerprint
            return fingerprint
        }
    }

    /// The content in gzip form, prepared at the first call; nil when that is no shorter.
    public var gzipped: [UInt8]? {
        derived.withLock { derived in
            if let known = derived.gzipped { return known }
            let candidate = Gzip.compress(bytes)
            let gzipped = candidate.count < bytes.count ? candidate : nil
            derived.gzipped = .some(gzipped)
            return gzipped
        }
    }

    private struct Derived {
        var fingerprint: String?
        var gzipped: [UInt8]??
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
