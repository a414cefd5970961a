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
        for (token, name) in webKitNames {
            if let version = agent.version(after: token) { return (name, version, "WebKit") }
        }
        if let version = agent.version(after: firefox) {
            return (isMobile || agent.has("Tablet") ? "Mobile Firefox" : "Firefox", version, "Gecko")
        }
        if let version = agent.version(after: chrome) {
            let name = agent.has("; wv)") ? "Chrome WebView" : isMobile ? "Mobile Chrome" : "Chrome"
            return (name, version, "Blink")
        }
        if agent.has("Safari/"), let version = agent.version(after: safariVersion) {
            return (isMobile ? "Mobile Safari" : "Safari", version, "WebKit")
        }
        return ("Unknown", "Unknown", agent.has("AppleWebKit") ? "WebKit" : agent.has("Gecko/") ? "Gecko" : "Unknown")
    }

    private static let firefox = Product("Firefox")
    private static let chrome = Product("Chrome")
    private static let safariVersion = Product("Version")

    /// Browsers that name Chrome too, and what to call them.
    private static let blinkNames = [
        (Product("Edg"), "Edge"), (Product("EdgA"), "Edge"), (Product("OPR"), "Opera"),
        (Product("SamsungBrowser"), "Samsung Internet"), (Product("Vivaldi"), "Vivaldi"),
        (Product("YaBrowser"), "Yandex"), (Product("HeadlessChrome"), "Chrome Headless"),
    ]

    private static let webKitNames = [
        (Product("CriOS"), "Mobile Chrome"), (Product("FxiOS"), "Mobile Firefox"), (Product("EdgiOS"), "Edge"),
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

/// How a product is named in a user agent: `NAME/` and its version.
private struct Product: Sendable {
    /// At the beginning.
    let first: String
    /// Behind another one.
    let later: String

    init(_ name: String) {
        first = "\(name)/"
        later = " \(name)/"
    }
}

/// A user agent, searched.
private struct Words {
    private let text: String

    init(_ text: String) { self.text = text }

    func has(_ part: String) -> Bool { text.hasBytes(of: part) }

    /// The version of a product, if it is named.
    func version(after product: Product) -> String? {
        number(after: product.later) ?? (text.hasPrefix(product.first) ? number(after: product.first) : nil)
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
