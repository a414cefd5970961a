import Segment
import Testing

@Suite("What came of a request")
struct DeliveryOutcomeTests {
    @Test("any 2xx is a delivery", arguments: [200, 201, 204, 299])
    func delivered(status: Int) {
        let outcome = DeliveryOutcome(status: status)
        #expect(outcome.outcome == .delivered)
        #expect(outcome.code == nil)
    }

    @Test(
        "what may pass is tried again",
        arguments: [
            (408, "REQUEST_TIMEOUT"), (423, "LOCKED"), (429, "TOO_MANY_REQUESTS"), (500, "INTERNAL_SERVER_ERROR"),
            (502, "BAD_GATEWAY"), (503, "SERVICE_UNAVAILABLE"), (504, "GATEWAY_TIMEOUT"), (505, "505"), (599, "599"),
        ])
    func retried(status: Int, code: String) {
        let outcome = DeliveryOutcome(status: status)
        #expect(outcome.outcome == .retried)
        #expect(outcome.isRetryable)
        #expect(outcome.code == code)
    }

    @Test(
        "what will not pass is not",
        arguments: [
            (400, "BAD_REQUEST"), (401, "UNAUTHORIZED"), (403, "FORBIDDEN"), (404, "NOT_FOUND"), (410, "GONE"),
            (422, "UNPROCESSABLE_ENTITY"), (501, "NOT_IMPLEMENTED"), (302, "302"),
        ])
    func failed(status: Int, code: String) {
        let outcome = DeliveryOutcome(status: status)
        #expect(outcome.outcome == .failed)
        #expect(!outcome.isRetryable)
        #expect(outcome.code == code)
    }

    @Test("without an answer it is tried again", arguments: DeliveryOutcome.NetworkFailure.allCases)
    func network(failure: DeliveryOutcome.NetworkFailure) {
        let outcome = DeliveryOutcome(failure)
        #expect(outcome.isRetryable)
        #expect(outcome.status == nil)
        #expect(outcome.code == failure.rawValue)
    }

    @Test("the waits double, a server may make them longer, and after the sixth attempt it is over")
    func schedule() {
        #expect((1...6).map { DeliveryRetry.delay(afterAttempt: $0) } == [1, 2, 4, 8, 16, nil])
        #expect(DeliveryRetry.delay(afterAttempt: 0) == nil)
        #expect(DeliveryRetry.delay(afterAttempt: 1, retryAfter: 30) == 30)
        #expect(DeliveryRetry.delay(afterAttempt: 5, retryAfter: 3) == 16)
        #expect(DeliveryRetry.delay(afterAttempt: 1, retryAfter: 1_000_000) == 14_400)
        #expect(DeliveryRetry.delay(afterAttempt: 6, retryAfter: 30) == nil)
    }

    @Test(
        "Retry-After is seconds or a date",
        arguments: [
            ("7", 7), ("0", 0), ("-3", 0), ("Mon, 02 Mar 2026 09:15:04 GMT", 4), ("Mon, 02 Mar 2026 09:14:00 GMT", 0),
            ("soon", nil), ("", nil), ("Mon, 02 Foo 2026 09:15:04 GMT", nil), ("Mon, 02 Mar 2026 09:15:04 CET", nil),
        ] as [(String, Int?)])
    func retryAfter(header: String, seconds: Int?) throws {
        let now = try #require(EventTime("2026-03-02T09:15:00.500Z"))
        #expect(DeliveryRetry.seconds(inHeader: header, now: now) == seconds)
    }
}
