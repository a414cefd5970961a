import Evidence
import HTMLPage

/// Options given to the npm package as `scriptProps` became properties, which nobody reads.
enum SDKPropsNotAttributes: Check {
    static let entry = CatalogueEntry(
        "sdk-props-not-attributes", .configuration, .minor,
        title: "scriptProps did not become attributes",
        why:
            "The npm package assigns scriptProps to the element as properties. Names that are no DOM properties, such as "
            + "data-* and opt-outs of optimizers, have no effect so.",
        fix: "Set such attributes in a plain tag, or use real DOM properties.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        page.liveTags.compactMap { tag in
            guard tag.element["data-sdkn"] != nil, let script = tag.live else { return nil }
            let lost = script.ownProperties.filter { $0.contains("-") && script[$0.lowercased()] == nil }
            guard !lost.isEmpty else { return nil }
            var finding = entry.finding(
                "The npm package set \(lost.joined(separator: ", ")) as properties of the element; as attributes they are "
                    + "missing.",
                [.tag(tag, on: page)])
            finding.confidence = .observed
            return Observation(finding, tag: tag.index)
        }
    }
}
