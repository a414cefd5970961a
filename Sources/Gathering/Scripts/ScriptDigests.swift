import Crypto
import Foundation

/// The digests of a script file that Subresource Integrity knows (W3C SRI, 3.2).
enum ScriptDigests {
    /// Base64 digests by algorithm name: `sha256`, `sha384`, `sha512`.
    static func of(_ bytes: [UInt8]) -> [String: String] {
        [
            "sha256": base64(SHA256.hash(data: bytes)),
            "sha384": base64(SHA384.hash(data: bytes)),
            "sha512": base64(SHA512.hash(data: bytes)),
        ]
    }

    private static func base64(_ digest: some Sequence<UInt8>) -> String {
        Data(digest).base64EncodedString()
    }
}
