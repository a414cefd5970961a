import Evidence
import PageURL

extension TargetEvidence {
    /// The evidence with the document that a browser received in place of the one that was fetched, where one did.
    ///
    /// Both are most often the same. Where they differ, what the browser got is what visitors get.
    var asSeen: TargetEvidence {
        guard let capture, let look = capture[.first] ?? capture.looks.first, let document = look.document,
            let url = PageURL(look.finalURL) ?? PageURL(document.url)
        else { return self }
        var evidence = self
        if let body = document.body {
            let isSame = page?.body == body && page?.url == url && page?.status == document.status
            if !isSame {
                evidence.page = PageEvidence(
                    url: url, status: document.status, fields: document.fields, body: body,
                    isTruncated: page?.body == body && page?.isTruncated == true)
            }
        } else if page == nil {
            evidence.page = PageEvidence(url: url, status: document.status, fields: document.fields, body: "")
        }
        evidence.failure = nil
        evidence.hops = look.hops(knowing: hops)
        return evidence
    }
}

extension LiveLook {
    /// The documents on the way to the last, as redirects.
    ///
    /// - Parameter known: redirects that were followed by hand, which have the header fields of each.
    func hops(knowing known: [Hop]) -> [Hop] {
        let steps = navigations.filter { $0.kind != .history && $0.kind != .reload }
        return zip(steps, steps.dropFirst()).compactMap { from, to in
            guard let url = PageURL(from.url), let destination = PageURL(to.url) else { return nil }
            let kind: Hop.Kind =
                switch to.kind {
                case .http: .http
                case .metaRefresh: .metaRefresh
                default: .script
                }
            let same = known.first { $0.url == url && $0.destination == destination }
            return same
                ?? Hop(
                    kind: kind, url: url, status: (kind == .http ? to.status : from.status) ?? 0, location: to.url,
                    destination: destination)
        }
    }
}

/// Whether a browser's looks give a basis for a verdict.
enum LiveBasis {
    /// Why there is none; nil when there is one, or no browser looked.
    static func finding(_ evidence: TargetEvidence, asFetched: (TargetEvidence) -> Finding?) -> Finding? {
        guard let capture = evidence.capture, let failure = capture.failure else { return nil }
        if capture.workingLook(probeValue: evidence.probeValue) != nil { return nil }
        let ended = capture.looks.contains { $0.end == .certain || $0.end == .waited }
        guard !ended else { return nil }
        // What was fetched by hand may say it better: which name, which certificate, which answer.
        if let known = asFetched(evidence) { return observed(known, failure) }
        let seen = [FindingEvidence(.network, "in the browser: \(failure.message)")]
        switch failure.kind {
        case .timeout:
            return SlowPage.entry.finding(
                "The page could not be judged in time: \(failure.message).", seen,
                fix: "Raise --timeout, or make the page faster.")
        case .navigation:
            return DNSOrTLSFailure.entry.finding(
                "The browser could not open the page: \(failure.message).", seen,
                fix: "Check name and certificate: \(failure.message).")
        case .download: return NotHTML.entry.finding("The answer is a file to download.", seen)
        case .redirects:
            return RedirectLoopOrLong.entry.finding("The page is never reached: \(failure.message).", seen)
        case .authentication: return AuthWall.entry.finding("The page asks for a login.", seen)
        case .crashed, .browser:
            return BrowserFailed.entry.finding("The browser gave no answer: \(failure.message).", seen)
        }
    }

    private static func observed(_ finding: Finding, _ failure: Capture.Failure) -> Finding {
        var finding = finding
        finding.confidence = .observed
        finding.evidence.append(FindingEvidence(.network, "in the browser: \(failure.message)"))
        return finding
    }
}
