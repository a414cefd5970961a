import CookieForecast
import Evidence
import JSON

/// The looks at one target, in their order, and what each needs of those before.
actor Visit {
    private let options: CaptureOptions
    private let url: String
    private let returningURL: String
    private let partnerURL: String
    private let probeValue: String
    private let hints: @Sendable () async -> CaptureHints
    private let sketch: Sketch
    private var known = CaptureHints()

    init(
        options: CaptureOptions, url: String, returningURL: String, partnerURL: String, probeValue: String,
        hints: @escaping @Sendable () async -> CaptureHints, sketch: Sketch
    ) {
        self.options = options
        self.url = url
        self.returningURL = returningURL
        self.partnerURL = partnerURL
        self.probeValue = probeValue
        self.hints = hints
        self.sketch = sketch
    }

    /// The first look, and in the same page those after consent, after interaction, and as a returning visitor.
    func first(in page: PageSession) async throws {
        let taker = LookTaker(page: page, options: options, probeValue: probeValue, hints: hints)
        try await taking(.first, taker) {
            try await taker.open(self.url)
            if self.options.consent == .accept { try await self.acceptBanner(taker, page, patience: self.options.wait) }
            return try await taker.settle(patience: self.options.wait)
        }
        known = await taker.hints
        if options.takesScreenshot { await sketch.setScreenshot(page.screenshot()) }
        guard let first = await sketch.capture.looks.last else { return }
        // Where no code but Dub's is in the page, nothing holds it back and nothing will release it.
        var mayChange = known.hasDeferredScript
        if needsAnotherLook(first), !mayChange { mayChange = try await taker.hasOtherCode() }
        if mayChange, needsAnotherLook(first) { try await afterConsent(first, taker, page) }
        if mayChange, let last = await sketch.capture.looks.last, needsAnotherLook(last), !last.hasObject {
            try await afterInteraction(last, taker, page)
        }
        if let last = await sketch.capture.looks.last, last.keeps(probeValue),
            await Self.hasServiceWorker(page) || last.hasServiceWorker
        {
            try await taking(.returning, taker) {
                try await taker.open(self.returningURL)
                return try await taker.settle(patience: .milliseconds(1_500))
            }
        }
    }

    private static func hasServiceWorker(_ page: PageSession) async -> Bool {
        let answer = try? await page.evaluate(PageProbe.hasServiceWorker, limit: .seconds(4))
        return answer?.bool ?? false
    }

    /// Another clean profile, with every cache asked to step aside.
    func freshCaches(in page: PageSession) async throws {
        let taker = LookTaker(page: page, options: options, probeValue: probeValue, hints: hints)
        try await taking(.freshCaches, taker) {
            try await taker.open(self.url)
            return try await taker.settle(patience: self.options.wait)
        }
    }

    /// Another clean profile, with a partner key, to see whether the click is posted.
    func partner(in page: PageSession) async throws {
        let taker = LookTaker(page: page, options: options, probeValue: probeValue, hints: hints)
        try await taking(.partner, taker) {
            try await taker.open(self.partnerURL)
            let isOver = try await page.pause(self.options.wait) { record in
                let calls = record.network.requests.filter { $0.purpose == .api && $0.method == "POST" }
                return !calls.isEmpty && calls.allSatisfy { $0.finish != nil }
                    || record.reports.contains { $0.kind == .policy && $0.rule.hasPrefix("connect-src") }
                    || record.milestones.contains("networkIdle") && calls.isEmpty
            }
            return isOver ? .certain : .waited
        }
    }

    /// Whether a copy past the caches may work where the first look failed.
    func wantsFreshLook() async -> Bool {
        let capture = await sketch.capture
        return known.wantsFreshLook && capture.workingLook(probeValue: probeValue) == nil && !capture.looks.isEmpty
    }

    /// Whether partner links are configured.
    func wantsPartnerLook() async -> Bool {
        let looks = await sketch.capture.looks
        return looks.contains { $0.hasObject && $0.object.referDomain?.isEmpty == false }
    }

    // MARK: Doubts

    /// The look left a doubt that consent or an interaction may settle.
    private func needsAnotherLook(_ look: LiveLook) -> Bool {
        let works = look.hasObject && look.keeps(probeValue)
        guard !works, look.end == .waited || look.end == .certain else { return false }
        return true
    }

    private func afterConsent(_ look: LiveLook, _ taker: LookTaker, _ page: PageSession) async throws {
        guard options.consent != .none, let banner = try await banner(page, press: false) else { return }
        var seen = look
        seen.banner = banner
        await sketch.add(seen)
        guard let pressed = try await self.banner(page, press: true) else { return }
        try await taking(.consent, taker, banner: pressed) {
            let end = try await taker.settle(patience: min(self.options.wait, .seconds(2)))
            let moment = try await taker.look()
            let isKept = moment.cookies.contains { $0.cookie.value == self.probeValue }
            if moment.object.kind == .script, isKept { return end }
            // Some tools release what they hold back on the next page only.
            try await taker.open(self.url)
            return try await taker.settle(patience: self.options.wait)
        }
    }

    private func acceptBanner(_ taker: LookTaker, _ page: PageSession, patience: Duration) async throws {
        _ = try await page.pause(.seconds(3_600)) { $0.milestones.contains("DOMContentLoaded") }
        let deadline = ContinuousClock.now + patience
        while ContinuousClock.now < deadline {
            if try await banner(page, press: true) != nil { return }
            if await page.record.milestones.contains("networkIdle") { return }
            _ = try await page.pause(.milliseconds(100)) { _ in false }
        }
    }

    private func banner(_ page: PageSession, press: Bool) async throws -> ConsentBanner? {
        let expression = BannerProbe.expression(press: press, isExpected: known.hasDeferredScript)
        do {
            return BannerProbe.banner(try await page.evaluate(expression, limit: .seconds(3)))
        } catch BrowserError.javaScript {
            return nil
        }
    }

    private func afterInteraction(_ look: LiveLook, _ taker: LookTaker, _ page: PageSession) async throws {
        guard options.interacts, !look.scripts.isEmpty else { return }
        let before = await page.record.network.changes
        try await page.interact()
        let reacted = try await page.pause(known.hasDeferredScript ? options.wait : .milliseconds(600)) {
            $0.network.changes != before
        }
        let moment = try await taker.look()
        guard reacted || moment.object.kind != look.object.kind else { return }
        try await taking(.interaction, taker) { try await taker.settle(patience: self.options.wait) }
    }

    /// Takes one look; what stops it ends all looks, after what was seen until then is written down.
    private func taking(
        _ way: LiveLook.Way, _ taker: LookTaker, banner: ConsentBanner? = nil,
        _ body: () async throws -> LiveLook.End
    ) async throws {
        let asked = way == .returning ? returningURL : way == .partner ? partnerURL : url
        do {
            let end = try await body()
            var look = await taker.write(way, url: asked, end: end)
            look.banner = banner
            await sketch.add(look)
        } catch {
            let isCrash = (error as? BrowserError).map { if case .timedOut = $0 { false } else { true } } ?? false
            if !(error is Capture.Failure) {
                await sketch.add(await taker.write(way, url: asked, end: isCrash ? .crashed : .timeout))
            }
            throw error
        }
    }
}
