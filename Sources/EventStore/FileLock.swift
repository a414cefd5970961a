import Foundation
import Synchronization

/// Keeps a second server away from a data file, until the process ends or lets go.
///
/// A file of its own, because closing any descriptor of the data file would drop the locks that SQLite has on it.
final class FileLock: Sendable {
    private let descriptor: Mutex<CInt?>

    init(beside path: String) throws(EventStoreError) {
        let file = path + ".lock"
        let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            switch errno {
            case EACCES, EPERM, EROFS: throw .readOnly(path: path)
            case ENOSPC, EDQUOT: throw .full(path: path)
            default: throw .unusable(path: path, detail: "\(file): \(String(cString: strerror(errno)))")
            }
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let isTaken = errno == EWOULDBLOCK
            let reason = String(cString: strerror(errno))
            close(opened)
            throw isTaken ? .inUse(path: path) : .unusable(path: path, detail: "\(file): \(reason)")
        }
        descriptor = Mutex(opened)
    }

    deinit { release() }

    func release() {
        descriptor.withLock { held in
            if let held { close(held) }
            held = nil
        }
    }
}
