import Evidence
import PageURL

/// The script's URL answers with an error.
enum ScriptHTTPError: TagCheck {
    static let entry = CatalogueEntry(
        "script-http-error", .loading, .blocker,
        title: "The script's URL answers with an error",
        why: "Without the file nothing runs. With a proxy path, the rewrite is usually missing or points elsewhere.",
        fix: "Fix the URL so that it answers 200.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // A browser that has the file knows better.
        if page.live?.didLoad(tag) == true { return nil }
        guard let file = tag.file, let status = file.status, !(200..<300).contains(status) else { return nil }
        let finding = entry.finding(
            "The script's URL answers \(status), so that nothing runs.",
            [.attribute(tag.sourceAttribute ?? "src", of: tag)] + FileEvidence.answer(of: tag),
            fix: "Fix the URL: \(file.finalURL.href) answers \(status).")
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
