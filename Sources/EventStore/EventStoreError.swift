import GRDB

/// Why a data file cannot be used, or did not do what it should.
public enum EventStoreError: Error, Sendable, Hashable {
    /// Another server has it open.
    case inUse(path: String)
    /// A newer dubcheck has written it.
    case newer(path: String)
    /// It cannot be opened; `detail` says why.
    case unusable(path: String, detail: String)
    /// There is no room on its disk; nothing of what was to be written is there.
    case full(path: String)
    /// It, or its folder, may not be written.
    case readOnly(path: String)
    /// It is damaged; `detail` says what is wrong.
    case broken(path: String, detail: String)
    /// Something else went wrong; nothing of what was to be written is there.
    case failed(path: String, detail: String)
}

extension EventStoreError: CustomStringConvertible {
    /// What is wrong with which file, and what to do.
    public var description: String {
        switch self {
        case .inUse(let path):
            "\(path): another dubcheck serve has this data file open; stop it, or name another with --data"
        case .newer(let path): "\(path): written by a newer dubcheck; use that one, or name another file with --data"
        case .unusable(let path, let detail):
            "\(path): cannot be used as a data file: \(detail); name another with --data"
        case .full(let path): "\(path): the disk is full, and nothing was stored; make room and try again"
        case .readOnly(let path):
            "\(path): the data file cannot be written; change the permissions of it and its folder, "
                + "or name another with --data"
        case .broken(let path, let detail):
            "\(path): the data file is damaged (\(detail)); delete it, or name another with --data"
        case .failed(let path, let detail):
            "\(path): the data file could not be used, and nothing was stored: \(detail)"
        }
    }
}

extension EventStoreError {
    /// What an error of SQLite means for the file; nil for errors that are not the store's.
    init?(_ error: any Error, path: String) {
        if let error = error as? UnknownValue {
            self = .broken(path: path, detail: "\"\(error.text.prefix(80))\" is not a value of its column")
            return
        }
        guard let error = error as? DatabaseError else { return nil }
        let detail = error.message ?? "\(error.resultCode)"
        self =
            switch error.resultCode {
            case .SQLITE_FULL: .full(path: path)
            case .SQLITE_READONLY, .SQLITE_PERM: .readOnly(path: path)
            case .SQLITE_CORRUPT, .SQLITE_NOTADB: .broken(path: path, detail: detail)
            default: .failed(path: path, detail: detail)
            }
    }
}

/// A text in a row that no version of this program should have written there.
struct UnknownValue: Error {
    let text: String
}
