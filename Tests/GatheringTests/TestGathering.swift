import Evidence
import Gathering
import PageURL
import Testing

/// A page with the tag, and one without.
enum TestPage {
    static let tag = #"<script defer src="https://www.dubcdn.com/analytics/script.js"></script>"#
    static let withTag = "<!doctype html><html><head><title>Acme</title>\(tag)</head><body>Hello</body></html>"
    static let withoutTag = "<!doctype html><html><head><title>Acme</title></head><body>Hello</body></html>"
}

extension GatheringOptions {
    /// Options that send every host and port to a site, with a probe value that is known.
    static func to(_ site: TestSite, cacheProbe: Bool = false) throws -> GatheringOptions {
        var options = GatheringOptions()
        // What is fetched depends on how much of the time-out is gone: a busy machine must not change the plan.
        options.timeout = 300
        options.connectTo = [try ConnectTo("::127.0.0.1:\(site.port)")]
        options.makesCacheProbe = cacheProbe
        options.probeValue = { "probe1" }
        return options
    }
}

/// The evidence of a URL.
func gather(_ url: String, _ options: GatheringOptions) async throws -> TargetEvidence {
    let target = Target.url(try #require(PageURL(url)))
    let gatherer = Gatherer(options: options)
    do {
        let evidence = try await gatherer.evidence(for: target)
        await gatherer.close()
        return evidence
    } catch {
        await gatherer.close()
        throw error
    }
}
