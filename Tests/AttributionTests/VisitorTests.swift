import Attribution
import Testing

@Suite("Visitors and bots")
struct VisitorTests {
    private static let mac =
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"

    static let agents: [(String, String, String, String, String)] = [
        (mac, "Chrome", "Mac OS", "Desktop", "Blink"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "Unknown", "Mac OS", "Desktop", "Unknown"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
                + "Mobile/15E148 Safari/604.1", "Mobile Safari", "iOS", "Mobile", "WebKit"
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
                + "Safari/605.1.15", "Safari", "Mac OS", "Desktop", "WebKit"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Windows",
            "Desktop", "Gecko"
        ),
        (mac + " Edg/131.0.0.0", "Edge", "Mac OS", "Desktop", "Blink"),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
            "Mobile Chrome", "Android", "Mobile", "Blink"
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
            "Chrome", "Linux", "Desktop", "Blink"
        ),
        ("", "Unknown", "Unknown", "Desktop", "Unknown"),
    ]

    /// Apps that show pages to people.
    private static let apps = [
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) Google/google Mobile",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) Chrome/131.0.0.0 Mobile Safari/537.36 Telegram-Android/11.5",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 [Pinterest/iOS]",
    ]

    @Test("A user agent is told in the API's words", arguments: agents)
    func agent(_ text: String, _ browser: String, _ os: String, _ device: String, _ engine: String) {
        let agent = VisitorAgent(text)
        #expect([agent.browser, agent.os, agent.device, agent.engine] == [browser, os, device, engine])
    }

    @Test(
        "Programs, crawlers and previews are bots",
        arguments: [
            "curl/8.5.0", "python-requests/2.32", "node", "Mozilla/5.0 (compatible; Googlebot/2.1)", "WhatsApp/2.23",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36",
            "axios/1.7", "PostmanRuntime/7.43",
        ])
    func bots(_ agent: String) {
        #expect(BotRules.reason(method: "GET", userAgent: agent, parameter: nil) != nil)
    }

    @Test("Every browser of a person is a visitor, and so are no user agent and a phone's search app")
    func people() {
        for agent in Self.agents.map(\.0) + Self.apps {
            #expect(BotRules.reason(method: "GET", userAgent: agent, parameter: nil) == nil, "\(agent)")
        }
        #expect(BotRules.reason(method: "HEAD", userAgent: Self.mac, parameter: nil) == .headRequest)
        #expect(BotRules.reason(method: "GET", userAgent: Self.mac, parameter: "1") == .parameter)
        #expect(BotRules.reason(method: "GET", userAgent: Self.mac, parameter: "") == nil)
    }

    @Test("An identity is the SHA-256 of address and user agent")
    func identity() {
        let digest = VisitorIdentity(address: "127.0.0.1", userAgent: "a").digest
        #expect(digest == "d7637fc6bf3671229537dfdb8b3b623436d4a1360a9b53e7c771a494bb9133cf")
        #expect(VisitorIdentity(address: "127.0.0.1", userAgent: "b").digest != digest)
    }
}
