/// Why gathering could not even begin: the command line asked for something that is not there.
///
/// Trouble with a page is no error but evidence (`TargetEvidence.failure`); this is for what the user has to change first.
public struct GatheringError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Who has to act.
    public enum Category: Sendable, Hashable {
        /// The request makes no sense as written.
        case usage
        /// The request makes sense, but this machine cannot serve it: no such file, no permission.
        case environment
    }

    /// Who has to act.
    public var category: Category
    /// What happened, where, and what to do next, in one line.
    public var message: String

    /// An error in the request itself.
    public static func usage(_ message: String) -> GatheringError {
        GatheringError(category: .usage, message: message)
    }

    /// An error of the machine the request runs on.
    public static func environment(_ message: String) -> GatheringError {
        GatheringError(category: .environment, message: message)
    }

    /// The message.
    public var description: String { message }
}
