import Foundation
import Glibc

/// The folder a browser keeps its profile and temporary files in while it runs: `dubcheck-browser-PID-…`, PID ours.
///
/// We hold a lock on a file in it. The system drops the lock when we end, however we end, so that the next start can
/// tell the folder of a killed run from that of a running one; process ids alone are reused, and differ in containers.
struct ProfileFolder: Sendable {
    /// The whole folder, which is ours.
    let path: String
    private let lock: CInt

    /// The browser's profile, and its HOME.
    var profile: String { "\(path)/profile" }
    /// The browser's TMPDIR.
    var temporary: String { "\(path)/tmp" }

    private static let prefix = "dubcheck-browser-"
    private static let unnamedPrefix = "dubcheck-new-browser-"

    /// Makes a folder that only we, and `user` when given, can read.
    ///
    /// It gets its name once it is locked: a sweep in another process would take an unlocked one for abandoned.
    init(in parent: String, for user: UnprivilegedUser?) throws(FileError) {
        let name = "\(getpid())-\(String(UInt32.random(in: .min ... .max), radix: 36))"
        path = "\(parent)/\(Self.prefix)\(name)"
        let unnamed = "\(parent)/\(Self.unnamedPrefix)\(name)"
        guard mkdir(unnamed, user == nil ? 0o700 : 0o711) == 0 else { throw FileError("make the folder \(unnamed)") }
        lock = open("\(unnamed)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw FileError("lock \(unnamed)") }
        for folder in ["\(unnamed)/profile", "\(unnamed)/tmp"] {
            guard mkdir(folder, 0o700) == 0 else { throw FileError("make the folder \(folder)") }
            if let user, chown(folder, user.id, user.group) != 0 { throw FileError("give \(folder) to \(user.name)") }
        }
        guard rename(unnamed, path) == 0 else { throw FileError("name the folder \(path)") }
    }

    /// Deletes the folder.
    ///
    /// Processes that are just ending may still write into it, so this tries more than once.
    func delete() {
        for _ in 0..<20 {
            Self.remove(path)
            guard FileManager.default.fileExists(atPath: path) else { break }
            usleep(10_000)
        }
        close(lock)
    }

    /// Deletes the folders that killed runs of this user left in `parent`.
    static func sweep(_ parent: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        for name in names {
            let path = "\(parent)/\(name)"
            let isLeft =
                name.hasPrefix(prefix) && isAbandoned(path)
                || name.hasPrefix(unnamedPrefix) && isOld(path) && isAbandoned(path)
            if isLeft { remove(path) }
        }
    }

    /// Deletes the lock last: a deletion cut short is then seen as abandoned.
    private static func remove(_ path: String) {
        for part in ["\(path)/profile", "\(path)/tmp", path] { try? FileManager.default.removeItem(atPath: part) }
    }

    /// It is a minute since anything was made in the folder.
    private static func isOld(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mtim.tv_sec + 60 < time(nil)
    }

    private static func isAbandoned(_ path: String) -> Bool {
        var status = stat()
        // Not through a symbolic link, and nobody else's: the parent is a folder everybody can write to.
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else {
            return false
        }
        let lock = open("\(path)/lock", O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard lock >= 0 else { return isOld(path) }
        defer { close(lock) }
        return flock(lock, LOCK_EX | LOCK_NB) == 0
    }
}

/// What the system refused, with its reason.
struct FileError: Error, CustomStringConvertible {
    let description: String

    init(_ action: String) {
        description = "cannot \(action): \(String(cString: strerror(errno)))"
    }
}
