internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import Synchronization

/// Counts calls for the rate-limit headers (`dub-api.md`, 4); nobody is turned away.
final class RateLimits: Sendable {
    private struct Window {
        var start: Int64
        var calls = 0
    }

    private let windows = Mutex<[String: Window]>([:])

    /// Counts a call, and says what is left of its window.
    ///
    /// `Retry-After` is the same point in time as the reset, as upstream has it, and no number of seconds.
    /// - Parameter isPublic: whether the endpoint is one for publishable keys.
    func headers(for request: Request, isPublic: Bool, now: Timestamp) -> HTTPFields {
        let path = request.uri.path
        let isQuick = path.contains("/analytics") || path.contains("/events")
        let (limit, length): (Int, Int64) = isPublic ? (600, 60_000) : isQuick ? (4, 1_000) : (1_200, 60_000)
        let window = windows.withLock { windows in
            let name = "\(isPublic) \(isQuick)"
            var window = windows[name] ?? Window(start: now.milliseconds)
            if !(window.start..<window.start + length).contains(now.milliseconds) {
                window = Window(start: now.milliseconds)
            }
            window.calls += 1
            windows[name] = window
            return window
        }
        let reset = "\(window.start + length)"
        return [
            .rateLimit: "\(limit)", .rateRemaining: "\(max(0, limit - window.calls))", .rateReset: reset,
            .retryAfter: reset,
        ]
    }
}

extension HTTPField.Name {
    fileprivate static let rateLimit = HTTPField.Name("X-RateLimit-Limit").unsafelyNamed
    fileprivate static let rateRemaining = HTTPField.Name("X-RateLimit-Remaining").unsafelyNamed
    fileprivate static let rateReset = HTTPField.Name("X-RateLimit-Reset").unsafelyNamed
}
