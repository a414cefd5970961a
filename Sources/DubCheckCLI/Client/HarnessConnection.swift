import JSON

/// Requests to a running harness; handed in, so that tests answer them themselves.
protocol HarnessConnection: Sendable {
    /// Asks once, and waits for the whole answer.
    ///
    /// - Throws: `CommandFailure` when nothing answers.
    func answer(_ request: HarnessRequest) async throws -> HarnessAnswer
    /// Asks for an answer that never ends, and hands its bytes on as they arrive.
    ///
    /// - Returns: the answer's status with an empty body for a stream that has ended, or the answer in its place.
    func stream(_ request: HarnessRequest, _ take: ([UInt8]) throws -> Void) async throws -> HarnessAnswer
}

/// One request to a harness.
struct HarnessRequest: Sendable, Hashable {
    var method = "GET"
    /// The path with its query.
    var path: String
    var body: JSONValue?
    /// How long an answer is waited for, in seconds.
    var timeout = 30
}

/// What a harness has answered.
struct HarnessAnswer: Sendable, Hashable {
    var status: Int
    var body: [UInt8]
}
