public import Evidence
import PageURL

/// The pages that a sitemap lists, with those of every sitemap that an index names.
public struct Sitemap: Sendable {
    /// Where it is, as messages name it: without user and password.
    public let name: String
    /// The pages in the order of the sitemap, each once.
    public let targets: [Target]
    /// Entries that name no page: relative addresses and those that are not `http(s)`.
    public let skippedCount: Int

    /// Reads a sitemap: XML, plain text with an address a line, or either of them as a gzip file.
    ///
    /// A sitemap that an index names and that cannot be had is an error like the first one: a run that silently covers
    /// less than it was asked for would say that all is well.
    ///
    /// - Parameters:
    ///   - address: An `http(s)` URL, or the path of a file.
    ///   - options: How it is fetched, as pages are.
    /// - Throws: a `GatheringError` when it cannot be had, or lists no page.
    public init(at address: String, options: GatheringOptions) async throws(GatheringError) {
        var place = SitemapPlace.file(address)
        var signedIn = options
        if let scheme = Target.scheme(of: address) {
            let url = try Target.url(address, scheme: scheme)
            place = .url(url.withoutCredentials)
            signedIn = options.signingIn(as: RequestFields.credentials(in: url))
        }
        let fetcher = HTTPFetcher(options: options)
        var walk = SitemapWalk(source: SitemapSource(fetcher: fetcher, options: signedIn))
        let failure: GatheringError?
        do throws(GatheringError) {
            try await walk.visit(place, owner: nil, depth: 0)
            failure = nil
        } catch {
            failure = error
        }
        await fetcher.close()
        if let failure { throw failure }
        guard !walk.pages.isEmpty else {
            let advice = walk.skippedCount > 0 ? "write whole addresses, like https://acme.test/" : "check the address"
            throw .usage("\(place.name): the sitemap lists no http(s) page; \(advice)")
        }
        name = place.name
        targets = walk.pages.map { .url($0) }
        skippedCount = walk.skippedCount
    }
}

/// Where a sitemap is.
enum SitemapPlace: Sendable, Hashable {
    case url(PageURL)
    case file(String)

    /// The place as messages name it.
    var name: String {
        switch self {
        case .url(let url): url.displayed
        case .file(let path): path
        }
    }
}

/// Goes through a sitemap and those it names, in their order, each once.
private struct SitemapWalk {
    let source: SitemapSource
    private(set) var pages: [PageURL] = []
    private(set) var skippedCount = 0
    private var known: Set<PageURL> = []
    private var visited: Set<SitemapPlace> = []

    init(source: SitemapSource) {
        self.source = source
    }

    /// Takes in a sitemap.
    ///
    /// - Parameter owner: The URL whose site may have the user's secrets; nil where the user's own file names the place.
    mutating func visit(_ place: SitemapPlace, owner: PageURL?, depth: Int) async throws(GatheringError) {
        guard visited.insert(place).inserted else { return }
        guard visited.count <= Self.maximumSitemaps else {
            throw .usage(
                "\(place.name): the index names more than \(Self.maximumSitemaps) sitemaps; give those of a part of the site"
            )
        }
        var owner = owner
        if owner == nil, case .url(let url) = place { owner = url }
        let contents = try await source.contents(of: place, owner: owner)
        for location in contents.locations {
            guard let url = PageURL(location), url.isHTTP else {
                skippedCount += 1
                continue
            }
            if !contents.isIndex {
                try add(url, from: place, owner: owner)
            } else if depth < Self.maximumDepth {
                try await visit(.url(url), owner: owner, depth: depth + 1)
            } else {
                throw .usage("\(place.name): an index below \(depth) others; give the sitemaps with the pages")
            }
        }
    }

    private mutating func add(_ url: PageURL, from place: SitemapPlace, owner: PageURL?) throws(GatheringError) {
        if let owner, source.options.carriesSecrets, !Self.areRelated(url.host, owner.host) {
            throw .usage(
                "\(place.name): lists \(url.displayed), and header fields, cookies and credentials for \(owner.host) must not "
                    + "go to \(url.host); list the pages in a file and give it with --urls-from")
        }
        guard known.insert(url).inserted else { return }
        guard pages.count < Self.maximumPages else {
            throw .usage("\(place.name): more than \(Self.maximumPages) pages; give the sitemaps of a part of the site")
        }
        pages.append(url)
    }

    /// The same host, or one below the other, as `www.acme.test` and `acme.test`.
    private static func areRelated(_ host: String, _ other: String) -> Bool {
        host == other || host.hasSuffix("." + other) || other.hasSuffix("." + host)
    }

    /// Indexes below one another; the protocol knows a single level.
    private static let maximumDepth = 3
    /// Sitemaps that are fetched.
    private static let maximumSitemaps = 1_000
    /// Pages of a run.
    private static let maximumPages = SitemapContents.maximumLocations
}
