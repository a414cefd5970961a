internal import Attribution
internal import Hummingbird
internal import Synchronization

/// The chaos rules that are in force, and what they do to requests.
final class ChaosBoard: Sendable {
    private let current: Mutex<[ChaosRule]>

    init(_ rules: [ChaosRule]) {
        current = Mutex(rules)
    }

    /// The rules, with how often each still applies.
    var rules: [ChaosRule] {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// Lets the first rule that covers a request have its way.
    ///
    /// - Returns: what is answered in place of the real answer; nil where there is only a delay, or no rule.
    func fault(for request: Request, on context: HarnessContext) async throws -> Response? {
        guard let rule = take(method: request.method.rawValue, path: request.uri.path) else { return nil }
        if rule.delay > 0 { try await Task.sleep(for: .milliseconds(rule.delay)) }
        if rule.drops {
            try? await context.channel.close()
            return Response(status: .internalServerError)
        }
        return rule.status.map(Self.answer)
    }

    private func take(method: String, path: String) -> ChaosRule? {
        current.withLock { rules in
            let index = rules.firstIndex { rule in
                rule.covers(method: method, path: path)
                    && (rule.probability >= 1 || Double.random(in: 0..<1) < rule.probability)
            }
            guard let index else { return nil }
            let rule = rules[index]
            if let times = rule.times {
                if times > 1 { rules[index].times = times - 1 } else { rules.remove(at: index) }
            }
            return rule
        }
    }

    private static func answer(_ status: Int) -> Response {
        let code = ForcedError.codes[status] ?? (status >= 500 ? .internalServerError : .badRequest)
        var reply = APIReply(ForcedError.error(code, "This answer comes from a chaos rule of dubcheck."))
        reply.status = HTTPResponse.Status(code: status)
        return reply.response
    }
}
