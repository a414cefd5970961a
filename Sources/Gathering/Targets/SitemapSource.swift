import Evidence
import PageURL

/// Fetches sitemaps, or reads them from disk.
struct SitemapSource: Sendable {
    /// Makes the requests.
    let fetcher: HTTPFetcher
    /// The options of the run.
    let options: GatheringOptions

    /// What the sitemap at the place lists.
    ///
    /// - Parameter owner: The URL whose site gets the user's header fields, cookies and credentials.
    func contents(of place: SitemapPlace, owner: PageURL?) async throws(GatheringError) -> SitemapContents {
        switch place {
        case .file(let path):
            guard FolderListing.kind(of: path) != .missing else {
                throw .usage("\(path): \(Target.adviceForMissing(path))")
            }
            return try SitemapContents(
                try FileReader.read(path, limit: SitemapContents.maximumBytes, as: "sitemap"), named: path)
        case .url(let url):
            return try SitemapContents(try await fetch(url, owner: owner ?? url), named: place.name)
        }
    }

    private func fetch(_ url: PageURL, owner: PageURL) async throws(GatheringError) -> [UInt8] {
        let fields = RequestFields(userAgent: options.userAgent, target: owner, options: options)
        let follower = RedirectFollower(fetcher: fetcher, maximumHops: options.maximumHops)
        var journey = Journey(from: url)
        let answer: FetchAnswer
        do throws(FetchFailure) {
            answer = try await follower.follow(
                &journey, fields: fields, sizeLimit: SitemapContents.maximumBytes,
                deadline: Deadline(in: options.timeout))
        } catch {
            throw .environment("\(url.displayed): the sitemap cannot be fetched: \(error.message)")
        }
        if let trouble = Self.trouble(answer.status) {
            throw .usage("\(url.displayed): the server answers \(answer.status) instead of a sitemap; \(trouble)")
        }
        guard !answer.isTruncated else {
            throw .usage("\(url.displayed): larger than 50 MB, the most a sitemap may have; split it, with an index")
        }
        return answer.body
    }

    /// What to do about a status code; nil for those that come with a sitemap.
    private static func trouble(_ status: Int) -> String? {
        switch status {
        case 200..<300: nil
        case 401, 403, 407: "when it is protected, give --basic-auth, --header or --cookie"
        case 429, 500...: "try again later"
        default: "check the address; the site's robots.txt may name it"
        }
    }
}
