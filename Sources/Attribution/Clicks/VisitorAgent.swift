/// What a user agent says of the visitor, in the words that the API uses (`dub-api.md`, 6.3).
public struct VisitorAgent: Sendable, Hashable {
    /// Such as `Chrome` or `Mobile Safari`; `Unknown` when it is not recognised.
    public var browser = "Unknown"
    /// The browser's version, as far as it is given.
    public var browserVersion = "Unknown"
    /// Such as `Mac OS` or `Windows`.
    public var os = "Unknown"
    /// The version of the operating system.
    public var osVersion = "Unknown"
    /// `Blink`, `WebKit` or `Gecko`.
    public var engine = "Unknown"
    /// `Desktop` where no other kind of device is named.
    public var device = "Desktop"

    /// What a user agent says.
    public init(_ text: String) {
        let agent = Words(text)
        (browser, browserVersion, engine) = Self.browser(agent)
        (os, osVersion) = Self.system(agent)
        device = Self.device(agent)
    }

    private static func browser(_ agent: Words) -> (String, String, String) {
        let isMobile = agent.has("Mobile")
        for (token, name) in blinkNames {
            if let version = agent.version(after: token) { return (name, version, "Blink") }
        }
        // On iOS, browsers of all names have WebKit's engine.
        for (token, name) in [("CriOS", "Mobile Chrome"), ("FxiOS", "Mobile Firefox"), ("EdgiOS", "Edge")] {
            if let version = agent.version(after: token) { return (name, version, "WebKit") }
        }
        if let version = agent.version(after: "Firefox") {
            return (isMobile || agent.has("Tablet") ? "Mobile Firefox" : "Firefox", version, "Gecko")
        }
        if let version = agent.version(after: "Chrome") {
            let name = agent.has("; wv)") ? "Chrome WebView" : isMobile ? "Mobile Chrome" : "Chrome"
            return (name, version, "Blink")
        }
        if agent.has("Safari/"), let version = agent.version(after: "Version") {
            return (isMobile ? "Mobile Safari" : "Safari", version, "WebKit")
        }
        return ("Unknown", "Unknown", agent.has("AppleWebKit") ? "WebKit" : agent.has("Gecko/") ? "Gecko" : "Unknown")
    }

    /// Browsers that name Chrome too, and what to call them.
    private static let blinkNames = [
        ("Edg", "Edge"), ("EdgA", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
        ("Vivaldi", "Vivaldi"), ("YaBrowser", "Yandex"), ("HeadlessChrome", "Chrome Headless"),
    ]

    private static func system(_ agent: Words) -> (String, String) {
        if agent.has("iPhone") || agent.has("iPad") || agent.has("iPod") {
            return ("iOS", agent.number(after: "OS ") ?? "Unknown")
        }
        if let version = agent.number(after: "Android ") { return ("Android", version) }
        if agent.has("Android") { return ("Android", "Unknown") }
        if agent.has("CrOS") { return ("Chrome OS", "Unknown") }
        if let version = agent.number(after: "Windows NT ") { return ("Windows", version == "10.0" ? "10" : version) }
        if agent.has("Windows") { return ("Windows", "Unknown") }
        if agent.has("Mac OS X") || agent.has("Macintosh") {
            return ("Mac OS", agent.number(after: "Mac OS X ") ?? "Unknown")
        }
        return (agent.has("Linux") ? "Linux" : "Unknown", "Unknown")
    }

    private static func device(_ agent: Words) -> String {
        if agent.has("iPad") || agent.has("Tablet") { return "Tablet" }
        if agent.has("Android") { return agent.has("Mobile") ? "Mobile" : "Tablet" }
        if agent.has("iPhone") || agent.has("iPod") || agent.has("Mobile") { return "Mobile" }
        if agent.has("SmartTV") || agent.has("SMART-TV") { return "Smarttv" }
        return "Desktop"
    }
}

/// A user agent, searched.
private struct Words {
    private let text: String

    init(_ text: String) { self.text = text }

    func has(_ part: String) -> Bool { text.hasBytes(of: part) }

    /// What follows `NAME/`.
    func version(after name: String) -> String? {
        number(after: " \(name)/") ?? (text.hasPrefix("\(name)/") ? number(after: "\(name)/") : nil)
    }

    /// The number, with its points, after a part; underscores, which Apple writes, are points.
    func number(after part: String) -> String? {
        guard let offset = text.byteOffset(of: part) else { return nil }
        let digits = text.utf8.dropFirst(offset + part.utf8.count).prefix { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".")
                || byte == UInt8(ascii: "_")
        }
        guard !digits.isEmpty else { return nil }
        return String(decoding: digits.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
    }
}
