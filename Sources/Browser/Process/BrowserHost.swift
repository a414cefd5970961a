/// What stands behind the connection to a browser: a process of ours, or somebody else's browser.
protocol BrowserHost: AnyObject, Sendable {
    /// The binary, or the endpoint without anything secret.
    var location: String { get }
    /// The process, where it is ours.
    var processID: Int32? { get }

    /// Why the connection ended, when not we have ended it.
    func reasonOfEnd() async -> String
    /// Lets go of everything at once, without waiting for it; `stop` may still follow.
    func kill()
    /// Lets go of everything, after the connection was closed: at least after this time, whatever the browser does.
    func stop(grace: Duration) async
    /// Lets go of everything before it returns, because this process is about to end.
    func endNow()
}
