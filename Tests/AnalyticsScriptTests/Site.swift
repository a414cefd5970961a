import Browser
import JSON
import Testing

/// A site with the script on its page, and the tracking API it talks to.
struct Site: Sendable {
    static let scriptURL = "https://www.dubcdn.com/analytics/script.js"

    /// The address that is opened, with query and fragment.
    var address = "https://www.acme.test/"
    /// Attributes of the script's tag.
    var attributes: [String: String] = [:]
    var extensions: [ScriptExtension] = []
    /// HTML in head, in front of the script's tag.
    var head = ""
    var body = ""
    /// `Set-Cookie` headers of the page.
    var cookies: [String] = []
    /// The whole page, in place of the one with the script's tag in head.
    var html: String?
    /// What the API answers to a path such as `/track/click`: status and JSON.
    ///
    /// Everything else gets 404.
    var api: [String: (status: Int, json: JSONValue)] = [:]

    /// The script's tag.
    var tag: String {
        let attributes = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=\"\(Self.escaped($0.value))\"" }
        return "<script defer src=\"\(Self.scriptURL)\"\(attributes.joined())></script>"
    }

    /// Opens the page in a fresh profile, waits for its load, and lends it.
    @discardableResult
    func open<Result: Sendable>(_ look: @Sendable (PageSession) async throws -> Result) async throws -> Result {
        let script = try ScriptFiles.joined(extensions)
        let extensionFiles = try Dictionary(
            uniqueKeysWithValues: ScriptExtension.allCases.map { ($0.rawValue, try ScriptFiles.part($0.rawValue)) })
        let page = html ?? "<!doctype html><html><head>\(head)\n\(tag)</head><body>\(body)</body></html>"
        let document = InterceptedResponse.text(page, headers: cookies.map { ("Set-Cookie", $0) })
        let location = String(address.prefix { $0 != "#" })

        var options = PageOptions()
        options.interceptor = { [api] request in
            if request.url == location { return document }
            if request.url == Self.scriptURL { return Self.script(script) }
            if let name = request.url.split(separator: "/").last, let text = extensionFiles[String(name)] {
                return Self.script(text)
            }
            if request.method == "OPTIONS" { return .text("", status: 204, headers: Self.crossOrigin) }
            let answer = api.first { request.url.hasSuffix($0.key) }?.value
            return .text(
                (answer?.json ?? ["error": ["code": "not_found"]]).compact, status: answer?.status ?? 404,
                type: "application/json", headers: Self.crossOrigin)
        }
        return try await #require(WarmBrowser.current).withPage(options) { page in
            try await page.navigate(to: address)
            return try await look(page)
        }
    }

    private static let crossOrigin = [
        (name: "Access-Control-Allow-Origin", value: "*"),
        (name: "Access-Control-Allow-Headers", value: "*, authorization"),
    ]

    private static func script(_ text: String) -> InterceptedResponse {
        .text(text, type: "text/javascript; charset=utf-8", headers: [("Access-Control-Allow-Origin", "*")])
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    }
}

extension PageSession {
    /// The stored cookie of a name.
    func cookie(_ name: String = "dub_id") async throws -> BrowserCookie? {
        try await cookies().first { $0.name == name }
    }

    /// The calls to an API path, preflights left out.
    func calls(to path: String) -> [InterceptedRequest] {
        record.requests.filter { $0.url.hasSuffix(path) && $0.method == "POST" }
    }

    /// The console lines that scripts wrote.
    var lines: [PageRecord.ConsoleMessage] {
        record.console.filter { $0.source == "script" }
    }

    /// Waits until an expression is truthy.
    func eventually(_ expression: String) async throws {
        try await evaluate(
            """
            new Promise(resolve => {
                const poll = () => (\(expression)) ? resolve() : setTimeout(poll, 5)
                poll()
            })
            """, limit: .seconds(5))
    }

    /// Waits until what is under way has ended, to see that something does not happen: a call of our own to the API
    /// comes back after those that the script made before it.
    func settle() async throws {
        try await evaluate(
            "fetch('https://api.dub.co/settle', {method: 'POST'}).then(() => new Promise(done => setTimeout(done, 20)))"
        )
    }
}
