/// What keeps a harness from starting: something in its surroundings, which the message says how to change.
public struct HarnessError: Error, Equatable, CustomStringConvertible {
    /// The kinds of trouble, for callers that react to one of them.
    public enum Kind: Sendable {
        /// Another program listens on the port.
        case portTaken
        /// The address or the port cannot be listened on.
        case addressUnusable
        /// The web root is no folder that can be read.
        case webRootUnusable
        /// A sample page's declaration is wrong.
        case samplesUnusable
        /// The environment file cannot be written.
        case environmentFileUnusable
        /// The certificate for https cannot be made.
        case certificateUnusable
        /// The data file or the seed cannot be used.
        case dataUnusable
        /// What was asked for cannot be done to a data file.
        case changeRefused
    }

    /// What kind of trouble.
    public let kind: Kind

    /// What happened, where, and what to do.
    public let message: String

    /// The message.
    public var description: String { message }
}

extension HarnessError {
    static func portTaken(host: String, port: Int) -> HarnessError {
        HarnessError(
            kind: .portTaken,
            message: "port \(port) of \(host) is taken by another program: "
                + "choose another one with --port, or let one be chosen with --port 0")
    }

    static func addressUnusable(host: String, port: Int, reason: String) -> HarnessError {
        HarnessError(kind: .addressUnusable, message: "cannot listen on \(host), port \(port): \(reason)")
    }

    static func webRootUnusable(_ reason: String) -> HarnessError {
        HarnessError(kind: .webRootUnusable, message: reason)
    }

    static func samplesUnusable(_ problems: [SampleProblem]) -> HarnessError {
        HarnessError(kind: .samplesUnusable, message: problems.map(\.description).joined(separator: "\n"))
    }

    static func environmentFileUnusable(path: String, reason: String) -> HarnessError {
        HarnessError(
            kind: .environmentFileUnusable, message: "cannot write the environment file '\(path)': \(reason)")
    }

    static func dataUnusable(_ reason: String) -> HarnessError {
        HarnessError(kind: .dataUnusable, message: reason)
    }

    static func changeRefused(_ reason: String) -> HarnessError {
        HarnessError(kind: .changeRefused, message: reason)
    }

    static func certificateUnusable(_ reason: String) -> HarnessError {
        HarnessError(kind: .certificateUnusable, message: "cannot make a certificate for https: \(reason)")
    }
}
