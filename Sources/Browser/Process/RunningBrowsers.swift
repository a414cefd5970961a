import Synchronization

/// The browsers that run for us, so that a signal can end them all.
final class RunningBrowsers: Sendable {
    /// Those of this program.
    static let shared = RunningBrowsers()

    private struct Entry {
        weak var host: (any BrowserHost)?
    }

    private struct State {
        var isOver = false
        var entries: [ObjectIdentifier: Entry] = [:]
    }

    private let state = Mutex(State())

    /// Starts a browser, unless all were ended already: between a signal and the end of the program none may start.
    func start<Host: BrowserHost>(_ make: () throws(BrowserError) -> Host) throws(BrowserError) -> Host {
        // Under the lock, so that `endAll` misses none that is just being started.
        let result: Result<Host, BrowserError> = state.withLock { state in
            if state.isOver { return .failure(.closed) }
            do throws(BrowserError) {
                let host = try make()
                state.entries[ObjectIdentifier(host)] = Entry(host: host)
                return .success(host)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Forgets a browser that has ended.
    func remove(_ host: any BrowserHost) {
        let id = ObjectIdentifier(host)
        state.withLock { _ = $0.entries.removeValue(forKey: id) }
    }

    /// Ends every browser, and lets none start any more.
    func endAll() {
        // Ended outside the lock: what ends removes itself.
        let hosts = state.withLock { state in
            state.isOver = true
            return state.entries.values.compactMap(\.host)
        }
        for host in hosts { host.endNow() }
    }
}
