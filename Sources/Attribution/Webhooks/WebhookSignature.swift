import Crypto
import Foundation

/// How a receiver knows that a delivery is genuine (`dub-api.md`, 17.1).
public enum WebhookSignature {
    /// The header that carries it.
    public static let header = "Dub-Signature"

    /// The HMAC-SHA256 of a body in hex digits; the key is the webhook's secret as text.
    public static func of(_ body: String, secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data(body.utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return code.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0\(digits)" : digits
        }.joined()
    }
}
