/// One of the 8 files in which the analytics script comes: the base and any of three extensions (analytics-script, 1).
public struct ScriptVariant: Sendable, Hashable {
    /// A part beyond the base, in the order in which file names list them.
    public enum Part: String, Sendable, Hashable, CaseIterable {
        /// Records a visit on the site's domain.
        case siteVisit = "site-visit"
        /// Adds the click id to links to other domains.
        case outboundDomains = "outbound-domains"
        /// `trackLead` and `trackSale` from the browser.
        case conversionTracking = "conversion-tracking"
    }

    /// The extensions.
    public var parts: Set<Part>

    /// The variant with these extensions.
    public init(parts: Set<Part> = []) {
        self.parts = parts
    }

    /// The variant of a file name such as `script.site-visit.js`; nil for every name but the 8.
    public init?(fileName: some StringProtocol) {
        guard fileName.hasPrefix("script."), fileName.hasSuffix("js") else { return nil }
        let words = fileName.split(separator: ".", omittingEmptySubsequences: false).dropFirst().dropLast()
        let parts = words.compactMap { Part(rawValue: String($0)) }
        guard parts.count == words.count else { return nil }
        let variant = ScriptVariant(parts: Set(parts))
        guard variant.fileName == fileName else { return nil }
        self = variant
    }

    /// The file name, its parts in the one order that exists.
    public var fileName: String {
        (["script"] + Part.allCases.filter(parts.contains).map(\.rawValue) + ["js"]).joined(separator: ".")
    }
}
