import Browser
import DubCheck
import Evidence
import Gathering

/// Whether pages are looked at in a browser, and in which.
struct BrowserChoice {
    private let command: Verify
    private let targets: [Target]
    private let context: Context

    init(_ command: Verify, targets: [Target], context: Context) {
        self.command = command
        self.targets = targets
        self.context = context
    }

    /// The browser, if one is used, and what the user should know about that.
    ///
    /// - Throws: an environment error when a browser is asked for and none is there.
    func decision() throws -> (BrowserUse?, notes: [String]) {
        let look = command.look
        let hasPages = targets.contains { if case .url = $0 { true } else { false } }
        guard look.mode != .static else { return (nil, []) }
        guard hasPages else {
            return (nil, look.mode == .browser ? ["files are judged from their HTML; a browser opens URLs only"] : [])
        }
        var options = try command.fetch.connection.browserOptions()
        options.launchTimeout = min(options.launchTimeout, .seconds(command.fetch.timeout))
        options.maximumPages = command.fetch.concurrency
        let sources: [BrowserSource]
        do throws(BrowserError) {
            sources = try look.place.sources(options, in: context)
        } catch {
            guard look.mode == .auto, look.place.browser == nil else {
                throw CommandFailure(status: .usage, message: error.description)
            }
            let note =
                "static mode: HTML, headers and script file are judged; no browser was found to look with (the Debian "
                + "package chromium-headless-shell has one)"
            return (nil, look.place.notes + [note])
        }
        var use = BrowserUse(sources: sources)
        use.wait = command.fetch.wait
        use.consent = look.consent.captured
        use.interacts = look.interact
        use.isLive = look.live
        use.userAgent = command.fetch.connection.userAgent
        use.takesScreenshots = look.save != nil
        return (use, look.place.notes)
    }
}
