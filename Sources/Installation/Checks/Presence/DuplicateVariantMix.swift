import Evidence
import HTMLPage
import PageURL

/// The npm package added its tag beside one of another file.
enum DuplicateVariantMix: Check {
    static let entry = CatalogueEntry(
        "duplicate-variant-mix", .presence, .major,
        title: "The npm package and a tag of another file",
        why:
            "The package leaves its tag out only where exactly its own URL is in <head> already. Beside another file both "
            + "run, and each posts its own click for one visit.",
        fix: "Remove the manual tag when the npm package is used.")

    static func examine(_ page: Analysis) -> [Observation] {
        let tags = DuplicateScript.running(on: page)
        guard applies(to: tags), let manual = tags.first(where: { !isOfPackage($0) }),
            let package = tags.first(where: isOfPackage)
        else { return [] }
        let line = manual.element.position.line
        let finding = entry.finding(
            "The npm package's \(name(of: package)) and a manual tag with \(name(of: manual)) both run on this page.",
            [.tag(manual, on: page), .tag(package, on: page)],
            fix: "Remove the manual tag on line \(line), and give its options to the package.")
        return [Observation(finding)]
    }

    /// One of the tags is the package's, another is not and loads another file.
    static func applies(to tags: [DubTag]) -> Bool {
        let (package, manual) = (tags.filter(isOfPackage), tags.filter { !isOfPackage($0) })
        return package.contains { own in manual.contains { $0.url?.withoutQuery != own.url?.withoutQuery } }
    }

    private static func isOfPackage(_ tag: DubTag) -> Bool {
        tag.attributes["data-sdkn"] == "@dub/analytics"
    }

    private static func name(of tag: DubTag) -> String {
        tag.variant?.fileName ?? "script.js"
    }
}
