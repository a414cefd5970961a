/// Why the browser, or a page in it, could not do what was asked.
public enum BrowserError: Error, Sendable, Hashable {
    /// No browser was found; `looked` lists the places, in order.
    case missing(looked: [String])
    /// The browser did not start; `detail` is the reason with the end of what it wrote to standard error.
    case launchFailed(executable: String, detail: String)
    /// The text does not name a remote browser; `reason` says why not, without repeating it: it may hold a password.
    case invalidEndpoint(reason: String)
    /// There is no connection to a remote browser, or to the server that should give one.
    case unreachable(endpoint: String, detail: String)
    /// An option that only a browser which is started here can follow; `detail` says why.
    case remoteCannot(option: String, detail: String)
    /// The browser ended more often than it is replaced; `detail` tells the last time.
    case endedAgain(detail: String)
    /// A step took longer than it may.
    case timedOut(step: String, after: Duration)
    /// The browser process ended, or was ended by us because it no longer answered.
    case crashed(detail: String)
    /// The process that ran the page ended; other pages go on.
    case pageCrashed
    /// The navigation did not lead to a document; `reason` is Chromium's, such as `net::ERR_NAME_NOT_RESOLVED`.
    case navigationFailed(url: String, reason: String)
    /// The browser refused a DevTools call.
    case protocolError(method: String, message: String)
    /// An evaluated expression threw; `exception` is the text with its stack.
    case javaScript(exception: String)
    /// The task that waited was cancelled.
    case cancelled
    /// The browser or the page had been closed by us already.
    case closed
}

extension BrowserError: CustomStringConvertible {
    /// One sentence for people, with what to do next where that is known.
    public var description: String {
        switch self {
        case .missing(let looked):
            """
            no browser found (looked for \(looked.joined(separator: ", "))): install the Debian package \
            chromium-headless-shell, or set DUBCHECK_BROWSER to a Chromium or Chrome
            """
        case .launchFailed(let executable, let detail): "the browser \(executable) did not start: \(detail)"
        case .invalidEndpoint(let reason):
            """
            no browser endpoint: \(reason); expected ws://HOST:PORT/… or wss://… of a DevTools socket, or http(s)://… of \
            a WebDriver server
            """
        case .unreachable(let endpoint, let detail): "no browser at \(endpoint): \(detail)"
        case .remoteCannot(let option, let detail): "\(option) needs a browser that is started here: \(detail)"
        case .endedAgain(let detail): "the browser ended twice in this run and is not started again; last, \(detail)"
        case .timedOut(let step, let limit): "\(step) took longer than \(Self.seconds(limit)) s"
        case .crashed(let detail): "the browser ended: \(detail)"
        case .pageCrashed: "the page crashed"
        case .navigationFailed(let url, let reason): "\(url) could not be opened: \(reason)"
        case .protocolError(let method, let message): "the browser refused \(method): \(message)"
        case .javaScript(let exception): "JavaScript threw: \(exception)"
        case .cancelled: "cancelled"
        case .closed: "the browser or the page is closed"
        }
    }

    private static func seconds(_ duration: Duration) -> String {
        let tenths = (duration / .milliseconds(100)).rounded() / 10
        return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
    }
}
