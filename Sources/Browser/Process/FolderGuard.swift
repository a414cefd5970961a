import CProcess
import Glibc

/// A small shell that outlives us if we are killed: it then ends the browser, should it not have noticed, and deletes
/// its folder.
///
/// It waits at a pipe that nobody writes to; the system closes our end when we end, however that happens.
struct FolderGuard: Sendable {
    private let pid: pid_t
    private let pipe: CInt

    /// In a group of its own, deaf to what ends a whole session; a few rounds, as what is dying may still write.
    private static let script = """
        trap '' HUP INT TERM
        read -r _ <&3
        kill -9 "-$2"
        round=0
        while [ -e "$1" ] && [ $round -lt 50 ]; do
            rm -rf "$1/profile" "$1/tmp"
            rm -rf "$1"
            round=$((round + 1))
            sleep 0.1
        done
        """

    /// Watches over a folder and the process group that writes to it; nil where there is no shell to do it: the next
    /// start sweeps then.
    init?(folder: String, group: pid_t) {
        var child = cprocess_child()
        let failure = withCStrings(["/bin/sh", "-c", Self.script, "dubcheck-guard", folder, "\(group)"]) { arguments in
            withCStrings(["PATH=/usr/bin:/bin"]) { environment in
                cprocess_spawn("/bin/sh", arguments, environment, &child)
            }
        }
        guard failure == 0 else { return nil }
        close(child.output)
        close(child.error)
        pid = child.pid
        pipe = child.input
    }

    /// Ends the watch, before the group is reaped: its number may then be another's.
    func dismiss() {
        kill(pid, SIGKILL)
        cprocess_reap(pid)
        close(pipe)
    }
}
