internal import HummingbirdCore

/// How large the head of a request may be.
enum RequestHeadLimits {
    /// The longest request target, and the longest value of a field, in bytes: room for a click id beyond what a browser
    /// keeps in a cookie.
    static let field = 32 << 10
    /// All names and values together, with the target, in bytes.
    static let list = 64 << 10
    /// The number of fields.
    static let count = 200

    /// The limits as the decoder takes them.
    static var ofDecoder: HTTP1Channel.Configuration.DecoderConfiguration {
        .init(maxHeaderFieldSize: field, maxHeaderListSize: list, maxHeaderFieldCount: count)
    }
}
