import ArgumentParser
import Browser

extension BrowserLocator {
    /// Looks for the browser of an option, or else for the first that is there.
    init(named path: String?, in context: Context) {
        var environment = context.environment
        if let path { environment["DUBCHECK_BROWSER"] = path }
        self.init(environment: environment)
    }
}

/// Which browser opens pages.
struct BrowserPlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The browser to start; by default the first that is found.", valueName: "path"))
    var browser: String?

    @Option(
        help: ArgumentHelp(
            "A remote browser instead: a DevTools address (ws, wss) or a WebDriver server (http, https); may be repeated.",
            valueName: "url"),
        transform: Self.endpoint)
    var browserEndpoint: [BrowserEndpoint] = []

    @Flag(inversion: .prefixedNo, help: "Run pages in the browser's sandbox.")
    var sandbox = true

    static let settings = [
        Setting("browser"), Setting("browser-endpoint", .list, secret: .credentials),
        Setting("sandbox", .flag, default: "true"),
    ]

    /// What should be said of them.
    var notes: [String] {
        sandbox ? [] : ["pages run without the browser's sandbox, as asked for by --no-sandbox"]
    }

    /// Where browsers come from.
    ///
    /// - Throws: `missing` when one is to be started here and none is there.
    func sources(_ options: BrowserOptions, in context: Context) throws(BrowserError) -> [BrowserSource] {
        var options = options
        options.sandbox = sandbox
        options.disposesBehind = true
        guard browserEndpoint.isEmpty else { return browserEndpoint.map { .endpoint($0, options) } }
        options.executable = try BrowserLocator(named: browser, in: context).locate()
        return [.launch(options)]
    }

    private static func endpoint(_ text: String) throws -> BrowserEndpoint {
        do {
            return try BrowserEndpoint(parsing: text)
        } catch {
            throw ValidationError(error.description)
        }
    }
}
