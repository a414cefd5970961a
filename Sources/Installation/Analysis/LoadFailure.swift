import Evidence
import PageURL

/// Why a tag's file did not arrive or did not run, as the browser tells it: the row of the catalogue that says so.
enum LoadFailure {
    static func observation(of tag: DubTag, on page: Analysis, live: LiveFacts) -> Observation? {
        guard let request = live.failure(of: tag) else { return unrequested(tag, on: page, live: live) }
        let (entry, message) = row(for: request, tag: tag)
        var finding = entry.finding(message, [.tag(tag, on: page), request.evidence])
        finding.confidence = .observed
        if let issue = live.issues.first(where: { $0.blocked == request.url && $0.kind != .policyReport }) {
            finding.evidence.append(issue.evidence)
        }
        return Observation(finding, .stopsScript, tag: tag.index)
    }

    private static func row(for request: LiveRequest, tag: DubTag) -> (CatalogueEntry, String) {
        let reason = request.blockedReason ?? ""
        let failure = request.failure ?? ""
        if reason == "csp" {
            return (CSPBlocksScript.entry, "The page's content security policy keeps the script out.")
        }
        if reason == "mixed-content" {
            return (SrcInsecureHTTP.entry, "The browser refuses a script by http on an https page.")
        }
        if reason.contains("coep") || reason.contains("corp") || failure.contains("ERR_BLOCKED_BY_RESPONSE") {
            return (CORPOrCOEPBlocked.entry, "The browser refuses the script's file because of an isolation header.")
        }
        if reason == "inspector" || failure.contains("ERR_BLOCKED_BY_CLIENT") {
            return (AdblockBlocksScript.entry, "A filter in the browser keeps the script out.")
        }
        if request.corsError != nil {
            return (CrossoriginNoCORS.entry, "The tag asks for the script with CORS, and the answer does not allow it.")
        }
        if let status = request.status, status >= 400 {
            return (ScriptHTTPError.entry, "The script's URL answers \(status) in the browser, so that nothing runs.")
        }
        return (ScriptNetworkError.entry, "The browser could not fetch the script: \(failure).")
    }

    /// An element that the browser does not run: it came into the page as markup.
    private static func unrequested(_ tag: DubTag, on page: Analysis, live: LiveFacts) -> Observation? {
        guard let url = tag.url, tag.sourceAttribute == "src", ScriptType(of: tag.element) == .classic else {
            return nil
        }
        if live.didLoad(tag) { return ScriptException.seen(tag, on: page, live: live) }
        let isPending = live.requests(for: url).contains { $0.finish == nil }
        if isPending {
            var finding = ScriptNetworkError.entry.finding(
                "The script's URL did not answer while the page was watched.", [.tag(tag, on: page)])
            finding.confidence = .observed
            return Observation(finding, .stopsScript, tag: tag.index)
        }
        guard tag.isDynamic else { return nil }
        var finding = InnerHTMLInjection.entry.finding(
            "The tag was put into the live page and never asked for: scripts that come as markup are not run.",
            [.tag(tag, on: page)])
        finding.confidence = .observed
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
