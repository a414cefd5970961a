import CProcess
import Foundation
import Glibc
import Synchronization

/// The operating system's side of a running browser: a process group, and its folder.
///
/// However it goes, `stop` or, at the latest, the end of this object's life ends every process of the group and deletes
/// the folder. When we are killed, the browser sees its pipe end and ends by itself, and a guard deletes the folder.
final class BrowserProcess: BrowserHost {
    /// How the browser ended.
    struct Exit: Sendable, CustomStringConvertible {
        let code: CInt
        let signal: CInt

        var description: String {
            signal == 0 ? "it exited with code \(code)" : "it was ended by signal \(signal) (\(name))"
        }

        private var name: String { String(cString: strsignal(signal)) }
    }

    /// The leader of the process group.
    let pid: pid_t
    /// The pipes' ends that are ours.
    let pipes: (input: CInt, output: CInt, error: CInt)
    /// The binary.
    let location: String
    private let folder: ProfileFolder
    private let watch: FolderGuard?
    private let registry: RunningBrowsers
    private let state = Mutex(State())

    /// Starts the browser; the caller takes over the pipes.
    static func start(
        _ executable: String, _ options: BrowserOptions, among registry: RunningBrowsers = .shared
    ) throws(BrowserError) -> BrowserProcess {
        try registry.start { () throws(BrowserError) in
            try BrowserProcess(executable: executable, options: options, registry: registry)
        }
    }

    private init(executable: String, options: BrowserOptions, registry: RunningBrowsers) throws(BrowserError) {
        location = executable
        self.registry = registry
        let ours = ProcessInfo.processInfo.environment
        let parent = ours["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        ProfileFolder.sweep(parent)
        let user = options.sandbox ? UnprivilegedUser.ifRoot() : nil
        do {
            folder = try ProfileFolder(in: parent, for: user)
        } catch {
            throw .launchFailed(executable: executable, detail: error.description)
        }
        let environment = BrowserFlags.environment(from: ours, home: folder.profile, temporary: folder.temporary)
        var command = [executable] + BrowserFlags.arguments(profile: folder.profile, options: options)
        if let user { command = user.command(for: command) }

        var child = cprocess_child()
        let failure = withCStrings(command) { arguments in
            withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                cprocess_spawn(command[0], arguments, environment, &child)
            }
        }
        guard failure == 0 else {
            folder.delete()
            throw .launchFailed(executable: command[0], detail: String(cString: strerror(failure)))
        }
        pid = child.pid
        pipes = (child.input, child.output, child.error)
        watch = FolderGuard(folder: folder.path, group: pid)
    }

    deinit { end() }

    var processID: Int32? { pid }

    func reasonOfEnd() async -> String {
        let exit = await waitForExit(within: .seconds(1))
        return exit?.description ?? "it closed its connection"
    }

    /// How the browser ended; nil while it runs, or when nobody asked before `stop` had ended it.
    func exit() -> Exit? {
        state.withLock { $0.poll(pid) }
    }

    /// Waits for the browser's end, at most this long.
    func waitForExit(within limit: Duration) async -> Exit? {
        let deadline = ContinuousClock.now + limit
        // Polled: there is no event for it but SIGCHLD, which belongs to the program we are part of.
        while exit() == nil, !state.withLock(\.isReaped), ContinuousClock.now < deadline {
            guard (try? await Task.sleep(for: .milliseconds(5))) != nil else { break }
        }
        return exit()
    }

    /// Ends every process of the group at once; the folder stays until `stop`.
    func kill() {
        signal(SIGKILL)
    }

    /// Waits until the browser, whose pipe was closed, has ended; then makes sure of it and deletes the folder.
    func stop(grace: Duration) async {
        if await waitForExit(within: grace) == nil {
            signal(SIGTERM)
            _ = await waitForExit(within: .milliseconds(500))
        }
        end()
    }

    func endNow() {
        end()
    }

    private func signal(_ number: CInt) {
        // Until the leader is reaped, the group's id is ours for certain.
        state.withLock { if !$0.isReaped { _ = Glibc.kill(-pid, number) } }
    }

    /// Whoever comes second waits until the first is done.
    private func end() {
        state.withLock { state in
            guard !state.isReaped else { return }
            watch?.dismiss()
            _ = Glibc.kill(-pid, SIGKILL)
            cprocess_reap(pid)
            state.isReaped = true
            folder.delete()
        }
        registry.remove(self)
    }

    private struct State {
        var isReaped = false
        var exit: Exit?

        mutating func poll(_ pid: pid_t) -> Exit? {
            var code: CInt = 0
            var signal: CInt = 0
            if exit == nil, !isReaped, cprocess_poll(pid, &code, &signal) == 1 {
                exit = Exit(code: code, signal: signal)
            }
            return exit
        }
    }
}
