internal import WebAssets

/// One of the 8 files of the analytics script: the base and any of three extensions, always in the same order
/// (`analytics-script.md` section 1).
struct ScriptVariant: Hashable, Sendable {
    /// What can be added to the base, in the order of file names.
    enum Extension: String, CaseIterable {
        case siteVisit = "site-visit"
        case outboundDomains = "outbound-domains"
        case conversionTracking = "conversion-tracking"
    }

    /// The extensions, in order.
    let extensions: [Extension]

    /// All 8, the base first.
    static let all = (0..<(1 << Extension.allCases.count)).map { bits in
        ScriptVariant(
            extensions: Extension.allCases.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element))
    }

    /// For example `script.site-visit.conversion-tracking.js`.
    var fileName: String {
        "script" + extensions.map { "." + $0.rawValue }.joined() + ".js"
    }

    /// The files of `web/` that make this variant, in order.
    var parts: [String] {
        (["base"] + extensions.map(\.rawValue)).map { "analytics/\($0).js" }
    }

    init(extensions: [Extension]) { self.extensions = extensions }

    /// The variant of a file name; nil for an unknown extension and for another order.
    init?(fileName: String) {
        guard let variant = Self.all.first(where: { $0.fileName == fileName }) else { return nil }
        self = variant
    }
}

/// The 8 variants, joined from their parts.
struct ScriptLibrary: Sendable {
    private let assets: WebAssets
    /// Joined once, unless the files can change.
    private let joined: [ScriptVariant: WebAsset]

    init(assets: WebAssets) {
        self.assets = assets
        let pairs = ScriptVariant.all.compactMap { variant in Self.join(variant, from: assets).map { (variant, $0) } }
        joined = assets.isLive ? [:] : Dictionary(uniqueKeysWithValues: pairs)
    }

    /// The script; nil only when a part was removed from the web root.
    func script(_ variant: ScriptVariant) -> WebAsset? {
        joined[variant] ?? Self.join(variant, from: assets)
    }

    private static func join(_ variant: ScriptVariant, from assets: WebAssets) -> WebAsset? {
        var bytes: [UInt8] = []
        for path in variant.parts {
            guard let part = assets.asset(at: path) else { return nil }
            bytes += part.bytes
            // A comment at the end of a part must not swallow the next one.
            if bytes.last != UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\n")) }
        }
        return WebAsset(path: "analytics/\(variant.fileName)", bytes: bytes)
    }
}
