import Browser
import Evidence
import Foundation
import PageURL

/// Looks at one target in a real browser, while the static looks are made.
struct LiveLooker: Sendable {
    let browser: BrowserAccess
    let options: GatheringOptions
    let target: PageURL
    let probeValue: String
    let deadline: Deadline

    /// What the browser saw.
    ///
    /// - Parameter served: the static looks, as soon as they are made.
    func capture(served: Promise<LookPlan.Outcome>) async -> Capture {
        let taker = CaptureTaker(options: captureOptions, opener: browser.open)
        let hints = browser.hints
        var capture = await taker.capture(
            target.settingQueryItem("dub_id", probeValue).href, returningURL: target.href,
            partnerURL: target.removingQueryItem("dub_id").settingQueryItem("via", "dubcheck-" + probeValue).href,
            probeValue: probeValue
        ) {
            let outcome = await served.value
            if let page = outcome.pages.first { return hints(page, outcome.cacheProbe) }
            var blind = CaptureHints()
            blind.expectsLateScripts = true
            return blind
        }
        capture.browser = await browser.identity()
        return capture
    }

    private var captureOptions: CaptureOptions {
        var capture = CaptureOptions()
        capture.timeout = .seconds(max(deadline.remaining, 0))
        capture.wait = .seconds(browser.wait)
        capture.consent = browser.consent
        capture.interacts = browser.interacts
        capture.isLive = browser.isLive
        capture.userAgent = browser.userAgent
        capture.ignoresCertificateErrors = options.insecure
        capture.takesScreenshot = browser.takesScreenshots
        capture.documentLimit = options.pageSizeLimit
        capture.isScriptOfInterest = browser.isScriptOfInterest
        // An older click id would only show that it is older: the profile stays clean of it.
        capture.cookies = options.cookies.filter { $0.name != "dub_id" }
            .map { .init(name: $0.name, value: $0.value, url: target.href) }
        capture.fieldsOrigin = target.origin
        capture.fields = options.headers.map { .init(name: $0.name, value: $0.value) }
        if let basic = options.basicAuth {
            let token = Data("\(basic.user):\(basic.password)".utf8).base64EncodedString()
            capture.fields.append(.init(name: "Authorization", value: "Basic \(token)"))
        }
        return capture
    }
}

/// A value that is promised to whoever waits for it.
actor Promise<Value: Sendable> {
    private var kept: Value?
    private var waiting: [CheckedContinuation<Value, Never>] = []

    /// The value, as soon as it is there.
    var value: Value {
        get async {
            if let kept { return kept }
            return await withCheckedContinuation { waiting.append($0) }
        }
    }

    /// Keeps the promise.
    func keep(_ value: Value) {
        guard kept == nil else { return }
        kept = value
        for continuation in waiting { continuation.resume(returning: value) }
        waiting = []
    }
}
