import Dispatch
import Synchronization

/// Somebody else's browser that we are connected to, and the WebDriver session we hold of it, if any.
///
/// It is never ended by us. What it holds for us goes with the connection, as the browser is told when it is made, or with
/// the session.
final class RemoteBrowser: BrowserHost {
    let location: String
    private let transport: any CDPTransport
    private let session: WebDriverSession?
    private let registry: RunningBrowsers
    private let ending = Mutex<Task<Void, Never>?>(nil)

    private init(
        location: String, transport: any CDPTransport, session: WebDriverSession?, registry: RunningBrowsers
    ) {
        self.location = location
        self.transport = transport
        self.session = session
        self.registry = registry
    }

    /// Takes over the connection and the session.
    static func start(
        _ location: String, _ transport: any CDPTransport, _ session: WebDriverSession?,
        among registry: RunningBrowsers
    ) throws(BrowserError) -> RemoteBrowser {
        try registry.start { () throws(BrowserError) in
            RemoteBrowser(location: location, transport: transport, session: session, registry: registry)
        }
    }

    deinit { registry.remove(self) }

    var processID: Int32? { nil }

    func reasonOfEnd() async -> String {
        "\(location) closed the connection"
    }

    func kill() {
        Task { await letGo() }
    }

    func stop(grace: Duration) async {
        await letGo()
    }

    func endNow() {
        let done = DispatchSemaphore(value: 0)
        Task {
            await letGo()
            done.signal()
        }
        _ = done.wait(timeout: .now() + 2)
    }

    /// Once, whoever asks; all wait for the same.
    private func letGo() async {
        let task = ending.withLock { ending in
            let task =
                ending
                ?? Task { [transport, session] in
                    await transport.close()
                    await session?.end()
                }
            ending = task
            return task
        }
        await task.value
        registry.remove(self)
    }
}
