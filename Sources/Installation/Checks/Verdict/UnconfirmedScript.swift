import Evidence

/// A tag has Dub's attributes, and its file was not fetched or is another's.
enum UnconfirmedScript: TagCheck {
    static let entry = ProxiedScript.entry

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard case .unconfirmed = tag.identity else { return nil }
        guard let file = tag.file, file.failure == nil else {
            guard tag.file == nil else { return nil }
            let finding = entry.finding(
                "The tag has Dub's attributes and another address. Whether Dub's script is there can only be told by "
                    + "fetching it.",
                [.tag(tag, on: page)], fix: "Verify the page's URL instead of the file.")
            return Observation(finding, .doubtsScript, tag: tag.index)
        }
        guard (200..<300).contains(file.status ?? 0), !ScriptContent(file.body.text).looksLikeHTML else { return nil }
        let finding = SrcWrongHost.entry.finding(
            "The tag has Dub's attributes, and the file at its address is not Dub's script.",
            [.tag(tag, on: page)] + FileEvidence.answer(of: tag))
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
