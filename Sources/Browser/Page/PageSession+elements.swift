import Evidence
import JSON

extension PageSession {
    /// Lets mouse and keys through to the page, which has the focus from now on.
    public func beginInput() async throws(BrowserError) {
        await connection.post("Input.setIgnoreInputEvents", ["ignore": false], session: session)
        _ = try await call("Emulation.setFocusEmulationEnabled", ["enabled": true], limit: .seconds(5))
    }

    /// Looks for an element and brings it into view.
    public func find(_ selector: String) async throws(BrowserError) -> ElementSearch {
        ElementSearch(try await evaluate(ElementProbe.find(selector), limit: .seconds(5)))
    }

    /// Presses and releases the left mouse button on the middle of an element.
    public func click(_ element: PageElement) async throws(BrowserError) {
        let place: JSONObject = ["x": .number(element.x), "y": .number(element.y)]
        for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
            var params = place
            params["type"] = .string(type)
            if type != "mouseMoved" { params.merge(["button": "left", "clickCount": 1]) }
            _ = try await call("Input.dispatchMouseEvent", .object(params), limit: .seconds(5), step: "a click")
        }
    }

    /// Types a text into a field in place of what is in it.
    ///
    /// - Returns: what is in it then.
    public func type(_ text: String, into selector: String) async throws(BrowserError) -> String {
        let select = "(it.focus(), it.select ? it.select() : getSelection().selectAllChildren(it), null)"
        try await evaluate(ElementProbe.with(selector, select), limit: .seconds(5))
        if text.isEmpty {
            for type in ["keyDown", "keyUp"] {
                _ = try await call(
                    "Input.dispatchKeyEvent",
                    ["type": .string(type), "key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8],
                    limit: .seconds(5))
            }
        } else {
            _ = try await call("Input.insertText", ["text": .string(text)], limit: .seconds(5), step: "typing")
        }
        let value = try await evaluate(
            ElementProbe.with(selector, "it?.value ?? it?.textContent ?? ''"), limit: .seconds(5))
        return value.string ?? ""
    }

    /// Chooses an option of a list, by its value or by its text.
    ///
    /// - Returns: nil when it is chosen; else the texts of the options that there are.
    public func choose(_ option: String, in selector: String) async throws(BrowserError) -> [String]? {
        let wanted = ElementProbe.literal(option)
        let find = "[...it.options].find((one) => one.value === \(wanted) || one.label.trim() === \(wanted).trim())"
        let texts = "[...it.options].map((one) => one.label.trim())"
        let code = "((option) => option ? \(ElementProbe.setting("option.value")) && null : \(texts))(\(find))"
        let answer = try await evaluate(ElementProbe.with(selector, code), limit: .seconds(5))
        return answer.array?.prefix(20).compactMap(\.string)
    }

    /// Sets a field that is filled by a picker.
    ///
    /// - Returns: what is in it then.
    public func set(_ value: String, of selector: String) async throws(BrowserError) -> String {
        let code = ElementProbe.setting(ElementProbe.literal(value))
        return try await evaluate(ElementProbe.with(selector, code), limit: .seconds(5)).string ?? ""
    }

    /// The fields that keep a form from being sent, each with the browser's reason, at most ten.
    public func invalidFields() async throws(BrowserError) -> [String] {
        let code = """
            [...document.querySelectorAll('input:invalid, select:invalid, textarea:invalid')].slice(0, 10).map((it) =>
              `${it.cloneNode(false).outerHTML.slice(0, 120)}: ${it.validationMessage}`)
            """
        return (try await evaluate(code, limit: .seconds(5)).array ?? []).compactMap(\.string)
    }

    /// Whether the analytics script's object is on the page.
    public func hasScriptObject() async throws(BrowserError) -> Bool {
        PageProbe.object(try await evaluate(PageProbe.object, limit: .seconds(4))).kind == .script
    }
}
