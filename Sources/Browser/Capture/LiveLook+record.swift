import Evidence

extension LiveLook {
    /// Takes over what the page's events told.
    mutating func apply(_ record: PageRecord, isOver end: End) {
        let network = record.network
        navigations = network.navigations
        document = network.document
        requests = network.requests
        issues = record.reports
        dialogs = record.dialogs.prefix(20).map { "\($0.type): \($0.message.prefix(200))" }
        if finalURL == requestedURL || finalURL.isEmpty { finalURL = record.url }
        exceptions = record.exceptions.prefix(200).map {
            LiveMessage(level: "exception", text: String($0.text.prefix(2_000)), url: $0.url, line: $0.line)
        }
        let telling: Set = ["error", "warning", "assert"]
        messages = record.console.lazy
            .filter { telling.contains($0.level) || $0.text.contains("dubAnalytics") || $0.text.contains("Dub") }
            .prefix(200)
            .map { LiveMessage(level: $0.level, text: String($0.text.prefix(2_000)), url: $0.url, line: $0.line) }
        hasServiceWorker = hasServiceWorker || record.hasServiceWorker
        if let time = record.milestoneTimes["DOMContentLoaded"] { milestones[.domContentLoaded] = network.time(time) }
        if let time = record.milestoneTimes["load"] { milestones[.load] = network.time(time) }
        if let time = requests.first(where: { $0.purpose == .document && !$0.isFromFrame })?.finish {
            milestones[.document] = time
        }
        // The elements of one URL made its requests in their order.
        var seen: [String: Int] = [:]
        for index in scripts.indices {
            let url = scripts[index].url
            guard !url.isEmpty else { continue }
            let made = requests.filter { $0.purpose == .script && ($0.url == url || $0.finalURL == url) }
            let count = seen[url, default: 0]
            seen[url] = count + 1
            if let request = made.dropFirst(count).first ?? made.last { scripts[index].origin(from: request) }
        }
    }
}

extension LiveScript {
    /// Who put the element into the page, told from the request it made.
    fileprivate mutating func origin(from request: LiveRequest) {
        addedBy = request.initiators
        if request.isFromParser, request.initiators.isEmpty {
            origin = .html
        } else if request.initiators.contains(where: Self.isTagManager) {
            origin = .gtm
        } else {
            origin = .code
        }
    }

    private static func isTagManager(_ url: String) -> Bool {
        url.contains("googletagmanager.com/") || url.contains("/gtm.js")
    }
}
