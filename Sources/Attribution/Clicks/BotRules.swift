/// Who is not counted as a visitor (`dub-api.md`, 7.6).
public enum BotRules {
    /// Why a request is not a person's.
    public enum Reason: Sendable, Hashable {
        /// It says so, with a parameter `bot`.
        case parameter
        /// A `HEAD` request asks for no page.
        case headRequest
        /// The user agent contains this name.
        case userAgent(String)
    }

    /// Why a request is a bot's; nil for a visitor's.
    ///
    /// - Parameter parameter: the value of the query parameter `bot`, if there is one.
    public static func reason(method: String, userAgent: String, parameter: String?) -> Reason? {
        if let parameter, !parameter.isEmpty { return .parameter }
        if method == "HEAD" { return .headRequest }
        // The search app of some phones shows pages to people, and has a crawler's name.
        if userAgent.hasBytes(of: "Google/google") { return nil }
        return search.firstMatch(in: userAgent.lowercased()).map { .userAgent(names[$0]) }
    }

    /// In lower case.
    private static let names = general + libraries + tools + crawlers + previews + monitors + assistants
    private static let search = ByteSearch(names)

    private static let general = ["bot", "crawler", "spider", "http", "scraper", "fetch", "headlesschrome"]

    private static let libraries = [
        "curl", "wget", "python", "node", "ruby", "axios", "guzzle", "okhttp", "go-resty", "java/", "libwww", "aiohttp",
        "urllib", "mechanize", "undici", "symfony", "faraday", "perl", "php/", "restsharp", "reactor-netty", "deno/",
    ]

    private static let tools = [
        "postman", "insomnia", "newman", "paw/", "rest-client", "phantomjs", "puppeteer", "playwright", "selenium",
        "electron-fetch", "k6/", "jmeter", "siege", "apachebench", "vegeta", "lighthouse", "gtmetrix",
    ]

    private static let crawlers = [
        "google", "bing", "yandex", "baidu", "slurp", "sogou", "exabot", "ia_archiver", "archive.org", "ahrefs",
        "semrush", "majestic", "screaming frog", "mediapartners", "netcraft", "censys", "nmap", "masscan", "nikto",
    ]

    /// Not the apps that show links to people in a browser of their own, and add only a name.
    private static let previews = [
        "facebookexternalhit", "facebookcatalog", "meta-external", "whatsapp", "slackbot", "slack-img", "skypeuri",
        "iframely", "embedly", "outbrain", "vkshare", "w3c_validator", "linkpreview", "link preview",
        "snap url preview", "microsoftpreview", "prerender",
    ]

    private static let monitors = [
        "uptime", "pingdom", "statuscake", "site24x7", "newrelic", "datadog", "checkly", "better stack", "gomezagent",
        "vercel-screenshot", "cloudflare-", "barracuda", "proofpoint", "safelinks", "urlscan",
    ]

    private static let assistants = [
        "chatgpt", "gptbot", "openai", "perplexity", "claude", "anthropic", "cohere-ai", "bytespider",
    ]
}

extension BotRules.Reason: CustomStringConvertible {
    /// What gave the bot away.
    public var description: String {
        switch self {
        case .parameter: "the query says bot"
        case .headRequest: "HEAD asks for no page"
        case .userAgent(let name): "its user agent contains '\(name)'"
        }
    }
}
