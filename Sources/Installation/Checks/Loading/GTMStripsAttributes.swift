import Evidence
import HTMLPage
import PageURL

/// Options written on a tag inside a Custom HTML tag of Google Tag Manager do not arrive.
enum GTMStripsAttributes: Check {
    static let entry = CatalogueEntry(
        "gtm-strips-attributes", .loading, .major,
        title: "Google Tag Manager drops the options",
        why:
            "Google Tag Manager makes a new script element of a tag in Custom HTML and leaves its data attributes behind: the "
            + "script runs without its options.",
        fix: "Create the element in code and set the attributes there, as in Dub's guide for GTM.", needsBrowser: true,
        isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.live?.hasObject == true else { return [] }
        return page.liveTags.filter { $0.isDynamic && $0.live?.origin == .gtm }.compactMap { tag in
            let containers = page.evidence.scriptFiles.filter { file in
                file.url.host == "www.googletagmanager.com" || tag.live?.addedBy.contains(file.url.href) == true
            }
            guard let container = containers.first(where: { $0.body.text.has("dubcdn.com") }) else { return nil }
            let code = container.body.text
            let lost = KnownAttributes.configuration.sorted().filter { tag.element[$0] == nil && code.has("\($0)=") }
            guard !lost.isEmpty else { return nil }
            var finding = entry.finding(
                "The container has \(lost.joined(separator: ", ")) on its Dub tag; the live element has not.",
                [.tag(tag, on: page), FindingEvidence(.script, "\(container.url.href) names \(lost[0])")])
            finding.confidence = .observed
            return Observation(finding, tag: tag.index)
        }
    }
}
