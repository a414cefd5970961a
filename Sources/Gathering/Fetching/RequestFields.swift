import Evidence
import Foundation
import PageURL

/// Puts together the header fields of a request: a browser's own, the user's where they may go, and the chain's cookies.
struct RequestFields: Sendable {
    /// What is asked for.
    enum Purpose: Sendable, Hashable {
        /// A page that is navigated to.
        case document
        /// A script file of the page at the URL.
        case script(page: PageURL)
    }

    /// What is asked for.
    var purpose = Purpose.document
    /// The user agent.
    var userAgent: String
    /// Fields that belong to this look only, such as `Cache-Control`.
    var extra: [HTTPFields.Field] = []
    /// The URL the user named: the user's fields, cookies and credentials go to its site only.
    var target: PageURL
    /// The user's fields, cookies and credentials.
    var options: GatheringOptions

    /// The fields of a request to the URL, with the cookies set on the way there.
    func fields(for url: PageURL, cookies jar: CookieJar) -> [HTTPFields.Field] {
        var fields = browserFields(for: url) + extra
        var cookies = jar.pairs(for: url)
        if Self.mayCarryCredentials(to: url, of: target) {
            if let basic = options.basicAuth {
                let token = Data("\(basic.user):\(basic.password)".utf8).base64EncodedString()
                Self.set(.init(name: "Authorization", value: "Basic \(token)"), in: &fields)
            }
            for header in options.headers {
                fields.removeAll { $0.name.lowercased() == header.name.lowercased() }
            }
            fields += options.headers.map { .init(name: $0.name, value: $0.value) }
            // What the server has set since replaces what the user gave, as in a browser.
            let given = options.cookies.filter { cookie in !cookies.contains { $0.name == cookie.name } }
            cookies = given.map { ($0.name, $0.value) } + cookies
        }
        if !cookies.isEmpty {
            let pairs = cookies.map { "\($0.name)=\($0.value)" }
            // A user's own `Cookie` field stays, with the chain's cookies behind it.
            let written = fields.last { $0.name.lowercased() == "cookie" }.map { [$0.value] } ?? []
            Self.set(.init(name: "Cookie", value: (written + pairs).joined(separator: "; ")), in: &fields)
        }
        return fields
    }

    /// Whether the user's secrets may be sent to the URL: to the target's host and port, and from http up to https.
    static func mayCarryCredentials(to url: PageURL, of target: PageURL) -> Bool {
        guard url.host == target.host else { return false }
        if url.scheme == target.scheme { return url.effectivePort == target.effectivePort }
        return target.scheme == "http" && url.scheme == "https"
    }

    /// The user and password written into a URL, which browsers send like those they ask for.
    static func credentials(in url: PageURL) -> GatheringOptions.BasicAuth? {
        guard !url.username.isEmpty || !url.password.isEmpty else { return nil }
        return .init(
            user: url.username.removingPercentEncoding ?? url.username,
            password: url.password.removingPercentEncoding ?? url.password)
    }

    private func browserFields(for url: PageURL) -> [HTTPFields.Field] {
        var pairs = [("User-Agent", userAgent)]
        switch purpose {
        case .document:
            pairs += [
                ("Upgrade-Insecure-Requests", "1"),
                ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            ]
            pairs += fetchMetadata(url, site: "none", mode: "navigate", destination: "document")
        case .script(let page):
            pairs.append(("Accept", "*/*"))
            // Cross-origin files are asked for with an Origin, as for a tag with `crossorigin`: the answer then tells
            // whether such a tag would work, and is the same for one without.
            let isSameOrigin = url.isSameOrigin(as: page)
            if !isSameOrigin { pairs.append(("Origin", page.origin)) }
            if let referrer = Self.referrer(from: page, to: url) { pairs.append(("Referer", referrer)) }
            pairs += fetchMetadata(
                url, site: isSameOrigin ? "same-origin" : "cross-site", mode: isSameOrigin ? "no-cors" : "cors",
                destination: "script")
        }
        // Only what the client can undo is offered: an offer of br would bring bytes nobody here can read, and
        // servers differ about what "deflate" means.
        pairs += [("Accept-Encoding", "gzip"), ("Accept-Language", "en-US,en;q=0.9")]
        return pairs.map { HTTPFields.Field(name: $0.0, value: $0.1) }
    }

    /// The `Sec-Fetch-…` fields, which browsers send to trustworthy origins only (Fetch Metadata, section 3).
    private func fetchMetadata(
        _ url: PageURL, site: String, mode: String, destination: String
    ) -> [(String, String)] {
        guard url.isPotentiallyTrustworthy else { return [] }
        let user = purpose == .document ? [("Sec-Fetch-User", "?1")] : []
        return [("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)] + user + [("Sec-Fetch-Dest", destination)]
    }

    /// The referrer under the default policy, `strict-origin-when-cross-origin`.
    private static func referrer(from page: PageURL, to url: PageURL) -> String? {
        if page.scheme == "https", url.scheme == "http" { return nil }
        guard page.isSameOrigin(as: url) else { return page.origin + "/" }
        // Put together anew: a user and password in the URL never become part of a referrer.
        return page.origin + page.path + (page.query.map { "?" + $0 } ?? "")
    }

    private static func set(_ field: HTTPFields.Field, in fields: inout [HTTPFields.Field]) {
        fields.removeAll { $0.name.lowercased() == field.name.lowercased() }
        fields.append(field)
    }
}

extension GatheringOptions {
    /// The options with the user and password of a URL, where the user gave no others.
    func signingIn(as basicAuth: BasicAuth?) -> GatheringOptions {
        var options = self
        options.basicAuth = options.basicAuth ?? basicAuth
        return options
    }

    /// Whether requests carry what only one site may see.
    var carriesSecrets: Bool {
        basicAuth != nil || !headers.isEmpty || !cookies.isEmpty
    }
}
