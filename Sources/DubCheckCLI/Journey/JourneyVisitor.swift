import Browser
import Evidence
import Journey

/// Goes the way of a visitor in a browser, from the link to the lead, as far as it leads.
struct JourneyVisitor {
    let page: PageSession
    let watch: HarnessWatch
    let deadline: ContinuousClock.Instant
    /// What was seen so far.
    private(set) var evidence: JourneyEvidence
    /// Whether nothing has been done on the page yet.
    private var isArriving = true
    /// How much the page had sent before the last click.
    private var sentBefore: Int?

    /// How long the script and its cookie are waited for once the page is there.
    private static let patience = Duration.seconds(5)
    /// How long a click may take to send something, and what was not taken to make a lead all the same.
    private static let moment = Duration.seconds(3)

    init(page: PageSession, watch: HarnessWatch, evidence: JourneyEvidence, deadline: ContinuousClock.Instant) {
        self.page = page
        self.watch = watch
        self.evidence = evidence
        self.deadline = deadline
    }

    /// Goes as far as it leads; what the browser cannot do is part of the evidence.
    ///
    /// - Throws: `CommandFailure` when the harness answers no more.
    mutating func go() async throws {
        let left = left
        let link = evidence.shortLink
        await attempt { page, _ throws(BrowserError) in
            try await page.navigate(to: link, until: .domContentLoaded, limit: left)
        }
        await look()
        guard let clickID = evidence.clickID else { return }
        evidence.trace = try await watch.trace(of: clickID)
        guard judge.goesOn(past: .arrival) else { return }
        await waitForCookie()
        isArriving = false
        guard judge.goesOn(past: .cookie), evidence.plan.wantsLead else { return }
        await act()
        await look()
        guard judge.goesOn(past: .form) else { return }
        await waitForAnswer()
        await look()
        try await waitForLead(of: clickID, atMost: judge.goesOn(past: .submission) ? self.left : Self.moment)
        await look()
    }

    private var judge: JourneyJudge { JourneyJudge(evidence) }
    private var left: Duration { max(deadline - .now, .zero) }

    // MARK: Steps

    private mutating func waitForCookie() async {
        let end = ContinuousClock.now + min(Self.patience, left)
        while evidence.visit.failure == nil {
            await attempt(isRepeated: true) { page, visit throws(BrowserError) in
                visit.hasObject = try await page.hasScriptObject()
                visit.cookies = try await page.cookies().filter { $0.name == "dub_id" }
                    .map { PageVisit.Cookie($0) }
            }
            await look()
            if evidence.visit.hasObject, judge.goesOn(past: .cookie) { return }
            guard .now < end else { return }
            try? await Task.sleep(for: .milliseconds(50))
        }
    }

    private mutating func act() async {
        let actions = evidence.plan.actions
        guard !actions.isEmpty else { return }
        await attempt { page, _ throws(BrowserError) in try await page.beginInput() }
        let lastClick = actions.lastIndex(where: \.isClick)
        for (index, action) in actions.enumerated() {
            guard evidence.visit.failure == nil else { return }
            guard left > .zero else {
                evidence.visit.failure = .timedOut("it ended before \(action.selector)")
                return
            }
            if index == lastClick { sentBefore = await page.record.sent.list.count }
            do {
                let result = try await ActionTaker(page: page, patience: min(Self.patience, left)).take(action)
                evidence.visit.actions.append(result)
                if result.problem != nil { return }
            } catch {
                evidence.visit.failure = PageVisit.Failure(error)
            }
        }
    }

    /// Waits until what was clicked has sent something, and that was answered.
    private mutating func waitForAnswer() async {
        guard let mark = sentBefore else { return }
        let limits = (min(Self.moment, left), min(Self.patience, left))
        let hasSent = await isSeen(within: limits.0) { $0.sent.list.count > mark }
        if hasSent {
            _ = await isSeen(within: limits.1) { $0.sent.list.dropFirst(mark).allSatisfy(\.isAnswered) }
        } else {
            evidence.visit.invalidFields = (try? await page.invalidFields()) ?? []
        }
    }

    private mutating func waitForLead(of clickID: String, atMost limit: Duration) async throws {
        var end = ContinuousClock.now + limit
        repeat {
            let seconds = end - .now >= .seconds(1) ? 1 : 0
            let lead = try await watch.lead(of: clickID, named: evidence.plan.expectedEvent, seconds: seconds)
            let patience = evidence.trace.patience
            evidence.trace = try await watch.trace(of: clickID)
            let name = evidence.plan.expectedEvent
            // It may have come in between the two questions.
            evidence.trace.lead = lead ?? evidence.trace.leads.first { name == nil || $0.eventName == name }
            if evidence.trace.lead != nil { return }
            // Something came in, and it is not what was wanted: the rest, if any, is not far.
            if let news = evidence.trace.patience, news != patience { end = min(end, .now + news) }
        } while .now < end
    }

    // MARK: Seeing

    /// Does a step; what it cannot do ends the visit.
    ///
    /// - Parameter isRepeated: the step is done again, so that what happens between two documents does not matter.
    private mutating func attempt(
        isRepeated: Bool = false, _ step: (PageSession, inout PageVisit) async throws(BrowserError) -> Void
    ) async {
        do throws(BrowserError) {
            try await step(page, &evidence.visit)
        } catch {
            if !isRepeated || !error.isPassing { evidence.visit.failure = PageVisit.Failure(error) }
        }
    }

    private func isSeen(
        within limit: Duration, _ condition: @escaping @Sendable (PageRecord) -> Bool
    ) async -> Bool {
        (try? await page.wait(for: "the page", limit: limit, until: condition)) != nil
    }

    /// Takes over what the page's events have told.
    private mutating func look() async {
        evidence.visit.take(await page.record, isArriving: isArriving, sentSince: sentBefore)
    }
}

extension SentRequests.Request {
    fileprivate var isAnswered: Bool { status != nil || failure != nil }
}
