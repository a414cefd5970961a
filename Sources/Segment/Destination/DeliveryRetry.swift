/// When a request is sent again that failed for now (`segment.md`, 5.2).
///
/// Segment goes on for up to four hours; here it is over within a minute, so that a test can wait for it.
public enum DeliveryRetry {
    /// How many seconds are waited after the first attempt, the second and so on.
    public static let delays = [1, 2, 4, 8, 16]
    /// The longest wait that a server may ask for, in seconds: the four hours after which Segment gives up.
    public static let longestWait = 4 * 60 * 60

    /// How many seconds to wait after so many attempts, the last of which has failed; nil to give up.
    ///
    /// - Parameter retryAfter: what the answer asked for in `Retry-After`, in seconds; it makes the wait longer, and
    ///   never shorter.
    public static func delay(afterAttempt attempts: Int, retryAfter: Int? = nil) -> Int? {
        guard delays.indices.contains(attempts - 1) else { return nil }
        return max(delays[attempts - 1], min(retryAfter ?? 0, longestWait))
    }

    /// The seconds that a `Retry-After` header asks for: a number, or a date such as
    /// `Mon, 02 Mar 2026 09:15:04 GMT` (RFC 9110, section 10.2.3); nil for anything else.
    public static func seconds(inHeader text: String, now: EventTime) -> Int? {
        if let seconds = Int(text) { return max(0, seconds) }
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        let number = month < 9 ? "0\(month + 1)" : String(month + 1)
        guard let time = EventTime("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z") else { return nil }
        return max(0, Int((time.milliseconds - now.milliseconds + 999) / 1_000))
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
