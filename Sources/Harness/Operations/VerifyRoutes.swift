internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import PageURL
internal import Synchronization

/// `/_dubcheck/verify`: whether the script is installed on a page so that it works.
struct VerifyRoutes: Sendable {
    typealias Context = HarnessContext

    let verifier: Verifier?

    /// A browser takes both cores of a small machine; a second one would only make both late.
    private let turn = Turn()

    init(verifier: Verifier?) {
        self.verifier = verifier
    }

    func add(to routes: RouteCollection<Context>) {
        routes
            .get("/_dubcheck/verify") { _, _ in APIReply(described) }
            .post("/_dubcheck/verify") { request, _ in
                let wish = try wish(try await request.json())
                return Response.eventStream { try await inTurn(wish, to: &$0) }
            }
    }

    /// What can be verified, and how.
    private var described: JSONValue {
        guard let verifier else {
            return ["allows": "nothing", "modes": [], "notes": ["This harness was started without a way to verify."]]
        }
        let allows: JSONValue =
            switch verifier.allowance {
            case .loopback: "loopback"
            case .hosts(let names): .array(names.map(JSONValue.string))
            case .any: "any"
            }
        return [
            "allows": allows, "modes": .array(verifier.modes.map { .string($0.rawValue) }),
            "notes": .array(verifier.notes.map(JSONValue.string)),
        ]
    }

    private struct Wish: Sendable {
        var url: String
        var modes: [HarnessConfiguration.VerdictMode]
        var verify: Verifier.Verify
    }

    private func wish(_ body: JSONValue) throws -> Wish {
        guard let verifier else { throw APIError(.forbidden, "This harness was started without a way to verify.") }
        guard let text = body["url"].string, let url = PageURL(text), ["http", "https"].contains(url.scheme),
            !url.host.isEmpty
        else {
            throw APIError.invalid(
                .invalidFormat, "url", "Give the address of a page, such as http://localhost:3000/")
        }
        guard verifier.allowance.covers(url.host) else {
            throw APIError(
                .forbidden,
                "This harness verifies pages of this machine only. To verify \(url.host.prefix(100)), start it with "
                    + "--allow-verify \(url.host.prefix(100))")
        }
        let word = body["mode"].string ?? verifier.modes.last?.rawValue ?? ""
        guard let mode = HarnessConfiguration.VerdictMode(rawValue: word),
            let index = verifier.modes.firstIndex(of: mode)
        else {
            let modes = verifier.modes.map(\.rawValue).joined(separator: ", ")
            throw APIError.invalid(.invalidFormat, "mode", "mode '\(word.prefix(40))': there are \(modes)")
        }
        return Wish(url: text, modes: Array(verifier.modes[...index]), verify: verifier.verify)
    }

    private func inTurn(_ wish: Wish, to writer: inout some ResponseBodyWriter) async throws {
        guard turn.take() else {
            let message = "Another page is being verified; wait until that is done."
            return try await tell("problem", ["stage": .null, "message": .string(message)], to: &writer)
        }
        defer { turn.giveBack() }
        try await run(wish, to: &writer)
    }

    /// Runs each mode and tells of it, so that the quick verdict is there while the browser still looks.
    private func run(_ wish: Wish, to writer: inout some ResponseBodyWriter) async throws {
        for mode in wish.modes {
            let stage = JSONValue.string(mode.rawValue)
            try await tell("stage", ["stage": stage, "state": "running"], to: &writer)
            let start = ContinuousClock.now
            do {
                let report = try await wish.verify(wish.url, mode)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                try await tell(
                    "report", ["stage": stage, "report": (try? JSONValue(json: report.utf8)) ?? .null], to: &writer)
                try await tell(
                    "stage", ["stage": stage, "state": "done", "seconds": .number(seconds)], to: &writer)
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                try await tell("problem", ["stage": stage, "message": .string("\(error)")], to: &writer)
            }
        }
    }

    private func tell(_ event: String, _ data: JSONValue, to writer: inout some ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "event: \(event)\ndata: \(data.compact)\n\n"))
    }
}

/// Something that one at a time may have.
private final class Turn: Sendable {
    private let isTaken = Mutex(false)

    /// Whether it was free.
    func take() -> Bool {
        isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
    }

    func giveBack() { isTaken.withLock { $0 = false } }
}
