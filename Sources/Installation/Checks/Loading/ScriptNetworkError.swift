import Evidence
import PageURL

/// The script's URL does not answer.
enum ScriptNetworkError: TagCheck {
    static let entry = CatalogueEntry(
        "script-network-error", .loading, .blocker,
        title: "The script's URL does not answer",
        why: "The name does not resolve, the connection or its certificate fails, or a filter cuts it off.",
        fix: "Allow www.dubcdn.com on this network, or proxy the script.", isReproduced: false)

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // A browser that has the file knows better.
        if page.live?.didLoad(tag) == true { return nil }
        guard let failure = tag.file?.failure else { return nil }
        let finding = entry.finding(
            "The script could not be fetched from here: \(failure.message).",
            [.attribute(tag.sourceAttribute ?? "src", of: tag)] + FileEvidence.answer(of: tag),
            fix: "Allow \(tag.url?.host ?? "its host") on this network, or proxy the script.")
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
