import Glibc

/// The user a browser runs as when we are root: Chromium refuses to sandbox pages for root.
struct UnprivilegedUser: Sendable {
    let name: String
    let id: uid_t
    let group: gid_t

    /// The user `nobody`, when we are root; nil when we are not, or the system has no such user.
    static func ifRoot() -> UnprivilegedUser? {
        guard geteuid() == 0 else { return nil }
        var entry = passwd()
        var buffer = [CChar](repeating: 0, count: 4096)
        var found: UnsafeMutablePointer<passwd>?
        guard getpwnam_r("nobody", &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
        return UnprivilegedUser(name: "nobody", id: entry.pw_uid, group: entry.pw_gid)
    }

    /// The command line that runs another one as this user, by util-linux's `setpriv`: it keeps the descriptors and,
    /// as it is replaced by the command, the process id.
    func command(for arguments: [String]) -> [String] {
        ["/usr/bin/setpriv", "--reuid=\(id)", "--regid=\(group)", "--clear-groups"] + arguments
    }
}
