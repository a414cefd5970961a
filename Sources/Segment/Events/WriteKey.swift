public import JSON

/// The write key of a call: which source it is from (`segment.md`, 1.3).
public struct WriteKey: Sendable, Hashable {
    /// The key that counts.
    public let text: String
    /// What the header said, where it said something else.
    public let differingHeader: String?

    /// The key of a call; nil where there is none, or an empty one.
    ///
    /// It may be in the body, in the header, or in both, as the SDKs do; where they differ, the body's counts.
    ///
    /// - Parameter authorization: the header's value, `Basic` and base 64 of `KEY:`. Other schemes, such as `Bearer`,
    ///   say nothing of the key.
    public init?(body: JSONValue, authorization: String?) {
        let header = authorization.flatMap(Self.key(inHeader:))
        if let text = body["writeKey"].string, !text.isEmpty {
            self.text = text
            differingHeader = header == text ? nil : header
        } else {
            guard let header else { return nil }
            text = header
            differingHeader = nil
        }
    }

    /// The user name of Basic credentials; the colon may be missing.
    private static func key(inHeader value: String) -> String? {
        let parts = value.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "basic", let bytes = base64(parts[1].utf8) else { return nil }
        let name = String(decoding: bytes.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        return name.isEmpty ? nil : name
    }

    /// The bytes of a base 64 text (RFC 4648, section 4), whose padding may be missing.
    private static func base64(_ text: Substring.UTF8View) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text where byte != UInt8(ascii: "=") {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0") + 52
            case UInt8(ascii: "+"): digit = 62
            case UInt8(ascii: "/"): digit = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(digit)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
        }
        return bytes
    }
}

/// What is known of a source.
public enum SourceStatus: Sendable, Hashable {
    /// It takes events.
    case enabled
    /// It was switched off: calls are accepted, and their events discarded.
    case disabled
    /// No source has the key: as above.
    case unknown
}
