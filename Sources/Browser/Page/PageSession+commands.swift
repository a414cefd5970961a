extension PageSession {
    /// How far a document must have got.
    public enum Milestone: String, Sendable {
        /// The HTML is parsed and deferred scripts have run.
        case domContentLoaded = "DOMContentLoaded"
        /// Everything the document needs is loaded.
        case load
    }

    /// Opens a URL and waits until its document, or the one it leads on to by itself, has got so far.
    ///
    /// - Throws: `navigationFailed` when there is no document (name not found, refused, certificate, download),
    ///   `timedOut` when it takes longer than `limit` or what is left of the look's time.
    public func navigate(
        to url: String, until milestone: Milestone = .load, limit: Duration? = nil
    ) async throws(BrowserError) {
        let step = "the load of \(url)"
        let start = ContinuousClock.now
        let timeout = try remaining(limit, for: step)
        let reply = try await call("Page.navigate", ["url": .string(url)], limit: timeout, step: step)
        if let reason = reply["errorText"].string, !reason.isEmpty {
            if await hasCrashed(afterAbort: reason) { throw .pageCrashed }
            throw .navigationFailed(url: url, reason: reason)
        }
        // None when only the fragment changed.
        guard let document = reply["loaderId"].string else { return }
        let left = timeout - (.now - start)
        do {
            try await wait(for: step, limit: max(left, .milliseconds(1))) {
                $0.hasReached(milestone.rawValue, since: document)
            }
        } catch .timedOut(let step, _) {
            throw .timedOut(step: step, after: timeout)
        }
    }

    /// Whether an aborted navigation was a crash, which is told a moment later.
    private func hasCrashed(afterAbort reason: String) async -> Bool {
        guard reason == "net::ERR_ABORTED" else { return false }
        // Any answer, or none, comes after the news of a crash.
        do { _ = try await call("Page.getFrameTree", limit: .seconds(1)) } catch { return error == .pageCrashed }
        return record.hasCrashed
    }

    /// Evaluates JavaScript in the page, waits if it gives a promise, and returns its value as JSON.
    ///
    /// `undefined` becomes `.null`; what JSON cannot say (a bigint, a NaN) becomes its text.
    ///
    /// - Throws: `javaScript` with the exception or the reason of the rejection; `timedOut`, also when the page's own
    ///   script never yields.
    @discardableResult
    public func evaluate(_ expression: String, limit: Duration? = nil) async throws(BrowserError) -> JSONValue {
        let params: JSONValue = [
            "expression": .string(expression), "awaitPromise": true, "returnByValue": true, "userGesture": false,
        ]
        let reply = try await call("Runtime.evaluate", params, limit: limit, step: "JavaScript in the page")
        // The answer overtakes the events before it, which another task notes: what the script logged is to be on record.
        try await takeNoteOfEvents()
        guard reply["exceptionDetails"].isNull else {
            throw .javaScript(exception: PageRecord.text(ofException: reply["exceptionDetails"]))
        }
        let result = reply["result"]
        return result["unserializableValue"].isNull ? result["value"] : result["unserializableValue"]
    }

    /// Runs JavaScript at the start of every document from now on, before the page's own scripts.
    public func evaluateOnNewDocuments(_ source: String) async throws(BrowserError) {
        _ = try await call("Page.addScriptToEvaluateOnNewDocument", ["source": .string(source)])
    }

    /// Every cookie in the page's profile.
    ///
    /// What a script has just written is included: reading `document.cookie` makes the page's process hand over what
    /// it still holds (without that, about one look in a hundred misses it).
    public func cookies() async throws(BrowserError) -> [BrowserCookie] {
        do {
            try await evaluate("document.cookie", limit: .seconds(2))
        } catch .javaScript {
            // A sandboxed document has no cookies of its own.
        } catch .timedOut {
            // A page that hangs has written what it has written.
        }
        let reply = try await connection.call(
            "Storage.getCookies", ["browserContextId": .string(context)],
            timeout: try remaining(.seconds(5), for: "reading cookies"), step: "reading cookies")
        return (reply["cookies"].array ?? []).compactMap(BrowserCookie.init)
    }

    /// Stops a script that never yields, so that the page can be asked again.
    public func terminateScripts() async throws(BrowserError) {
        _ = try await call("Runtime.terminateExecution", limit: .seconds(2))
    }
}
