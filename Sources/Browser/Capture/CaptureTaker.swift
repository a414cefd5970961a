public import Evidence

/// Takes the looks at one target: first as a visitor, and where that leaves a doubt, in the ways that can settle it.
public struct CaptureTaker: Sendable {
    /// Opens pages; a browser or a pool of them.
    public typealias Opener =
        @Sendable (PageOptions, @escaping @Sendable (PageSession) async throws -> Void) async throws -> Void

    private let options: CaptureOptions
    private let opener: Opener

    /// A taker with the options of a run.
    public init(options: CaptureOptions, opener: @escaping Opener) {
        self.options = options
        self.opener = opener
    }

    /// Looks at a page.
    ///
    /// - Parameters:
    ///   - url: the URL with the probe value in its query.
    ///   - returningURL: the URL as a returning visitor asks for it, without the probe value.
    ///   - partnerURL: the URL with a partner key and without a click id.
    ///   - probeValue: the value to be found in the cookie store.
    ///   - hints: what the served HTML tells, asked for once the page is open.
    public func capture(
        _ url: String, returningURL: String, partnerURL: String, probeValue: String,
        hints: @escaping @Sendable () async -> CaptureHints
    ) async -> Capture {
        let sketch = Sketch()
        let deadline = ContinuousClock.now + options.timeout
        let visit = Visit(
            options: options, url: url, returningURL: returningURL, partnerURL: partnerURL, probeValue: probeValue,
            hints: hints, sketch: sketch)
        await attempt(sketch, until: deadline) { try await visit.first(in: $0) }
        if await sketch.capture.failure == nil, await visit.wantsFreshLook() {
            await attempt(sketch, until: deadline, bypassesCaches: true) { try await visit.freshCaches(in: $0) }
        }
        if await sketch.capture.failure == nil, await visit.wantsPartnerLook() {
            await attempt(sketch, until: deadline) { try await visit.partner(in: $0) }
        }
        return await sketch.capture
    }

    /// Opens a page for some looks; what goes wrong is part of the capture.
    private func attempt(
        _ sketch: Sketch, until deadline: ContinuousClock.Instant, bypassesCaches: Bool = false,
        _ looks: @escaping @Sendable (PageSession) async throws -> Void
    ) async {
        var page = PageOptions()
        page.userAgent = options.userAgent
        page.ignoresCertificateErrors = options.ignoresCertificateErrors
        page.observesNetwork = true
        page.bypassesCaches = bypassesCaches
        page.cookies = options.cookies
        page.timeout = max(deadline - .now, .milliseconds(1))
        let gate = RequestGate(options: options, clickID: sketch.clickID)
        page.interceptedURLs = gate.urls
        if !gate.urls.isEmpty { page.interceptor = { request in gate.answer(request) } }
        do {
            try await opener(page) { try await looks($0) }
        } catch {
            await sketch.fail(with: error)
        }
    }
}

/// A capture while it is being taken.
actor Sketch {
    private(set) var capture = Capture()
    /// The click id that calls to the tracking API are answered with.
    let clickID = "live" + String(UInt64.random(in: .min ... .max), radix: 36)

    func add(_ look: LiveLook) {
        capture.looks.removeAll { $0.way == look.way }
        capture.looks.append(look)
    }

    func setScreenshot(_ bytes: [UInt8]?) {
        capture.screenshot = bytes.map { Bytes($0) }
    }

    func fail(with error: any Error) {
        guard capture.failure == nil else { return }
        capture.failure = error as? Capture.Failure ?? Self.failure(error)
    }

    private static func failure(_ error: any Error) -> Capture.Failure {
        switch error as? BrowserError {
        case .timedOut(let step, _): Capture.Failure(.timeout, message: "\(step) did not come to an end in time")
        case .crashed(let detail): Capture.Failure(.crashed, message: "the browser ended: \(detail)")
        case .pageCrashed: Capture.Failure(.crashed, message: "the page crashed")
        case .navigationFailed(_, let reason): Capture.Failure(.navigation, message: reason)
        case let other?: Capture.Failure(.browser, message: "\(other)")
        case nil: Capture.Failure(.browser, message: "\(error)")
        }
    }
}

/// Decides what becomes of a page's requests: calls to the tracking API are answered here, and the user's header fields
/// go to the target's own origin.
struct RequestGate: Sendable {
    private let standIn: TrackingStandIn?
    private let fields: [CaptureOptions.Field]
    private let origin: String?

    init(options: CaptureOptions, clickID: String) {
        standIn = options.isLive ? nil : TrackingStandIn(clickID: clickID)
        fields = options.fields
        origin = options.fieldsOrigin
    }

    /// The URLs to stop.
    var urls: [String] {
        (standIn == nil ? [] : TrackingStandIn.urls) + (fields.isEmpty ? [] : origin.map { ["\($0)/*"] } ?? [])
    }

    func answer(_ request: InterceptedRequest) -> InterceptedResponse {
        if let answer = standIn?.answer(request) { return answer }
        guard let origin, !fields.isEmpty, request.url == origin || request.url.hasPrefix(origin + "/") else {
            return .proceed
        }
        return .proceedWith(headers: fields.map { (name: $0.name, value: $0.value) })
    }
}
