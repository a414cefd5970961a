/// An extension is loaded, and nothing tells it what to do.
enum VariantWithoutConfig: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "variant-without-config", .configuration, .minor,
        title: "An extension without its option",
        why: "The extension is loaded and idle: it acts only on the domain that data-domains names for it.",
        fix: "Add the missing option or use the base file.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        // Without its key the conversion extension is a loss, not a superfluity: a row of its own.
        guard let variant = tag.variant else { return nil }
        let idle = all.idle(variant).filter { $0 != .conversionTracking }
        guard !idle.isEmpty else { return nil }
        let names = idle.map { $0 == .siteVisit ? "\"site\"" : "\"outbound\"" }.joined(separator: " and ")
        let less = ScriptVariant(parts: variant.parts.subtracting(idle)).fileName
        let finding = entry.finding(
            "\(variant.fileName) has the \(idle.map(\.rawValue).joined(separator: " and ")) extension, and data-domains "
                + "has no \(names): it stays idle.",
            [.tag(tag, on: all.page)], fix: "Add \(names) to data-domains, or load \(less).")
        return Observation(finding, tag: tag.index)
    }
}
