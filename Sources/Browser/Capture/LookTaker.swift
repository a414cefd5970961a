import CookieForecast
import Evidence
import Foundation
import JSON

/// Takes one look after another in one page, and writes down what was there.
///
/// It reacts to the page's events: a look ends as soon as its answer is certain, and waits, at most
/// ``CaptureOptions/wait``, only where something may still come.
actor LookTaker {
    /// What was seen at one moment.
    struct Moment: Sendable {
        var object = LiveObject(kind: .missing)
        var cookies: [LiveCookie] = []
        var url = ""
        var cookiesEnabled: Bool?
        /// Something of the page's own runs, or may run, beside scripts that may be Dub's.
        var hasOtherCode = true
    }

    let page: PageSession
    let options: CaptureOptions
    let probeValue: String
    /// What the served HTML tells, asked for once the page is parsed.
    private let source: @Sendable () async -> CaptureHints
    private(set) var hints = CaptureHints()
    private var begun = ContinuousClock.now
    private(set) var milestones: [LiveLook.Milestone: Double] = [:]
    private var firstCookies: [LiveCookie] = []
    /// The last moment at which everything was as it should be, and the documents there had been until then.
    private var lastWorking: (moment: Moment, documents: Int)?
    private var changes = 0
    private var lastChange = ContinuousClock.now

    init(
        page: PageSession, options: CaptureOptions, probeValue: String,
        hints: @escaping @Sendable () async -> CaptureHints
    ) {
        self.page = page
        self.options = options
        self.probeValue = probeValue
        source = hints
    }

    /// Opens a URL.
    ///
    /// - Throws: a ``Capture/Failure`` when there is no document.
    func open(_ url: String) async throws {
        begun = .now
        milestones = [:]
        firstCookies = []
        lastWorking = nil
        switch try await page.start(url) {
        case .document: return
        case .download: throw Capture.Failure(.download, message: "the answer is a file to download")
        case .failed(let reason): throw Self.failure(reason)
        }
    }

    private static func failure(_ reason: String) -> Capture.Failure {
        switch reason {
        case "net::ERR_TOO_MANY_REDIRECTS":
            Capture.Failure(.redirects, message: "more redirects than a browser follows (\(reason))")
        case "net::ERR_INVALID_AUTH_CREDENTIALS", "net::ERR_MISSING_AUTH_CREDENTIALS":
            Capture.Failure(.authentication, message: "the server asks for a user and a password")
        case "net::ERR_ABORTED", "net::ERR_HTTP_RESPONSE_CODE_FAILURE":
            Capture.Failure(.navigation, message: "the browser got no document (\(reason))")
        default: Capture.Failure(.navigation, message: "the browser could not open it (\(reason))")
        }
    }

    /// Waits until the page's answer is certain, or nothing more is to be expected.
    ///
    /// - Parameter patience: how long to wait for something to come, once the page has loaded.
    func settle(patience: Duration) async throws -> LiveLook.End {
        _ = try await page.pause(.seconds(3_600)) { $0.milestones.contains("DOMContentLoaded") }
        hints = await source()
        var backoff = Duration.milliseconds(5)
        var loaded: ContinuousClock.Instant?
        var works: ContinuousClock.Instant?
        var working = Moment()
        let parsed = ContinuousClock.now
        while true {
            // Once it works, and nothing is about that could take the cookie away, only the rest of the page is awaited.
            let moment = works == nil || hints.mayDropCookies ? try await look() : working
            let record = await page.record
            let now = ContinuousClock.now
            if record.milestones.contains("load"), loaded == nil { loaded = now }
            if works != nil, !keeps(moment.cookies) { return .certain }
            if moment.object.kind == .script, keeps(moment.cookies) {
                if works == nil { lastWorking = (moment, record.network.navigations.count) }
                works = works ?? now
                working = moment
                let patienceForMore = hints.expectsLateScripts ? min(patience, .milliseconds(1_200)) : .zero
                if try await isWhole(record, loaded: loaded, parsed: parsed, more: patienceForMore, patience: patience)
                {
                    return .certain
                }
            } else if let loaded {
                if isCertainFailure(moment, record, now: now, loaded: loaded) { return .certain }
                if now - loaded >= patience { return .waited }
            } else if now - parsed >= patience + .seconds(10) {
                // A resource never ends: what runs after the load event has had its time.
                return .waited
            }
            if record.network.changes != changes { (changes, lastChange) = (record.network.changes, now) }
            let seen = (record.network.changes, record.milestones.count, record.exceptions.count)
            let changed = try await page.pause(backoff) {
                ($0.network.changes, $0.milestones.count, $0.exceptions.count) != seen
            }
            backoff = changed ? .milliseconds(5) : min(backoff * 2, .milliseconds(works == nil ? 150 : 60))
        }
    }

    /// A page that works has been seen whole: it has loaded, and what late scripts may add has come.
    private func isWhole(
        _ record: PageRecord, loaded: ContinuousClock.Instant?, parsed: ContinuousClock.Instant, more: Duration,
        patience: Duration
    ) async throws -> Bool {
        let now = ContinuousClock.now
        // A resource that never ends does not hold up the verdict.
        guard let loaded else { return now - parsed >= patience }
        if now - loaded >= patience { return true }
        guard record.network.pending(.script) == 0 else { return false }
        // What the API answers is part of what is to be seen; an answer that is slow is not one that is missing.
        if options.isLive, record.network.pending(.api) > 0 { return false }
        if hints.mayDropCookies { return false }
        return now - max(loaded, lastChange) >= more
    }

    /// Whether something of the page's own may still change what was seen.
    func hasOtherCode() async throws -> Bool {
        try await look().hasOtherCode
    }

    /// Nothing that may still come would change a failure.
    private func isCertainFailure(
        _ moment: Moment, _ record: PageRecord, now: ContinuousClock.Instant, loaded: ContinuousClock.Instant
    ) -> Bool {
        let quiet = now - loaded
        if moment.object.kind == .script {
            // It writes its cookie as it starts; the store is a moment behind.
            return quiet > .milliseconds(400) && record.network.pending(.script) == 0
        }
        guard record.network.pending(.script) == 0 else { return false }
        // Nobody is there who could add a script.
        if !moment.hasOtherCode { return quiet > .milliseconds(150) && !hints.hasDeferredScript }
        let scripts = record.network.requests.filter { $0.purpose == .script && !$0.isFromFrame }
        let ofInterest = scripts.filter {
            options.isScriptOfInterest($0.url) || options.isScriptOfInterest($0.finalURL)
        }
        if !ofInterest.isEmpty { return !hints.hasDeferredScript && quiet > .milliseconds(400) }
        return false
    }

    /// Whether the probe value is in the store.
    private func keeps(_ cookies: [LiveCookie]) -> Bool {
        cookies.contains { $0.name == "dub_id" && $0.cookie.value == probeValue }
    }

    /// Looks once: the object, its reader, the store.
    func look() async throws -> Moment {
        var moment = Moment()
        do {
            let answer = try await page.evaluate(PageProbe.object, limit: .seconds(4))
            moment.object = PageProbe.object(answer)
            moment.url = answer["url"].string ?? ""
            moment.cookiesEnabled = answer["cookies"].bool
            let sources = (answer["sources"].array ?? []).compactMap(\.string)
            moment.hasOtherCode =
                answer["inline"].int != 0 || answer["frames"].int != 0
                || !sources.allSatisfy(options.isScriptOfInterest)
        } catch {
            // A page may have broken what everything stands on, and a document may just be replaced by another.
            guard Self.isPassing(error) else { throw error }
        }
        moment.cookies = try await storedCookies()
        if moment.object.kind == .script { note(.object) }
        if keeps(moment.cookies) {
            note(.cookie)
            if firstCookies.isEmpty { firstCookies = moment.cookies }
        }
        return moment
    }

    private static func isPassing(_ error: BrowserError) -> Bool {
        switch error {
        case .javaScript, .protocolError: true
        default: false
        }
    }

    func note(_ milestone: LiveLook.Milestone) {
        guard milestones[milestone] == nil else { return }
        milestones[milestone] = ((ContinuousClock.now - begun) / .milliseconds(0.1)).rounded() / 10
    }

    func storedCookies() async throws -> [LiveCookie] {
        try await page.storedCookies().filter { $0.name == "dub_id" || $0.name == "dub_partner_data" }
            .map { LiveCookie(name: $0.name, cookie: StoredCookie($0, now: Date())) }
    }

    /// Writes down everything about the page as it is now.
    func write(_ way: LiveLook.Way, url: String, end: LiveLook.End) async -> LiveLook {
        var look = LiveLook(way, requestedURL: url)
        look.end = end
        // Asked for together: the answers come in one round.
        async let body = page.documentBody(limit: options.documentLimit)
        if end == .certain || end == .waited {
            async let scripts = try? page.evaluate(PageProbe.scripts, limit: .seconds(4))
            let (last, isLate) = await lastMoment()
            if let moment = last {
                look.object = moment.object
                look.cookiesAtEnd = moment.cookies
                look.cookies = firstCookies.isEmpty ? moment.cookies : firstCookies
                look.finalURL = moment.url
                look.cookiesEnabled = moment.cookiesEnabled
            }
            var elements = await scripts
            if isLate { elements = try? await page.evaluate(PageProbe.scripts, limit: .seconds(4)) }
            look.scripts = PageProbe.scripts(elements ?? .null)
            if options.isLive { await page.readRefusals() }
        } else if let cookies = try? await storedCookies() {
            look.cookies = firstCookies
            look.cookiesAtEnd = cookies
        }
        let record = await page.record
        look.apply(record, isOver: end)
        if look.object.kind == .missing, end == .certain || end == .waited {
            await lookDeeper(&look, record)
        }
        let bytes = await body
        if var document = look.document {
            document.body = bytes.map { Bytes($0) }
            look.document = document
        }
        note(.end)
        look.milestones.merge(milestones) { $1 }
        return look
    }

    /// What is there at the end of a look, and whether that had to be waited for.
    ///
    /// A page that worked and is just loading itself again is between two documents. The next one counts; where it does
    /// not stay long enough to be seen, the one before.
    private func lastMoment() async -> (Moment?, isLate: Bool) {
        let limit = ContinuousClock.now + .seconds(3)
        var isLate = false
        while true {
            let moment = try? await look()
            guard let lastWorking, moment.map({ $0.object.kind == .missing }) ?? true else { return (moment, isLate) }
            guard ContinuousClock.now < limit else {
                let isReplaced = await page.record.network.navigations.count > lastWorking.documents
                return (isReplaced ? lastWorking.moment : moment, isLate)
            }
            isLate = true
            guard (try? await page.pause(.milliseconds(30), until: { _ in false })) != nil else {
                return (moment, isLate)
            }
        }
    }

    /// Where the object is not: in frames, or beside closed shadow roots.
    private func lookDeeper(_ look: inout LiveLook, _ record: PageRecord) async {
        for world in record.worlds.prefix(30) where await !page.isMain(world) {
            guard let answer = try? await page.evaluate(PageProbe.hasObject, in: world), answer.bool == true else {
                continue
            }
            let frame = record.frameURLs[world.frame] ?? world.origin
            if !look.framesWithObject.contains(frame) { look.framesWithObject.append(frame) }
        }
        let hidden = (try? await page.scriptsInClosedShadowRoots()) ?? []
        look.scripts += hidden.map { attributes in
            LiveScript(
                attributes: attributes.map { .init(name: $0.name, value: $0.value) }, isInHead: false,
                isInShadowRoot: true, url: attributes.first { $0.name == "src" }?.value ?? "")
        }
    }
}

extension StoredCookie {
    /// A cookie of the browser's store in the form in which cookies are forecast.
    init(_ cookie: BrowserCookie, now: Date) {
        let days = cookie.expires.map { ($0.timeIntervalSince(now) / 864).rounded() / 100 }
        self.init(
            value: cookie.value, domain: cookie.domain, hostOnly: cookie.isHostOnly, path: cookie.path,
            secure: cookie.isSecure, httpOnly: cookie.isHTTPOnly, sameSite: cookie.sameSite ?? "Lax",
            expiresInDays: days)
    }
}
