import Evidence
import PageURL

/// One GET to make.
struct FetchRequest: Sendable {
    /// What to get.
    var url: PageURL
    /// The header fields to send, without `Host`.
    var fields: [HTTPFields.Field]
    /// Bytes after which the body is cut off, counted after decompression.
    var sizeLimit: Int
}

/// What came back: whatever the status, as long as it was HTTP.
struct FetchAnswer: Sendable {
    /// The status code.
    var status: Int
    /// The header fields in order.
    var fields: HTTPFields
    /// The body, decompressed, at most as long as the limit.
    var body: [UInt8]
    /// The limit cut the body off.
    var isTruncated: Bool
}
