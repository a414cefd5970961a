import JSON

/// The pages of a browser as its connection is told of them: ours to be opened, and windows that pages open.
///
/// The browser attaches us to every page before that page does anything. A page that we asked for waits until it is
/// prepared; a window that one of our pages opens is closed at once with every request it makes held back, so that
/// nothing escapes observation; pages of others (in a shared remote browser) are let go.
struct PageTargets: Sendable {
    /// What to send because of an attachment, in order.
    typealias Calls = [(method: String, params: JSONValue, session: SessionID?)]

    private var contexts: Set<String> = []
    private var sessions: [String: SessionID] = [:]
    private var isWatching = false

    /// What makes the browser attach us to pages; nothing when it does already.
    mutating func watch(context: String) -> Calls {
        contexts.insert(context)
        guard !isWatching else { return [] }
        isWatching = true
        let params: JSONValue = [
            "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true, "filter": [["type": "page"]],
        ]
        return [("Target.setAutoAttach", params, nil)]
    }

    /// The session of a page that was created in one of our contexts, handed out once.
    mutating func take(_ target: String) -> SessionID? {
        sessions.removeValue(forKey: target)
    }

    /// A context is gone, with its pages.
    mutating func forget(context: String) {
        contexts.remove(context)
    }

    /// What to do about a page that the browser has attached us to.
    mutating func attached(_ params: JSONValue) -> Calls {
        guard let session = params["sessionId"].string, let target = params["targetInfo"]["targetId"].string else {
            return []
        }
        let isOurs = params["targetInfo"]["browserContextId"].string.map(contexts.contains) ?? false
        guard isOurs else {
            return [
                ("Runtime.runIfWaitingForDebugger", [:], session),
                ("Target.detachFromTarget", ["sessionId": .string(session)], nil),
            ]
        }
        guard params["targetInfo"]["openerId"].string != nil else {
            sessions[target] = session
            return []
        }
        // It has to run for a moment: whoever opened it waits for it.
        return [
            ("Fetch.enable", [:], session), ("Runtime.runIfWaitingForDebugger", [:], session),
            ("Target.closeTarget", ["targetId": .string(target)], nil),
        ]
    }
}
