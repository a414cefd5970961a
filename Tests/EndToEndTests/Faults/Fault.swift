import Testing

/// A page or server that misbehaves, and what must be said of it in time.
struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let target: String
    let arguments: [String]
    /// Seconds that the run allows the page.
    let timeout: Int
    let routes: Routes
    let expected: Scenario.Expected

    init(
        _ name: String, target: String = "https://acme.test/", arguments: [String] = ["--insecure"], timeout: Int = 20,
        _ expected: Scenario.Expected, site: (inout Routes) -> Void
    ) {
        var routes = Routes()
        site(&routes)
        self.name = name
        self.target = target
        self.arguments = arguments
        self.timeout = timeout
        self.routes = routes
        self.expected = expected
    }

    var testDescription: String { name }
}

extension Fault {
    private static let healthy = Markup.page(head: Markup.tag)

    /// The page for whoever knows the password, `ava:lamp`.
    private static let locked: Routes.Responder = { request in
        request["Authorization"] == "Basic YXZhOmxhbXA="
            ? .html(healthy) : .html("<h1>401</h1>", ["WWW-Authenticate": "Basic realm=preview"], status: 401)
    }

    /// Servers that do not come to an end.
    static let endless: [Fault] = [
        Fault("a server that never answers", timeout: 5, .inconclusive("slow-page")) {
            $0["/"] = { _ in .silence }
        },
        Fault("an answer that never ends", timeout: 5, .inconclusive("slow-page")) {
            $0["/"] = { _ in
                var answer = ScenarioSite.Answer.html("<!doctype html><title>Acme</title>\(Markup.tag)<p>Lamps")
                answer.ending = .unfinished
                return answer
            }
        },
        Fault("a blocking script that never comes", timeout: 5, .inconclusive("slow-page")) {
            $0.home(Markup.page(head: #"<script src="/never.js"></script>"# + Markup.tag))
            $0["/never.js"] = { _ in .silence }
        },
        Fault("a script that never returns", timeout: 5, .inconclusive("slow-page")) {
            $0.home(Markup.page(head: Markup.tag + "<script>while (true) {}</script>"))
        },
        Fault("a page that loads itself again and again", .pass()) {
            $0.home(
                Markup.page(head: Markup.tag + "<script>addEventListener('load', () => location.reload())</script>"))
        },
        Fault("redirects without end", .fail("redirect-loop-or-long")) {
            $0["/"] = { .redirect(to: "/again\($0.query)") }
            $0["/again"] = { .redirect(to: "/\($0.query)") }
        },
        hugePage,
    ]

    /// A page of 100 MB, nearly all of it in a comment after what matters.
    static let hugePage = Fault("100 MB", timeout: 60, .pass()) {
        $0["/"] = { _ in
            var answer = ScenarioSite.Answer.html(healthy + "<!--")
            answer.padding = 100_000_000
            return answer
        }
    }

    /// Pages that ask something of whoever looks at them.
    static let asking: [Fault] = [
        Fault("dialogs while it loads and when it is left", .pass()) {
            let dialogs = """
                <script>
                addEventListener("beforeunload", (event) => { event.preventDefault(); event.returnValue = "Stay?"; });
                alert("Welcome"); confirm("Cookies?"); prompt("Your name?");
                addEventListener("load", () => alert("Loaded"));
                </script>
                """
            $0.home(Markup.page(head: dialogs + Markup.tag))
        },
        Fault("a password", .inconclusive("auth-wall")) { $0["/"] = locked },
        Fault("a password that is known", arguments: ["--insecure", "--basic-auth", "ava:lamp"], .pass()) {
            $0["/"] = locked
        },
        Fault("a download", .inconclusive("not-html")) {
            $0["/"] = { _ in
                ScenarioSite.Answer(
                    fields: [
                        ("Content-Type", "application/zip"), ("Content-Disposition", "attachment; filename=lamps.zip"),
                    ], body: "PK\u{3}\u{4}")
            }
        },
        Fault("a certificate that nobody vouches for", arguments: [], .inconclusive("dns-or-tls-failure")) {
            $0.home(healthy)
        },
    ]
}
