/// Why a data file cannot be used.
public enum EventStoreError: Error, Sendable, Hashable {
    /// Another server has it open.
    case inUse(path: String)
    /// A newer dubcheck has written it.
    case newer(path: String)
    /// It cannot be opened or written; `detail` says why.
    case unusable(path: String, detail: String)
}

extension EventStoreError: CustomStringConvertible {
    /// What is wrong with which file, and what to do.
    public var description: String {
        switch self {
        case .inUse(let path):
            "\(path): another dubcheck serve has this data file open; stop it, or name another with --data"
        case .newer(let path): "\(path): written by a newer dubcheck; use that one, or name another file with --data"
        case .unusable(let path, let detail): "\(path): cannot be used as a data file: \(detail)"
        }
    }
}
