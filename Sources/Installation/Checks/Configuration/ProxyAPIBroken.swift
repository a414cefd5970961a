import Evidence

/// The calls of the page do not reach the API.
enum ProxyAPIBroken: Check {
    static let entry = CatalogueEntry(
        "proxy-api-broken", .configuration, .major,
        title: "Calls do not reach the API",
        why:
            "The script arrives, and what it posts does not: the rewrite for POST is missing, allows GET only, points "
            + "elsewhere, or the host does not answer. Clicks, leads and sales are lost.",
        fix: "Forward POST <proxy>/track/* to https://api.dub.co/track/*.", needsBrowser: true, isReproduced: false)

    static func examine(_ page: Analysis) -> [Observation] {
        let calls = APICall.all(on: page).filter { $0.request.corsError == nil && $0.request.blockedReason == nil }
        guard let call = calls.first(where: isBroken), !ProxySingleSegment.explains(calls) else { return [] }
        let what =
            call.request.failure.map { "fails (\($0))" }
            ?? call.request.status.map { "answers \($0), which is no answer of the API" } ?? "is not answered"
        let base = call.request.url.ranges(of: "/track/").last.map { String(call.request.url[..<$0.lowerBound]) } ?? ""
        var finding = entry.finding(
            "POST \(base)/track/\(call.operation) \(what).", call.evidence,
            fix: call.isProxied(on: page)
                ? "Forward POST \(base)/track/* to https://api.dub.co/track/*."
                : "See why \(base) does not answer, or set data-api-host to https://api.dub.co.")
        finding.confidence = .observed
        return [Observation(finding)]
    }

    /// No answer of the API: none at all, an error of the server, a page, a redirect.
    private static func isBroken(_ call: APICall) -> Bool {
        guard call.request.failure == nil, let status = call.request.status else { return true }
        if status >= 500 { return true }
        if call.request.mimeType?.contains("html") == true { return true }
        if !call.request.redirects.isEmpty { return true }
        return status >= 400 && !call.isAnsweredByAPI && !call.refusesHost
    }
}
