import JSON
import Segment
import Testing

@Suite("Events whose id was seen before")
struct DuplicateTests {
    /// The plainest memory there can be.
    private struct Memory: MessageMemory {
        var seen: [String: (at: EventTime, until: Int64)] = [:]

        func firstSeen(_ messageID: String, at now: EventTime) -> EventTime? {
            seen[messageID].flatMap { now.milliseconds < $0.until ? $0.at : nil }
        }

        mutating func remember(_ messageID: String, seenAt: EventTime, forMilliseconds duration: Int64) {
            seen[messageID] = (seenAt, seenAt.milliseconds + duration)
        }
    }

    private static func event(_ id: String, at milliseconds: Int64, name: String = "E") -> SegmentEvent {
        let time = EventTime(milliseconds: milliseconds)
        return SegmentEvent(
            kind: .track, messageID: id, timestamp: time, receivedAt: time, json: ["event": .string(name)])
    }

    @Test("only the id counts, within a batch as well")
    func withinABatch() throws {
        var memory = Memory()
        let events = [Self.event("a", at: 1), Self.event("b", at: 1), Self.event("a", at: 1, name: "other")]
        let (fresh, duplicates) = try DuplicateRule.split(events, in: &memory)
        #expect(fresh == Array(events[..<2]))
        #expect(duplicates == [DuplicateRule.Duplicate(event: events[2], firstSeen: EventTime(milliseconds: 1))])
    }

    @Test("it is remembered for 24 hours, counted from the first")
    func memory() throws {
        var memory = Memory()
        let day: Int64 = 86_400_000
        func isFresh(at time: Int64) throws -> Bool {
            try DuplicateRule.split([Self.event("a", at: time)], in: &memory).fresh.count == 1
        }
        #expect(try isFresh(at: 0))
        #expect(try !isFresh(at: day - 1))
        #expect(try isFresh(at: day))
    }

    @Test("a dropped event says what to change")
    func advice() {
        let duplicate = DuplicateRule.Duplicate(
            event: Self.event("m-1", at: 5), firstSeen: EventTime(milliseconds: 0))
        let advice = DeliveryAdvice.duplicate(duplicate)
        #expect(advice.trap == .duplicateMessage)
        #expect(advice.words.hasPrefix(#"messageId "m-1" was seen at 1970-01-01T00:00:00.000Z: "#))
    }
}
