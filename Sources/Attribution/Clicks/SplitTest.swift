/// A test of which destination works better: each visitor is led to one of them, and to the same one again
/// (`dub-api.md`, 7.5 and 7.8).
struct SplitTest {
    private let variants: [Link.Extras.Variant]

    /// The test of a link; nil where there is none, or not at this time.
    ///
    /// Without a time of its start it runs from the beginning, without one of its end it goes on.
    init?(of link: Link, at now: Timestamp) {
        let extras = link.extras
        guard let variants = extras.variants, !variants.isEmpty, extras.testStartedAt.map({ $0 <= now }) ?? true,
            extras.testCompletedAt.map({ $0 > now }) ?? true
        else { return nil }
        self.variants = variants
    }

    /// The destination of a visitor: the one that they keep, else one that is drawn by the shares.
    ///
    /// - Parameters:
    ///   - kept: what the visitor's cookie holds; without effect where it is none of the destinations.
    ///   - ids: the source of what is random.
    func target(kept: String?, drawnBy ids: IDMaker) -> String? {
        if let variant = variants.first(where: { $0.url == kept }) { return variant.url }
        // Shares need not come to a hundred.
        let shares = variants.map { UInt64(clamping: $0.percentage) }
        let all = shares.reduce(0, +)
        guard all > 0 else { return variants.first?.url }
        var place = ids.drawn(below: all)
        for (variant, share) in zip(variants, shares) {
            if place < share { return variant.url }
            place -= share
        }
        return variants.last?.url
    }
}
