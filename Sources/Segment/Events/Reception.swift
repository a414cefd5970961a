/// What came of a call: its answer, and what became of each of its events.
public struct Reception: Sendable, Hashable {
    /// What is answered.
    public var answer: IngestAnswer
    /// The key of the source, where one was given.
    public var writeKey: String?
    /// The events that are kept, in order; duplicates are still among them, and ``DuplicateRule`` sorts them out.
    public var events: [SegmentEvent] = []
    /// The events that are not kept, in order.
    public var discards: [DiscardedEvent] = []
    /// What the codes of 5.3 say of a batch as a whole: that it is empty, or that it lost some events or all of them.
    public var batchProblem: DiscardCode?
    /// What the answer does not say.
    public var warnings: [IngestWarning] = []

    /// A call with this answer, of which nothing is kept.
    public init(_ answer: IngestAnswer, writeKey: String? = nil) {
        self.answer = answer
        self.writeKey = writeKey
    }
}
