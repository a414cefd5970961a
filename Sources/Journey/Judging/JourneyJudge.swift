import Evidence
import Installation

/// Judges a journey, hop by hop, from what was seen: the first hop that fails names the one root cause.
public struct JourneyJudge: Sendable {
    let evidence: JourneyEvidence

    /// A judge of what was seen so far.
    public init(_ evidence: JourneyEvidence) {
        self.evidence = evidence
    }

    /// A finding for each hop, in order; those behind the one at which the chain ends were not reached.
    public var findings: [JourneyFinding] {
        var end: JourneyHop?
        return JourneyHop.allCases.map { hop in
            if let end { return JourneyFinding(hop, .notReached, "not reached: the journey ended at \(end.rawValue)") }
            let finding = finding(of: hop)
            if finding.outcome.isEnd { end = hop }
            return finding
        }
    }

    /// Whether the chain goes on past a hop; asked on the way, so that no later hop is tried in vain.
    public func goesOn(past hop: JourneyHop) -> Bool {
        let last = JourneyHop.allCases.firstIndex(of: hop) ?? 0
        return !JourneyHop.allCases[...last].contains { finding(of: $0).outcome.isEnd }
    }

    private func finding(of hop: JourneyHop) -> JourneyFinding {
        switch hop {
        case .link: JourneyFinding(.link, .pass, "\(evidence.shortLink) leads to \(evidence.plan.start)")
        case .redirect: redirect
        case .arrival: arrival
        case .script: script
        case .cookie: cookie
        case .form: form
        case .submission: submission
        case .event: event
        case .lead: lead
        }
    }

    // What the hops share.

    var visit: PageVisit { evidence.visit }
    var trace: HarnessTrace { evidence.trace }
    /// The click id as messages name it.
    var clickID: String { evidence.clickID ?? "?" }

    /// What was seen when something ended the visit that says nothing about the app.
    func inconclusive(_ hop: JourneyHop) -> JourneyFinding? {
        switch visit.failure {
        case .browser(let reason):
            JourneyFinding(
                hop, .inconclusive, cause: "browser-failed", "The browser failed: \(reason).",
                fix: "Run it again; --browser names another Chromium or Chrome.")
        case .crashed:
            JourneyFinding(
                hop, .inconclusive, cause: "page-crashed", "The page's process ended.", evidence: console,
                fix: "Run it again; if it ends again, open the page in a browser by hand.")
        case .timedOut(let step):
            JourneyFinding(
                hop, .inconclusive, cause: "timeout", "The time was over: \(step).", evidence: console,
                fix: "Give more time with --timeout, or see why it takes that long.")
        case .unreachable, nil: nil
        }
    }

    /// Errors in the console, at most four.
    var console: [FindingEvidence] {
        visit.errors.prefix(4).map { FindingEvidence(.console, $0.text) }
    }

    /// How to find out what is wrong with the script on a page.
    var verifyAdvice: String {
        "'dubcheck verify \(ShellText.quoted(evidence.plan.start))' names what stands in the way."
    }
}

/// Text for a shell.
enum ShellText {
    private static let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/@%+,=")

    /// A word as it is typed: in single quotes where it needs them.
    static func quoted(_ word: String) -> String {
        word.allSatisfy(plain.contains) ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    }
}
