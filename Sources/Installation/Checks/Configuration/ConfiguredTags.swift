/// The live tags of a page with their options, and what these come to together; read once for each check.
///
/// Where several tags run, an extension that any of them brings is there for all, and so is an option.
struct ConfiguredTags: Sendable {
    let page: Analysis
    let tags: [(tag: DubTag, options: TagConfiguration)]
    /// Every extension that some tag brings; nil when a tag's file is not known.
    let served: Set<ScriptVariant.Part>?
    /// Every extension for which some tag has an option.
    let configured: Set<ScriptVariant.Part>
    /// Some tag has a refer domain.
    let hasRefer: Bool

    init(on page: Analysis) {
        self.page = page
        // Another product reads options of its own.
        tags = page.liveTags.filter { !$0.isOtherProduct }.map { ($0, TagConfiguration(of: $0)) }
        let variants = tags.map(\.tag.variant)
        served = variants.contains(nil) ? nil : Set(variants.compactMap(\.self).flatMap(\.parts))
        configured = Set(tags.flatMap { $0.options.partOptions.map(\.part) })
        hasRefer = tags.contains { $0.options.refer != nil }
    }

    /// The options for which no file on the page has the extension; none when some file is not known.
    func unserved(_ options: TagConfiguration) -> [TagConfiguration.PartOption] {
        guard page.loaders.inlineCode == nil, let served else { return [] }
        return options.partOptions.filter { !served.contains($0.part) }
    }

    /// The extensions of a file that no tag on the page configures.
    func idle(_ variant: ScriptVariant) -> [ScriptVariant.Part] {
        ScriptVariant.Part.allCases.filter { variant.parts.contains($0) && !configured.contains($0) }
    }

    /// The file to load in place of one, so that it has these extensions and none that idles.
    func file(inPlaceOf variant: ScriptVariant, with options: [TagConfiguration.PartOption]) -> String {
        let idle = idle(variant).filter { $0 != .conversionTracking }
        return ScriptVariant(parts: variant.parts.subtracting(idle).union(options.map(\.part))).fileName
    }
}

extension [TagConfiguration.PartOption] {
    /// Their names and the extensions they need, as the beginning of a sentence.
    var need: String {
        let parts = map(\.part.rawValue).joined(separator: " and ")
        let names = map(\.name).joined(separator: " and ")
        return count == 1 ? "\(names) needs the \(parts) extension" : "\(names) need the \(parts) extensions"
    }

    /// The attributes they stand in, each once.
    var attributes: [String] { Set(map(\.attribute)).sorted() }

    /// Ids that say what else becomes of a file without the extensions.
    var consequences: Set<String> {
        let lead = LeadCallWithoutConversionVariant.entry.id
        let isLead = contains { $0.part == .conversionTracking }
        return Set([VariantWithoutConfig.entry.id] + (isLead ? [lead] : []))
    }
}
