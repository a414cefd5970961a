public import Evidence
public import PageURL

/// The script files worth fetching for a page: of tags that are or may be Dub's, and, while none is certain, of the
/// site's other scripts, which are recognised by their content.
public func scriptCandidates(in page: PageEvidence, options: JudgeOptions = JudgeOptions()) -> [PageURL] {
    guard let url = page.url ?? options.pageURL else { return [] }
    return TagFinder(page: page, pageURL: url, file: { _ in nil }).candidates()
}

/// The page has a live tag that is or may be Dub's script, so that visitors who are sent on from it have met the script.
public func hasScriptTag(_ page: PageEvidence) -> Bool {
    guard let url = page.url else { return false }
    return TagFinder(page: page, pageURL: url, file: { _ in nil }).tags().contains { $0.isLive }
}
