import Evidence
import PageURL

/// Follows redirects by hand, so that each hop is kept with its query, the cookies and the user's secrets go only where
/// they belong, and a loop has a name.
struct RedirectFollower: Sendable {
    /// Makes the single requests.
    var fetcher: HTTPFetcher
    /// Redirects that are followed.
    var maximumHops: Int

    /// Asks for the journey's URL, and on, until something other than a redirect answers.
    ///
    /// The journey keeps the hops whether this succeeds or fails.
    ///
    /// - Throws: why no final answer came.
    func follow(
        _ journey: inout Journey, fields: RequestFields, sizeLimit: Int, deadline: Deadline
    ) async throws(FetchFailure) -> FetchAnswer {
        while true {
            let sent = fields.fields(for: journey.url, cookies: journey.cookies)
            guard journey.visit(sending: sent) else {
                throw FetchFailure(
                    .redirects, url: journey.url.href,
                    message: "the redirects come back to \(journey.url.href) and go round in a circle")
            }
            let answer = try await fetcher.fetch(
                FetchRequest(url: journey.url, fields: sent, sizeLimit: sizeLimit), deadline: deadline)
            journey.receive(answer.fields)
            guard let location = Self.location(of: answer) else { return answer }
            guard journey.hops.count < maximumHops else {
                throw FetchFailure(
                    .redirects, url: journey.url.href, message: "more than \(maximumHops) redirects")
            }
            try journey.goOn(.http, to: location, answer: answer)
        }
    }

    /// Where an answer sends the browser (WHATWG Fetch, 2.2.6: 301, 302, 303, 307, 308 with a `Location`).
    private static func location(of answer: FetchAnswer) -> String? {
        guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.fields["location"],
            !location.isEmpty
        else { return nil }
        return location
    }
}
