import Foundation
public import JSON

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
        return try await storedCookies()
    }

    /// Every cookie in the browser's store for the profile, as it is.
    func storedCookies() async throws(BrowserError) -> [BrowserCookie] {
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

extension PageSession {
    /// What a navigation led to at once.
    enum Start: Sendable {
        /// A document is on its way.
        case document
        /// A file to download.
        case download
        /// Nothing; with Chromium's reason.
        case failed(String)
    }

    /// Begins to open a URL and returns as soon as the server's answer has come.
    func start(_ url: String) async throws(BrowserError) -> Start {
        record.network.begin()
        let reply = try await call("Page.navigate", ["url": .string(url)], step: "the answer of \(url)")
        if reply["isDownload"].bool == true { return .download }
        guard let reason = reply["errorText"].string, !reason.isEmpty else { return .document }
        if reason == "net::ERR_ABORTED", record.hasCrashed { throw .pageCrashed }
        return .failed(reason)
    }

    /// Waits until a condition holds, at most this long.
    ///
    /// - Returns: whether it holds.
    /// - Throws: `timedOut` only when the look's own time is over.
    func pause(_ limit: Duration, until condition: @escaping @Sendable (PageRecord) -> Bool) async throws(BrowserError)
        -> Bool
    {
        _ = try remaining(nil, for: "the look")
        do {
            try await wait(for: "the page", limit: limit, until: condition)
            return true
        } catch .timedOut {
            _ = try remaining(nil, for: "the look")
            return condition(record)
        }
    }

    /// Evaluates in a world of a frame.
    func evaluate(_ expression: String, in world: PageRecord.World) async throws(BrowserError) -> JSONValue {
        let params: JSONValue = [
            "expression": .string(expression), "contextId": .number(Double(world.id)), "returnByValue": true,
        ]
        let reply = try await connection.call(
            "Runtime.evaluate", params, session: world.session, timeout: try remaining(.seconds(2), for: "a frame"),
            step: "JavaScript in a frame")
        return reply["result"]["value"]
    }

    /// Whether a world belongs to the page itself, not to a frame in it.
    func isMain(_ world: PageRecord.World) -> Bool {
        world.session == session && world.frame == record.mainFrame
    }

    /// The body of the document that was received last, at most so many bytes.
    func documentBody(limit: Int) async -> [UInt8]? {
        guard let id = record.network.documentRequest,
            let reply = try? await call("Network.getResponseBody", ["requestId": .string(id)], limit: .seconds(3)),
            let text = reply["body"].string
        else { return nil }
        let bytes = reply["base64Encoded"].bool == true ? Data(base64Encoded: text).map { Array($0) } : Array(text.utf8)
        return bytes.map { Array($0.prefix(limit)) }
    }

    /// Reads what the tracking API answered to the calls it refused.
    func readRefusals() async {
        for call in record.network.refusedCalls {
            let params: JSONValue = ["requestId": .string(call.id)]
            let reply = try? await connection.call(
                "Network.getResponseBody", params, session: call.session ?? session, timeout: .seconds(2))
            if let text = reply?["body"].string { record.network.setAnswer(text, of: call.key) }
        }
    }

    /// Scripts in closed shadow roots, which no JavaScript of the page can list: their attributes.
    func scriptsInClosedShadowRoots() async throws(BrowserError) -> [[(name: String, value: String)]] {
        let reply = try await call("DOM.getDocument", ["depth": -1, "pierce": true], limit: .seconds(5))
        var found: [[(name: String, value: String)]] = []
        var nodes: [(node: JSONValue, isClosed: Bool)] = [(reply["root"], false)]
        while let (node, isClosed) = nodes.popLast(), found.count < 100 {
            if isClosed, node["nodeName"].string?.uppercased() == "SCRIPT" {
                let list = (node["attributes"].array ?? []).compactMap(\.string)
                found.append(
                    stride(from: 0, to: list.count - 1, by: 2).map { (name: list[$0], value: list[$0 + 1]) })
            }
            nodes += (node["children"].array ?? []).map { ($0, isClosed) }
            for root in node["shadowRoots"].array ?? [] {
                nodes.append((root, isClosed || root["shadowRootType"].string == "closed"))
            }
        }
        return found
    }

    /// Moves the mouse, scrolls, presses a key and clicks on an empty place, as a visitor's first moments would.
    func interact() async throws(BrowserError) {
        await connection.post("Input.setIgnoreInputEvents", ["ignore": false], session: session)
        let place: JSONValue = ["x": 3, "y": 3]
        func mouse(_ type: String, _ more: JSONObject = [:]) -> JSONValue {
            var params: JSONObject = ["type": .string(type), "x": place["x"], "y": place["y"]]
            params.merge(more)
            return .object(params)
        }
        let click: JSONObject = ["button": "left", "clickCount": 1]
        let calls: [(String, JSONValue)] = [
            ("Input.dispatchMouseEvent", mouse("mouseMoved")),
            ("Input.dispatchMouseEvent", mouse("mouseWheel", ["deltaX": 0, "deltaY": 200])),
            ("Input.dispatchKeyEvent", ["type": "keyDown", "key": "Shift", "code": "ShiftLeft"]),
            ("Input.dispatchKeyEvent", ["type": "keyUp", "key": "Shift", "code": "ShiftLeft"]),
            ("Input.dispatchTouchEvent", ["type": "touchStart", "touchPoints": [place]]),
            ("Input.dispatchTouchEvent", ["type": "touchEnd", "touchPoints": []]),
            ("Input.dispatchMouseEvent", mouse("mousePressed", click)),
            ("Input.dispatchMouseEvent", mouse("mouseReleased", click)),
        ]
        for (method, params) in calls { await connection.post(method, params, session: session) }
        // Where nothing can be scrolled by the wheel, or the page is not painted, the events still come.
        _ = try await evaluate(
            "window.scrollBy(0, 200); window.dispatchEvent(new Event('scroll')); document.dispatchEvent(new Event('scroll'))",
            limit: .seconds(3))
    }

    /// A picture of what is visible, as PNG; nil when the page gives none.
    public func screenshot() async -> [UInt8]? {
        let reply = try? await call("Page.captureScreenshot", ["format": "png"], limit: .seconds(5))
        return reply?["data"].string.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    }
}
