import PageURL

/// The API host leads somewhere else.
enum APIHostMalformed: ConfigurationCheck {
    static let entry = CatalogueEntry(
        "api-host-malformed", .configuration, .major,
        title: "data-api-host leads somewhere else",
        why:
            "The script puts /track/click right behind the value and posts to that. Without a scheme it is a path on the "
            + "site itself, with a trailing slash the path is doubled, with http:// browsers block it on https pages.",
        fix: "Use https://api.dub.co, or a path such as /_proxy/dub without trailing slash.")

    static func examine(_ tag: DubTag, _ options: TagConfiguration, among all: ConfiguredTags) -> Observation? {
        guard let host = options.text("data-api-host"), let fault = fault(of: host, tag: tag, on: all.page) else {
            return nil
        }
        let finding = entry.finding(
            "data-api-host=\"\(host.condensed(limit: 80))\" \(fault.text)", [.attribute("data-api-host", of: tag)],
            fix: fault.fix.map { "Write data-api-host=\"\($0)\"." }, severity: fault.severity)
        // What follows when the calls go astray.
        return Observation(
            finding, tag: tag.index,
            explains: [CSPConnectSrcBlocksAPI.entry.id, "proxy-api-broken", "api-cors-missing"])
    }

    /// What is wrong, and the value to write.
    private struct Fault {
        var text: String
        var fix: String?
        var severity = Severity.major
    }

    private static func fault(of host: String, tag: DubTag, on page: Analysis) -> Fault? {
        // Browsers strip white space at the beginning of an address; later it counts.
        let value = host.drop(while: \.isWhitespace)
        if value.contains(where: \.isWhitespace) {
            let words = value.split(whereSeparator: \.isWhitespace)
            return Fault(text: "has white space in it.", fix: words.count == 1 ? String(words[0]) : nil)
        }
        if value.contains("?") || value.contains("#") {
            return Fault(text: "has a query or fragment, into which /track/click would fall.")
        }
        if value.hasSuffix("/") {
            var rest = value
            while rest.last == "/" { rest.removeLast() }
            if rest.isEmpty { return Fault(text: "is a slash alone: //track/click is a host named track.") }
            return Fault(
                text: "ends in a slash: the script posts to \(value)/track/click.",
                fix: rest.hasSuffix(":") ? nil : String(rest))
        }
        guard let separator = value.firstRange(of: "://") else { return faultWithoutScheme(String(value), on: page) }
        guard let url = PageURL(String(value)), url.isHTTP, !url.host.isEmpty else {
            return Fault(text: "is no http address.", fix: "https://\(value[separator.upperBound...])")
        }
        if url.scheme == "http", page.pageURL.scheme == "https", !url.isPotentiallyTrustworthy,
            !page.policies.upgradesInsecureRequests(before: tag)
        {
            return Fault(
                text: "is http on an https page: browsers block the calls.",
                fix: "https://\(value[separator.upperBound...])")
        }
        return faultOfDubHost(url, on: page)
    }

    private static func faultWithoutScheme(_ value: String, on page: Analysis) -> Fault? {
        if value.hasPrefix("//") {
            return PageURL(value, relativeTo: page.pageURL).flatMap { faultOfDubHost($0, on: page) }
        }
        if value.hasPrefix("/") { return nil }
        let first = value.prefix { $0 != "/" }
        let isHost = first.contains(".") || first.contains(":")
        let target = PageURL("\(value)/track/click", relativeTo: page.pageURL)?.withoutQuery
        var fault = Fault(
            text: "has no \(isHost ? "scheme" : "slash at its beginning"): the script posts to "
                + "\(target ?? "a path of the site itself").",
            fix: isHost ? "https://\(value)" : "/\(value)")
        if !isHost, !page.pageURL.path.dropFirst().contains("/") {
            // Beside the root the path is the same with and without its slash; pages in folders post elsewhere.
            fault.text += " Pages in folders post to another path."
            fault.severity = .minor
        }
        return fault
    }

    /// Hosts of Dub other than the API's, and paths on the API's own.
    private static func faultOfDubHost(_ url: PageURL, on page: Analysis) -> Fault? {
        let api = "https://api.dub.co"
        if url.host == "api.dub.co" {
            return url.path == "/" ? nil : Fault(text: "has a path, which the API does not know.", fix: api)
        }
        let others = ["dub.co", "www.dub.co", "app.dub.co", "dub.sh", "www.dub.sh", "app.dub.sh", "api.dub.sh"]
        guard others.contains(url.host), url.host != page.pageURL.host else { return nil }
        return Fault(text: "is not the host of the API.", fix: api)
    }
}
