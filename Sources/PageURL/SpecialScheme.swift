/// The schemes with a host and a default port (URL Standard, "special scheme").
///
/// `file` is one too, but dubcheck never loads pages through it and keeps it opaque.
enum SpecialScheme {
    static func defaultPort(_ scheme: String) -> Int? {
        switch scheme {
        case "http", "ws": 80
        case "https", "wss": 443
        case "ftp": 21
        default: nil
        }
    }
}
