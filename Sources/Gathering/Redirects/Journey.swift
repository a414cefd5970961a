import Evidence
import PageURL

/// The way from a URL to what finally answers: where it is now, how it got there, and the cookies picked up.
struct Journey: Sendable {
    /// Where to go next, or where the answer came from.
    private(set) var url: PageURL
    /// The redirects so far.
    private(set) var hops: [Hop] = []
    /// The cookies set on the way.
    private(set) var cookies = CookieJar()

    private var visited: Set<String> = []

    /// A journey that begins at the URL.
    init(from url: PageURL) {
        self.url = url
    }

    /// Notes that the current URL is about to be asked for, with these fields.
    ///
    /// - Returns: false when the very same was asked for before: a loop. The same URL with other cookies is none;
    ///   sites that set a cookie and come back get out of it.
    mutating func visit(sending fields: [HTTPFields.Field]) -> Bool {
        let sent = fields.first { $0.name.lowercased() == "cookie" }?.value ?? ""
        return visited.insert("\(url.withoutFragment.href)\n\(sent)").inserted
    }

    /// Takes the cookies of an answer from the current URL.
    mutating func receive(_ fields: HTTPFields) {
        cookies.store(fields, from: url)
    }

    /// Goes on to where the current URL sends the browser.
    ///
    /// - Throws: when that is no `http(s)` URL; the hop is noted all the same.
    mutating func goOn(_ kind: Hop.Kind, to location: String, answer: FetchAnswer) throws(FetchFailure) {
        var destination = PageURL(location, relativeTo: url)
        if let plain = destination, plain.fragment == nil, let fragment = url.fragment {
            // RFC 9110, 10.2.2: a redirect without a fragment inherits that of the URL it comes from.
            destination = PageURL("#" + fragment, relativeTo: plain) ?? plain
        }
        hops.append(
            Hop(
                kind: kind, url: url, status: answer.status, location: location, destination: destination,
                fields: answer.fields))
        guard let destination, destination.isHTTP else {
            throw FetchFailure(
                .unsupportedURL, url: url.href, message: "redirects to \(location), which is no web page")
        }
        url = destination
    }
}
