/// The options of a page's tags beside the extensions that its files bring.
///
/// Where several tags run, an extension that any of them brings is there for all, and so is an option.
enum PartCoverage {
    /// The options of the tag for which no file on the page has the extension; none when some file is not known.
    static func unserved(_ tag: DubTag, _ options: TagConfiguration, on page: Analysis) -> [TagConfiguration.PartOption]
    {
        guard tag.isDub, page.loaders.inlineCode == nil, let served = parts(on: page) else { return [] }
        return options.partOptions.filter { !served.contains($0.part) }
    }

    /// The extensions of the tag's file that no tag on the page configures.
    static func idle(_ tag: DubTag, on page: Analysis) -> [ScriptVariant.Part] {
        guard let variant = tag.variant else { return [] }
        let configured = Set(page.liveTags.flatMap { TagConfiguration(of: $0).partOptions.map(\.part) })
        return ScriptVariant.Part.allCases.filter { variant.parts.contains($0) && !configured.contains($0) }
    }

    /// The file that has what the tag's file has, and these extensions.
    static func file(of tag: DubTag, with parts: [ScriptVariant.Part]) -> String {
        ScriptVariant(parts: (tag.variant?.parts ?? []).union(parts)).fileName
    }

    /// Every extension that some tag brings; nil when a tag's file is not known.
    static func parts(on page: Analysis) -> Set<ScriptVariant.Part>? {
        var parts = Set<ScriptVariant.Part>()
        for tag in page.liveTags where !tag.isOtherProduct {
            guard let variant = tag.variant else { return nil }
            parts.formUnion(variant.parts)
        }
        return parts
    }
}

extension [TagConfiguration.PartOption] {
    /// Their names in a sentence.
    var names: String { map(\.name).joined(separator: " and ") }
    /// The attributes they stand in, each once.
    var attributes: [String] { Set(map(\.attribute)).sorted() }
    /// The extensions they need, in a sentence.
    var partNames: String { map(\.part.rawValue).joined(separator: " and ") }
}
