import Evidence
import PageURL

/// Looks at one page in the ways of the cache probe.
struct Looker: Sendable {
    /// What a look brought: the page or the reason why not, and the redirects in either case.
    struct Sight: Sendable {
        /// The redirects on the way.
        var hops: [Hop]
        /// The page that finally answered, or why none did.
        var result: Result<PageEvidence, FetchFailure>
    }

    /// The page to look at.
    var target: PageURL
    /// The value for `?dub_id=` in the look with the probe.
    var probeValue: String
    /// The options of the run.
    var options: GatheringOptions
    /// Follows the redirects.
    var follower: RedirectFollower
    /// Reads what comes.
    var reader: PageReader
    /// Until when all looks must be over.
    var deadline: Deadline

    /// Looks once, following redirects, and refreshes in pages that do not have the script.
    func look(_ way: CacheProbe.Way) async -> Sight {
        var journey = Journey(from: url(for: way))
        do {
            let page = try await page(at: &journey, way)
            return Sight(hops: journey.hops, result: .success(page))
        } catch {
            return Sight(hops: journey.hops, result: .failure(error))
        }
    }

    private func page(at journey: inout Journey, _ way: CacheProbe.Way) async throws(FetchFailure) -> PageEvidence {
        let fields = fields(for: way)
        var refreshes = 0
        while true {
            let answer = try await follower.follow(
                &journey, fields: fields, sizeLimit: options.pageSizeLimit, deadline: deadline)
            let page = await reader.page(answer, from: journey.url)
            guard refreshes < Self.maximumRefreshes,
                let refresh = MetaRefresh(in: page), refresh.leadsElsewhere(from: journey.url),
                !options.hasScript(page)
            else { return page }
            refreshes += 1
            try journey.goOn(.metaRefresh, to: refresh.location, answer: answer)
        }
    }

    private func url(for way: CacheProbe.Way) -> PageURL {
        switch way {
        case .bare, .bareAgain, .noCache, .mobile: target
        case .randomParameter: target.settingQueryItem("dubcheck", options.probeValue())
        case .probe: target.settingQueryItem("dub_id", probeValue)
        }
    }

    private func fields(for way: CacheProbe.Way) -> RequestFields {
        RequestFields(
            userAgent: way == .mobile ? UserAgent.mobile : options.userAgent,
            extra: way == .noCache
                ? [.init(name: "Cache-Control", value: "no-cache"), .init(name: "Pragma", value: "no-cache")] : [],
            target: target, options: options)
    }

    /// Refreshes that are followed in one look.
    private static let maximumRefreshes = 3
}
