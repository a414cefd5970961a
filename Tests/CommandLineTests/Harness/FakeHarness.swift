import Foundation
import JSON
import Synchronization

@testable import DubCheckCLI

/// A harness that answers what it is told to, and remembers what it was asked.
final class FakeHarness: HarnessConnection {
    private let answers: Mutex<[String: [HarnessAnswer]]>
    private let asked = Mutex<[HarnessRequest]>([])

    /// Answers by `METHOD path`; of several the first is given first, and the last one again and again.
    init(_ answers: [String: [(status: Int, body: JSONValue)]]) {
        self.answers = Mutex(
            answers.mapValues { $0.map { HarnessAnswer(status: $0.status, body: $0.body.compactBytes) } })
    }

    convenience init(_ answers: [String: JSONValue]) {
        self.init(answers.mapValues { [(status: 200, body: $0)] })
    }

    var requests: [HarnessRequest] { asked.withLock { $0 } }

    func answer(_ request: HarnessRequest) async throws -> HarnessAnswer {
        asked.withLock { $0.append(request) }
        return answers.withLock { answers in
            let key = "\(request.method) \(request.path.prefix { $0 != "?" })"
            guard let list = answers[key], let first = list.first else { return HarnessAnswer(status: 404, body: []) }
            if list.count > 1 { answers[key] = Array(list.dropFirst()) }
            return first
        }
    }

    /// Hands the answer's text on in small pieces.
    func stream(_ request: HarnessRequest, _ take: ([UInt8]) throws -> Void) async throws -> HarnessAnswer {
        let answer = try await answer(request)
        guard answer.status == 200 else { return answer }
        let text = (try? JSONValue(json: answer.body))?.string ?? ""
        for byte in text.utf8 { try take([byte]) }
        return HarnessAnswer(status: 200, body: [])
    }
}
