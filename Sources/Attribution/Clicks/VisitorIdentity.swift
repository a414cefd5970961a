import Crypto

/// Who a visitor is, as far as clicks are concerned: an address with a user agent (`dub-api.md`, 6.4).
public struct VisitorIdentity: Sendable, Hashable {
    /// Hex SHA-256 of `{ip}-{user agent}`.
    public let digest: String

    /// The identity of a request.
    public init(address: String, userAgent: String) {
        var hex: [UInt8] = []
        hex.reserveCapacity(64)
        for byte in SHA256.hash(data: Array("\(address)-\(userAgent)".utf8)) {
            hex.append(Self.digits[Int(byte >> 4)])
            hex.append(Self.digits[Int(byte & 15)])
        }
        digest = String(decoding: hex, as: UTF8.self)
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
