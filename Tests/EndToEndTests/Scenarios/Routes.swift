import Foundation

/// Who answers what in a scenario: by host and path, a closure over the request.
///
/// Dub's hosts are there from the start: the script's host with its 8 files, and the tracking API, which accepts every
/// click. A scenario may change them like any other.
struct Routes: Sendable {
    typealias Responder = @Sendable (ScenarioSite.Request) -> ScenarioSite.Answer

    private var responders: [String: Responder] = [:]
    private var hosts: Set<String> = ["www.dubcdn.com", "dubcdn.com", "api.dub.co"]
    /// Hosts behind which nobody listens.
    var unreachable: Set<String> = []

    /// The site under test, where a scenario names no other.
    static let site = "acme.test"

    init() {
        for host in ["www.dubcdn.com", "dubcdn.com"] {
            for name in DubScript.names { self[host, "/analytics/\(name)"] = { _ in .dubScript(name) } }
        }
        for path in ["click", "visit", "lead/client", "sale/client"] {
            self["api.dub.co", "/track/\(path)"] = { .api($0, body: #"{"clickId":"FromTheAPI0000x1"}"#) }
        }
    }

    /// The answer to a path of a host.
    subscript(host: String, path: String) -> Responder {
        get { responders[host + path, default: { _ in .notFound }] }
        set {
            responders[host + path] = newValue
            hosts.insert(host)
        }
    }

    /// The answer to a path of the site under test.
    subscript(path: String) -> Responder {
        get { self[Self.site, path] }
        set { self[Self.site, path] = newValue }
    }

    /// The home page of the site under test.
    mutating func home(_ html: String, _ fields: KeyValuePairs<String, String> = [:]) {
        let answer = ScenarioSite.Answer.html(html, fields)
        self["/"] = { _ in answer }
    }

    func answer(to request: ScenarioSite.Request) -> ScenarioSite.Answer {
        responders[request.host + request.path]?(request) ?? .notFound
    }

    /// The options that lead every host here.
    func connections(to ports: (http: Int, https: Int)) -> [String] {
        hosts.sorted().flatMap { host in
            let (http, https) = unreachable.contains(host) ? (1, 1) : ports
            return [
                "--connect-to", "\(host):443:127.0.0.1:\(https)", "--connect-to", "\(host):80:127.0.0.1:\(http)",
            ]
        }
    }
}

/// Our analytics script, joined from its parts as the harness joins them.
enum DubScript {
    private static let extensions = ["site-visit", "outbound-domains", "conversion-tracking"]

    private static let parts: [String: String] = {
        let folder = Checkout.root.appending(path: "web/analytics")
        let pairs = (["base"] + extensions).map { name in
            (name, (try? String(contentsOf: folder.appending(path: "\(name).js"), encoding: .utf8)) ?? "")
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    /// The names of the 8 files.
    static let names = texts.keys.sorted()

    /// The text of a file, by its name.
    static let texts: [String: String] = {
        let pairs = (0..<8).map { bits in
            let chosen = extensions.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
            let name = "script" + chosen.map { ".\($0)" }.joined() + ".js"
            return (name, (["base"] + chosen).compactMap { parts[$0] }.joined(separator: "\n"))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }()

    static let base = texts["script.js"] ?? ""
}

extension ScenarioSite.Answer {
    static func html(_ text: String, _ fields: KeyValuePairs<String, String> = [:], status: Int = 200) -> Self {
        Self(status: status, fields: [("Content-Type", "text/html; charset=utf-8")] + named(fields), body: text)
    }

    static func script(_ text: String, _ fields: KeyValuePairs<String, String> = [:], status: Int = 200) -> Self {
        Self(status: status, fields: [("Content-Type", "text/javascript; charset=utf-8")] + named(fields), body: text)
    }

    static func json(_ text: String, _ fields: KeyValuePairs<String, String> = [:], status: Int = 200) -> Self {
        Self(status: status, fields: [("Content-Type", "application/json")] + named(fields), body: text)
    }

    static func redirect(_ status: Int = 302, to location: String) -> Self {
        Self(status: status, fields: [("Location", location)])
    }

    static let notFound = html("<!doctype html><title>Not found</title><h1>Nothing is here</h1>", status: 404)
    static let silence = Self(ending: .silent)

    /// A file of the script as its public host serves it.
    static func dubScript(_ name: String = "script.js") -> Self {
        script(
            DubScript.texts[name] ?? "",
            ["Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"])
    }

    /// An answer of the tracking API, with what a browser of another origin asks for first.
    static func api(
        _ request: ScenarioSite.Request, status: Int = 200, body: String
    ) -> Self {
        let fields: KeyValuePairs = [
            "Access-Control-Allow-Origin": "*", "Access-Control-Allow-Methods": "POST, OPTIONS",
            "Access-Control-Allow-Headers": "Content-Type, Authorization",
        ]
        if request.method == "OPTIONS" { return Self(status: 204, fields: named(fields)) }
        return json(body, fields, status: status)
    }

    /// The API's error answer.
    static func apiError(_ request: ScenarioSite.Request, _ status: Int, code: String, _ message: String) -> Self {
        let page = "https://dub.co/docs/api-reference/errors#\(code.replacing("_", with: "-"))"
        let body = #"{"error":{"code":"\#(code)","message":"\#(message)","doc_url":"\#(page)"}}"#
        return api(request, status: status, body: body)
    }

    private static func named(_ fields: KeyValuePairs<String, String>) -> [(name: String, value: String)] {
        fields.map { (name: $0.key, value: $0.value) }
    }
}
