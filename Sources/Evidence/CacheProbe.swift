/// The same page asked for in different ways, to see whether a cache serves an old copy (failure-modes, requirement 3).
public struct CacheProbe: Sendable, Codable {
    /// How a look asks for the page.
    public enum Way: String, Sendable, Hashable, Codable, CaseIterable {
        /// The URL as the user gave it.
        case bare
        /// The same again: the control.
        case bareAgain
        /// With `Cache-Control: no-cache` and `Pragma: no-cache`.
        case noCache
        /// With a random parameter no cache can have seen.
        case randomParameter
        /// With the probe value in `dub_id`.
        case probe
        /// With the user agent of a phone.
        case mobile
    }

    /// One look.
    public struct Look: Sendable, Codable {
        /// How the page was asked for.
        public var way: Way
        /// The redirects on the way, in order.
        public var hops: [Hop]
        /// The final answer, after redirects; nil when the look failed.
        public var page: PageEvidence?
        /// Why the look failed.
        public var failure: FetchFailure?

        /// A look that brought a page.
        public init(_ way: Way, hops: [Hop] = [], page: PageEvidence) {
            self.way = way
            self.hops = hops
            self.page = page
        }

        /// A look that failed.
        public init(_ way: Way, hops: [Hop] = [], failure: FetchFailure) {
            self.way = way
            self.hops = hops
            self.failure = failure
        }
    }

    /// The looks in the order they were made, at most one of a way.
    public var looks: [Look]

    /// A probe of these looks.
    public init(looks: [Look]) {
        self.looks = looks
    }

    /// The look of the way, if it was made.
    public subscript(way: Way) -> Look? {
        looks.first { $0.way == way }
    }
}
