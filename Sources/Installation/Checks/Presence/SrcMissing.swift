import PageURL
import Evidence
import HTMLPage

/// Dub's URL is in an attribute that loads nothing.
enum SrcMissing: Check {
    static let entry = CatalogueEntry(
        "src-missing", .presence, .blocker,
        title: "The URL is not in src",
        why:
            "A script element loads what its src names. A URL in data-src or href, or a preload link alone, runs nothing.",
        fix: "Use src= on the script tag (lazy-load plugins must skip it).")

    static func examine(_ page: Analysis) -> [Observation] {
        let tags = page.liveTags.compactMap { tag -> Observation? in
            let loading = tag.element.isSVG ? ["href", "xlink:href"] : ["src"]
            guard let attribute = tag.sourceAttribute, !loading.contains(attribute), tag.deferral == nil else {
                return nil
            }
            let finding = entry.finding(
                "The script element has Dub's URL in \(attribute), which loads nothing here.",
                [.tag(tag, on: page)],
                fix: tag.element.isSVG ? "Move the tag out of <svg>, into <head>." : "Rename \(attribute) to src.")
            return Observation(finding, .stopsScript, tag: tag.index)
        }
        if !tags.isEmpty || !page.tags.isEmpty { return tags }
        return mentions(in: page).prefix(1).map { link in
            let rel = link["rel"] ?? ""
            let href = link["href"] ?? ""
            let finding = entry.finding(
                "Only a <link rel=\"\(rel)\"> names Dub's script: it is fetched, and never run.",
                [FindingEvidence(.html, "<link rel=\"\(rel)\" href=\"\(href)\">", line: link.line)],
                fix: "Add the script tag itself: <script defer src=\"\(href)\"></script>.")
            return Observation(finding, .stopsScript)
        }
    }

    /// Links that fetch Dub's script ahead of its use.
    static func mentions(in page: Analysis) -> [DOMElement] {
        (page.page.dom?.links ?? []).filter { link in
            guard let rel = link["rel"]?.lowercased(), let href = link["href"] else { return false }
            return ["preload", "prefetch", "modulepreload"].contains(where: rel.has)
                && PageURL.isOfficialScript(href, on: page)
        }
    }
}
