import PageURL

extension PageURL {
    /// The URL without query and fragment, as it reads best in a sentence.
    var withoutQuery: String {
        origin + path
    }

    /// The reference, resolved on the page, names one of the 8 files on Dub's host.
    static func isOfficialScript(_ reference: String, on page: Analysis) -> Bool {
        guard let url = PageURL(reference, relativeTo: page.pageURL), TagFinder.officialHosts.contains(url.host),
            url.path.hasPrefix("/analytics/")
        else { return false }
        return ScriptVariant(fileName: url.path.dropFirst("/analytics/".count)) != nil
    }
}
