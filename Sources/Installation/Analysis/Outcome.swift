import HTMLPage

import CookieForecast

/// What becomes of a visit: does the object appear, is the probe value kept (failure-modes, severity rule 1).
struct Outcome: Sendable {
    enum State: Sendable {
        /// Object and cookie are there in some look.
        case works
        /// One of them is not, for certain.
        case fails
        /// Neither can be said; with the observation that says why.
        case unknown(Observation)
    }

    let state: State
    let hasObject: Bool?
    let keepsCookie: Bool?
    /// The tag whose script runs (the last, whose configuration the object shows), or which comes nearest to running.
    let leadingTag: Int?
    /// Tags that are only text.
    let inertTags: Set<Int>
    private let failingTags: Set<Int>

    init(of page: Analysis, observations: [Observation]) {
        if let live = page.live {
            self.init(of: page, seen: live)
        } else {
            self.init(of: page, concluding: observations)
        }
    }

    /// What a browser saw is the outcome; nothing is concluded.
    private init(of page: Analysis, seen live: LiveFacts) {
        let tags = page.liveTags
        let ran = tags.filter { live.ran($0, of: page.tags) }
        inertTags = Set(page.inertTags.map(\.index))
        hasObject = live.hasObject
        keepsCookie = live.keepsCookie
        let broken = tags.isEmpty ? Array(page.inertTags.prefix(1)) : tags
        if live.working != nil {
            state = .works
            failingTags = []
            leadingTag = (ran.last ?? tags.last { $0.isDub } ?? tags.last)?.index
        } else {
            state = .fails
            let suspects = live.hasObject && !ran.isEmpty ? ran : broken
            failingTags = Set(suspects.map(\.index))
            leadingTag = (live.hasObject ? suspects.last : suspects.first)?.index
        }
    }

    /// The outcome that follows from what was served.
    private init(of page: Analysis, concluding observations: [Observation]) {
        func has(_ effect: Observation.Effect, tag: Int) -> Bool {
            observations.contains {
                $0.effect == effect && ($0.tag == tag || (effect == .stopsScript && $0.tag == nil))
            }
        }
        let inert = Set(page.inertTags.map(\.index))
        inertTags = inert
        let live = page.liveTags
        let certain = live.filter {
            $0.isDub && !has(.stopsScript, tag: $0.index) && !has(.doubtsScript, tag: $0.index)
        }
        let possible = live.filter { !has(.stopsScript, tag: $0.index) && has(.doubtsScript, tag: $0.index) }
        let pageDoubt = observations.first { $0.effect == .doubtsScript && $0.tag == nil }
        let scriptDoubt = observations.first { observation in
            observation.effect == .doubtsScript && possible.contains { $0.index == observation.tag }
        }

        let keeping = certain.filter { tag in
            page.forecasts[tag.index]?.cookie != nil
                && !observations.contains { $0.effect == .stopsCookie && ($0.tag == nil || $0.tag == tag.index) }
        }
        let cookieDoubt = observations.first { observation in
            observation.effect == .doubtsCookie
                && (observation.tag == nil || keeping.contains { $0.index == observation.tag })
        }

        if !keeping.isEmpty {
            hasObject = true
            leadingTag = keeping.last?.index
            failingTags = []
            keepsCookie = cookieDoubt == nil ? true : nil
            state = cookieDoubt.map(State.unknown) ?? .works
        } else if !certain.isEmpty {
            hasObject = true
            keepsCookie = false
            leadingTag = certain.last?.index
            failingTags = Set(certain.map(\.index))
            state = .fails
        } else if let doubt = scriptDoubt ?? (Self.isBroken(live, inert: page.inertTags) ? nil : pageDoubt) {
            hasObject = nil
            keepsCookie = nil
            leadingTag = doubt.tag
            failingTags = []
            state = .unknown(doubt)
        } else {
            hasObject = false
            keepsCookie = false
            let broken = live.isEmpty ? page.inertTags : live
            leadingTag = broken.first?.index
            failingTags = Set(live.isEmpty ? broken.prefix(1).map(\.index) : broken.map(\.index))
            state = .fails
        }
    }

    /// The observation explains why this outcome is a failure: it is about the page, or about a tag that counts.
    func concerns(_ observation: Observation) -> Bool {
        observation.tag.map(failingTags.contains) ?? true
    }

    /// An installation was meant to be in the HTML and is broken there, which a loader elsewhere does not excuse.
    ///
    /// A tag in a comment is no such installation.
    private static func isBroken(_ live: [DubTag], inert: [DubTag]) -> Bool {
        if !live.isEmpty { return true }
        return inert.contains { tag in
            switch tag.element.inertBecause {
            case .comment(position: _, isClosed: true)?, nil: false
            default: true
            }
        }
    }
}
