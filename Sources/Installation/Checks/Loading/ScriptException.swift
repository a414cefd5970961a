import Evidence

/// The file is JavaScript, and not the script.
enum ScriptException: TagCheck {
    static let entry = CatalogueEntry(
        "script-exception", .loading, .blocker,
        title: "The file runs, and no object appears",
        why: "The file was cut off, emptied or replaced on its way, or its code stops with an error.",
        fix: "Serve the file of www.dubcdn.com unchanged.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .official = tag.identity, let file = tag.file, let status = file.status,
            (200..<300).contains(status)
        else { return nil }
        let content = ScriptContent(file.body.text)
        guard !content.isDub, !content.looksLikeHTML else { return nil }
        let size = file.body.array.count
        let finding = entry.finding(
            "The fetched file does not define _dubAnalytics: it is not the script that belongs at this address.",
            FileEvidence.answer(of: tag) + [
                FindingEvidence(.script, size == 0 ? "(empty file)" : file.body.text.condensed(limit: 120))
            ])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
