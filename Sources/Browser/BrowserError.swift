/// Why the browser, or a page in it, could not do what was asked.
public enum BrowserError: Error, Sendable, Hashable {
    /// No browser was found; `looked` lists the places, in order.
    case missing(looked: [String])
    /// The browser did not start; `detail` is the reason with the end of what it wrote to standard error.
    case launchFailed(executable: String, detail: String)
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
