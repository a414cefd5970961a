import Foundation

/// A body as it arrived; saved as base64, so that saved evidence judges the same bytes again.
public struct Bytes: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
    /// The bytes.
    public var array: [UInt8]

    /// These bytes.
    public init(_ array: [UInt8]) {
        self.array = array
    }

    /// The UTF-8 bytes of the text.
    public init(stringLiteral value: String) {
        array = Array(value.utf8)
    }

    /// The bytes read as UTF-8, with U+FFFD for what is not.
    public var text: String {
        String(decoding: array, as: UTF8.self)
    }

    /// The bytes as base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(array).base64EncodedString())
    }

    /// The bytes of a base64 text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let data = Data(base64Encoded: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "the body is not base64")
        }
        array = Array(data)
    }
}
