import Foundation
import JSON

/// An extension of the script, by the name of its file.
enum ScriptExtension: String, CaseIterable, Sendable {
    case siteVisit = "site-visit"
    case outboundDomains = "outbound-domains"
    case conversionTracking = "conversion-tracking"
}

/// The script's parts in `web/analytics/`, joined as the server joins them: the base, then extensions in their order.
enum ScriptFiles {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "web/analytics")

    static func part(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: "\(name).js"), encoding: .utf8)
    }

    static func joined(_ extensions: [ScriptExtension] = []) throws -> String {
        let names = ScriptExtension.allCases.filter(extensions.contains).map(\.rawValue)
        return try (["base"] + names).map(part).joined(separator: "\n")
    }

    /// All 8 variants.
    static let variants: [[ScriptExtension]] = (0..<8).map { bits in
        ScriptExtension.allCases.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
    }
}
