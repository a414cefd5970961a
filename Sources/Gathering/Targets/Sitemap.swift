public import Evidence

/// The pages that a sitemap lists.
public enum Sitemap {
    /// The pages of a sitemap, and of those that an index lists, in order.
    ///
    /// - Throws: a `GatheringError` when it cannot be had or lists nothing.
    public static func targets(at address: String, options: GatheringOptions) async throws(GatheringError) -> [Target] {
        throw .usage("--sitemap \(address): not yet")
    }
}
