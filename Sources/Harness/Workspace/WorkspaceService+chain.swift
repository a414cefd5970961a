internal import Attribution
internal import EventStore
internal import Hummingbird
internal import JSON
internal import Synchronization

/// What was seen within the last second, so that a busy page does not write the same thing over and over.
final class RecentlySeen: Sendable {
    private struct Thing: Hashable {
        var kind: Sighting.Kind
        var subject: String
    }

    private static let span = Duration.seconds(1)
    private static let most = 10_000

    private let times = Mutex<[Thing: Timestamp]>([:])

    /// Whether something is worth being kept: the last time that it was is longer ago than the span.
    func isNews(_ kind: Sighting.Kind, _ subject: String, at now: Timestamp) -> Bool {
        times.withLock { times in
            let thing = Thing(kind: kind, subject: subject)
            // A clock that was set back makes news too.
            if let last = times[thing], last <= now, now < last + Self.span { return false }
            if times.count >= Self.most { times = [:] }
            times[thing] = now
            return true
        }
    }

    /// Everything is news again.
    func forget() { times.withLock { $0 = [:] } }
}

extension WorkspaceService {
    /// The longest click id that is kept of a cookie, which anybody can make up.
    private static let longestSubject = 100

    /// Keeps that something was seen.
    ///
    /// Whoever asked is answered in any case, so what the data file says is left to those who need it.
    func saw(_ kind: Sighting.Kind, _ subject: String) async {
        let now = clock.now
        guard !subject.isEmpty, subject.utf8.count <= Self.longestSubject, seen.isNews(kind, subject, at: now) else {
            return
        }
        try? await store.write { try $0.keep(Sighting(kind, subject, at: now)) }
    }

    /// Keeps the click id of a request's `dub_id` cookie, if it has one.
    ///
    /// Cookies know no ports: on one machine, a browser sends here what the script has set on a page of the app.
    func sawCookie(of request: Request) async {
        if let clickID = request.cookiesByName["dub_id"] { await saw(.cookie, clickID) }
    }

    /// Whether the chain from a script to a lead is alive: when each of its steps was seen last, what was noted,
    /// and which calls were refused.
    func chain() async throws -> JSONValue {
        let refused = refused.json
        return try await store.read { store in
            let (script, cookie, call) = (
                try store.lastSighting(.script), try store.lastSighting(.cookie), try store.lastSighting(.call)
            )
            let click = try store.lastTime(of: .clicks)
            let conversions = [try store.lastTime(of: .leads), try store.lastTime(of: .sales)]
            let steps: [JSONValue] = [
                Self.step("script", script?.lastAt, script?.subject), Self.step("click", click, nil),
                Self.step("cookie", cookie?.lastAt, cookie?.subject), Self.step("event", call?.lastAt, call?.subject),
                Self.step("lead", conversions.compactMap(\.self).max(), nil),
            ]
            return [
                "steps": .array(steps), "notes": .array(try store.latestNotes(limit: 5).map(Self.shown)),
                "refused": refused,
            ]
        }
    }

    private static func step(_ id: String, _ time: Timestamp?, _ detail: String?) -> JSONValue {
        ["id": .string(id), "lastAt": .optional(time?.text), "detail": .optional(detail)]
    }

    private static func shown(_ note: KeptNote) -> JSONValue {
        [
            "at": .string(note.time.text), "text": .string(note.text), "clickId": .optional(note.clickID),
            "customerExternalId": .optional(note.customer),
        ]
    }
}
