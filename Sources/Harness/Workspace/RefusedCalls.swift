internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Synchronization

/// The tracking calls that were refused since the start, the newest first.
///
/// Only the caller sees the answer, and a server under test may drop it: whoever looks for a missing lead finds it here.
final class RefusedCalls: Sendable {
    private struct Call: Sendable {
        var time: Timestamp
        var path: String
        var error: APIError
        var clickID: String?
    }

    private static let most = 20

    private let calls = Mutex<[Call]>([])

    /// Keeps what a call was answered.
    func add(_ error: APIError, to request: Request, clickID: String? = nil, at time: Timestamp) {
        let call = Call(time: time, path: request.rawPath, error: error, clickID: clickID)
        calls.withLock { $0 = Array(([call] + $0).prefix(Self.most)) }
    }

    /// Forgets them.
    func forget() { calls.withLock { $0 = [] } }

    /// As `/_dubcheck/chain` shows them.
    var json: JSONValue {
        .array(
            calls.withLock { $0 }.map { call in
                [
                    "at": .string(call.time.text), "path": .string(call.path),
                    "status": .integer(call.error.code.status), "message": .string(call.error.message),
                    "clickId": .optional(call.clickID),
                ]
            })
    }
}
