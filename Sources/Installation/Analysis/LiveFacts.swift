import Evidence
import HTMLPage
import PageURL

/// What a browser's looks add up to: the outcome, and what became of each tag.
struct LiveFacts: Sendable {
    let capture: Capture
    let probeValue: String
    /// The look in which everything was there, if there was one.
    let working: LiveLook?
    /// The look by which the page is judged: the working one, else the last that came to an end.
    let judged: LiveLook
    /// The look of a visitor who just arrives.
    let first: LiveLook

    /// Nil without a look that came to an end.
    init?(_ evidence: TargetEvidence) {
        guard let capture = evidence.capture else { return nil }
        let ended = capture.looks.filter {
            ($0.end == .certain || $0.end == .waited) && $0.way != .partner && $0.way != .returning
        }
        let working = capture.workingLook(probeValue: evidence.probeValue)
        guard let judged = working ?? ended.first(where: \.hasObject) ?? ended.last,
            let first = capture[.first] ?? ended.first
        else { return nil }
        self.capture = capture
        probeValue = evidence.probeValue
        self.working = working
        self.judged = judged
        self.first = first
    }

    /// Looks at the page as it is served, in order.
    var looks: [LiveLook] {
        capture.looks.filter { $0.way != .partner && $0.way != .returning }
    }

    /// The script's object was there in some look.
    var hasObject: Bool { looks.contains(where: \.hasObject) }

    /// The probe value was in the store at the end of some look.
    var keepsCookie: Bool { looks.contains { $0.keeps(probeValue) } }

    /// The address at which the script found the click id, in a page that works and has changed its address since.
    var addressOfScript: PageURL? {
        guard let working else { return nil }
        let carries = { (url: PageURL) in url.first("dub_id") == probeValue }
        if PageURL(working.finalURL).map(carries) == true { return nil }
        let start = working.navigations.lastIndex { $0.kind != .history } ?? 0
        return working.navigations.dropFirst(start).compactMap { PageURL($0.url) }.last(where: carries)
    }

    /// The probe value was in the store, and later was not.
    var vanishedIn: LiveLook? {
        looks.first { $0.hadKept(probeValue) && !$0.keeps(probeValue) }
    }

    /// The requests for a script file, of the judged look first.
    func requests(for url: PageURL) -> [LiveRequest] {
        let wanted = url.withoutFragment.href
        let all = judged.requests + looks.filter { $0.way != judged.way }.flatMap(\.requests)
        return all.filter { $0.purpose == .script && ($0.url == wanted || $0.redirects.contains(wanted)) }
    }

    /// The file of a tag arrived.
    func didLoad(_ tag: DubTag) -> Bool {
        guard let url = tag.url else { return false }
        return requests(for: url).contains { $0.failure == nil && (200..<400).contains($0.status ?? 0) }
    }

    /// The tag's script ran, as far as can be told: its file came, and its object is there.
    func ran(_ tag: DubTag, of tags: [DubTag]) -> Bool {
        guard hasObject, ScriptType(of: tag.element) == .classic || tag.isDynamic else { return false }
        let others = tags.filter { $0.isLive && $0.index != tag.index && $0.isDub }
        return tag.url == nil ? others.isEmpty : didLoad(tag)
    }

    /// What failed about the tag's file, when nothing of it arrived.
    func failure(of tag: DubTag) -> LiveRequest? {
        guard let url = tag.url, !didLoad(tag) else { return nil }
        return requests(for: url).first { $0.failure != nil || ($0.status ?? 0) >= 400 }
    }

    /// Exceptions and errors of all looks.
    var errors: [LiveMessage] {
        looks.flatMap { $0.exceptions + $0.messages.filter { $0.level == "error" } }
    }

    /// Reports of the browser of all looks.
    var issues: [LiveIssue] { looks.flatMap(\.issues) }
}

extension LiveMessage {
    /// The message as evidence.
    var evidence: FindingEvidence {
        FindingEvidence(.console, text.condensed() + (url.map { " (\($0.condensed(limit: 120)))" } ?? ""), line: nil)
    }
}

extension LiveRequest {
    /// What became of the request, as evidence.
    var evidence: FindingEvidence {
        let outcome =
            failure.map { reason in
                reason + (blockedReason.map { " (\($0))" } ?? "") + (corsError.map { " (CORS: \($0))" } ?? "")
            } ?? status.map { "answers \($0)" } ?? "is not answered"
        return FindingEvidence(.network, "\(method) \(url.condensed(limit: 160)): \(outcome)")
    }
}

extension LiveIssue {
    /// The report as evidence.
    var evidence: FindingEvidence {
        let place = source.map { " (\($0.condensed(limit: 120)))" } ?? ""
        return FindingEvidence(.console, "blocked by \(rule): \(blocked)\(place)")
    }
}
