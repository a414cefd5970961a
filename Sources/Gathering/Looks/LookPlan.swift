import Evidence

/// The looks at one page, in an order that does not spoil what they are to show.
///
/// The bare look and its repeat come first, one after the other: a look with `no-cache` may refresh the very cache
/// they are to catch with an old copy. The others do not disturb each other and go together.
struct LookPlan: Sendable {
    /// What the looks brought.
    struct Outcome: Sendable {
        /// The look the page is judged by: with the probe value, or the first when nothing answered it.
        var decisive: Looker.Sight
        /// All looks in the order of the plan; nil when only the decisive one was wanted.
        var cacheProbe: CacheProbe?
        /// Every page that was seen, the decisive first.
        var pages: [PageEvidence]
    }

    /// Makes the looks.
    var looker: Looker
    /// The options of the run.
    var options: GatheringOptions

    /// Makes the looks.
    func run() async -> Outcome {
        guard options.makesCacheProbe else {
            let sight = await looker.look(.probe)
            return Outcome(decisive: sight, cacheProbe: nil, pages: sight.pages)
        }
        let started = ContinuousClock.now
        let bare = await looker.look(.bare)
        // One failure is enough: five more would be the same, later.
        if case .failure = bare.result {
            return Outcome(decisive: bare, cacheProbe: CacheProbe(looks: [bare.look(.bare)]), pages: [])
        }
        var sights: [CacheProbe.Way: Looker.Sight] = [.bare: bare]
        var rest = CacheProbe.Way.allCases.filter { $0 != .bare }
        // A user agent that was asked for is what gets in at all; a phone's would be turned away for another reason.
        if options.userAgent != UserAgent.desktop { rest.removeAll { $0 == .mobile } }
        let isSlow = (ContinuousClock.now - started) / .seconds(1) > options.timeout / 4
        if !isSlow {
            rest.removeAll { $0 == .bareAgain }
            sights[.bareAgain] = await looker.look(.bareAgain)
        }
        let looker = looker
        await eachConcurrently(rest, atMost: options.concurrentLooks) { way in
            (way, await looker.look(way))
        } consume: { way, sight in
            sights[way] = sight
        }
        return outcome(of: sights, fallback: bare)
    }

    private func outcome(of sights: [CacheProbe.Way: Looker.Sight], fallback: Looker.Sight) -> Outcome {
        let decisive = sights[.probe] ?? fallback
        let made = CacheProbe.Way.allCases.compactMap { way in sights[way].map { (way, $0) } }
        return Outcome(
            decisive: decisive,
            cacheProbe: CacheProbe(looks: made.map { $1.look($0) }),
            pages: decisive.pages + made.filter { $0.0 != .probe }.flatMap(\.1.pages))
    }
}

extension Looker.Sight {
    /// The page, if there is one.
    var pages: [PageEvidence] {
        (try? result.get()).map { [$0] } ?? []
    }

    /// The look as the cache probe keeps it.
    func look(_ way: CacheProbe.Way) -> CacheProbe.Look {
        switch result {
        case .success(let page): CacheProbe.Look(way, hops: hops, page: page)
        case .failure(let failure): CacheProbe.Look(way, hops: hops, failure: failure)
        }
    }
}
