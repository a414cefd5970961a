internal import Foundation
internal import Logging

/// What the server itself reports: warnings and errors, a line each, on stderr.
///
/// The usual handler makes its metadata readable whenever some is set, which for the number of every request costs as
/// much as finding its route; here that happens only for a line that is written.
struct ServerLog: LogHandler {
    var logLevel = Logger.Level.warning
    var metadata = Logger.Metadata()

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let words = facts.map { " \($0.key)=\($0.value)" }.joined()
        FileHandle.standardError.write(Data("dubcheck: \(event.level): \(event.message)\(words)\n".utf8))
    }
}
