import Browser
import Evidence
import Journey

extension PageVisit {
    /// Takes over what a page's events have told.
    ///
    /// - Parameters:
    ///   - isArriving: nothing has been done on the page yet.
    ///   - mark: how much the page had sent before the last click; nil before it.
    mutating func take(_ record: PageRecord, isArriving: Bool, sentSince mark: Int?) {
        let sent = record.sent.list
        let network = record.network
        finalURL = network.document == nil ? nil : record.url
        if isArriving {
            redirects = sent.prefix { $0.isDocument && $0.location != nil }.map { request in
                Redirect(url: request.url, status: request.status ?? 0, location: request.location ?? "")
            }
            (status, arrivalURL) = (network.document?.status, finalURL)
            detours = Array(network.navigations.dropFirst(redirects.count + 1))
        }
        failedScripts = network.requests.filter { $0.purpose == .script }.compactMap { request in
            let reason = request.failure ?? request.status.flatMap { $0 >= 400 ? String($0) : nil }
            return reason.map { "\(request.url): \($0)" }
        }
        refusedCookies = record.reports.filter { $0.kind == .cookie }.map { "\($0.rule) \($0.text)" }
        // The browser's own wish.
        let lines = record.console.filter { $0.level == "error" && $0.url?.hasSuffix("/favicon.ico") != true }
        errors =
            lines.prefix(20).map { LiveMessage(level: $0.level, text: Self.short($0.text), url: $0.url, line: $0.line) }
            + record.exceptions.prefix(20).map {
                LiveMessage(level: "exception", text: Self.short($0.text), url: $0.url, line: $0.line)
            }
        guard let mark else { return }
        self.sent = sent.dropFirst(mark).map { request in
            Exchange(
                request.method, request.url, isDocument: request.isDocument, status: request.status,
                failure: request.failure)
        }
    }

    private static func short(_ text: String) -> String { String(text.prefix(500)) }
}

extension PageVisit.Cookie {
    /// A cookie of the browser's store.
    init(_ cookie: BrowserCookie) {
        self.init(value: cookie.value, domain: cookie.domain, isHostOnly: cookie.isHostOnly)
    }
}

extension PageVisit.Failure {
    /// What an error says of the visit.
    init(_ error: any Error) {
        switch error as? BrowserError {
        case .navigationFailed(_, let reason): self = .unreachable(reason)
        case .timedOut(let step, _): self = .timedOut(step)
        case .pageCrashed: self = .crashed
        case let other?: self = .browser(other.description)
        case nil: self = .browser("\(error)")
        }
    }
}
