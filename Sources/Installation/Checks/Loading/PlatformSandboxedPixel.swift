import Evidence

/// The script runs in the isolated frame of a shop's custom pixel.
enum PlatformSandboxedPixel: Check {
    static let entry = CatalogueEntry(
        "platform-sandboxed-pixel", .loading, .blocker,
        title: "The script is in a custom pixel",
        why:
            "Custom pixels of Shopify run in an isolated frame that sees neither the page's address nor its cookies.",
        fix: "Use the theme app embed instead of a custom pixel.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard let live = page.live, !live.hasObject, page.liveTags.isEmpty else { return [] }
        let inFrames = live.judged.requests.filter { $0.isFromFrame && $0.url.contains("/analytics/script") }
        let frames = live.judged.framesWithObject + live.judged.requests.filter { $0.isFromFrame }.map(\.url)
        guard !live.judged.framesWithObject.isEmpty || !inFrames.isEmpty, let pixel = frames.first(where: isPixel)
        else {
            return []
        }
        var finding = entry.finding(
            "The Dub script runs in the isolated frame of a custom pixel, not in the page.",
            [FindingEvidence(.dom, "frame \(pixel.condensed(limit: 160))")])
        finding.confidence = .observed
        return [Observation(finding, .stopsScript)]
    }

    /// The address of a frame in which Shopify runs custom pixels.
    static func isPixel(_ url: String) -> Bool {
        url.contains("/web-pixels") || url.contains("/wpm@") || url.contains("web-pixel-sandbox")
    }
}
