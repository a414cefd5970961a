internal import HTTPTypes
internal import Hummingbird

/// Whether a request comes from a page of this origin, as far as browsers tell (Fetch metadata, RFC 6454).
enum SameOrigin {
    /// Whether nothing in the request says that a page of another origin has sent it.
    static func allows(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite], !["same-origin", "none"].contains(site) { return false }
        guard let origin = request.headers[.origin] else { return true }
        guard let authority = request.head.authority else { return false }
        return origin == "http://\(authority)" || origin == "https://\(authority)"
    }

    /// Whether the request says anything of where it comes from.
    static func isStated(by request: Request) -> Bool {
        request.headers[.origin] != nil || request.headers[.secFetchSite] != nil
    }
}

extension HTTPField.Name {
    fileprivate static let secFetchSite = HTTPField.Name("Sec-Fetch-Site").unsafelyNamed
}
