import Evidence
import HTMLPage
import PageURL

/// The page sends visitors on by itself.
enum InterstitialRedirect: Check {
    static let entry = CatalogueEntry(
        "interstitial-redirect", .delivery, .info,
        title: "The page sends visitors on",
        why:
            "A meta refresh leads on to another page. Where the first page has no script, the click id must survive the way.",
        fix: "Keep the query in the redirect and verify the target.")

    static func examine(_ page: Analysis) -> [Observation] {
        if let hop = page.evidence.hops.first(where: { $0.kind != .http }) {
            let how = hop.kind == .script ? "goes on by script" : "refreshes"
            let finding = entry.finding(
                page.live == nil
                    ? "The page \(hop.url.withoutQuery) has no script and sends visitors on; its target was judged."
                    : "The page \(hop.url.withoutQuery) sends visitors on; where they end was judged.",
                [FindingEvidence(.redirect, "\(hop.url.displayed) \(how) to \(hop.location)")])
            return [Observation(finding)]
        }
        if page.live == nil, page.liveTags.isEmpty, let departure = page.loaders.departure {
            let finding = entry.finding(
                "The page has no script, and its code sends visitors on; where to, only a browser can tell.",
                [departure.evidence], fix: "Verify with a browser, or give the URL where visitors end.")
            return [Observation(finding, .doubtsScript)]
        }
        let refresh = page.page.scan.metas.first { meta in
            meta["http-equiv"]?.lowercased() == "refresh" && meta["content"]?.lowercased().contains("url") == true
        }
        guard let refresh else { return [] }
        let finding = entry.finding(
            "The page sends visitors on by a meta refresh.",
            [.html("<meta http-equiv=\"refresh\" content=\"\(refresh["content"] ?? "")\">", at: refresh.position)])
        return [Observation(finding)]
    }
}
