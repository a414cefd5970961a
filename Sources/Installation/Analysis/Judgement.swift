/// The outcome of a page and its findings, from what all checks observed.
struct Judgement: Sendable {
    /// `_dubAnalytics` will be there; nil when that cannot be told.
    let hasObject: Bool?
    /// The index of the tag whose cookie is kept, or which comes nearest to it.
    let leadingTag: Int?
    /// The probe value ends in a kept cookie; nil when that cannot be told.
    let keepsCookie: Bool?
    /// Findings, the worst first, root causes before the rest.
    let findings: [Finding]

    init(of page: Analysis, faults: inout FaultLog) {
        var observations: [Observation] = []
        for check in Catalogue.checks {
            observations += faults.guarding(check.entry.id) { try check.examine(page) } ?? []
        }
        if let live = page.live { observations = LiveReading(page: page, live: live).reconciled(observations) }
        let outcome = Outcome(of: page, observations: observations)
        hasObject = outcome.hasObject
        leadingTag = outcome.leadingTag
        keepsCookie = outcome.keepsCookie

        var weighed = Self.weigh(observations, outcome: outcome)
        if case .fails = outcome.state, !weighed.contains(where: \.isStop) {
            // Never a failure without a reason, and never a pass because no reason was found.
            weighed.append(Self.unexplained(outcome, on: page))
        }
        weighed = weighed.filter { page.options.considers($0.finding.id) }
        findings = Self.folded(weighed).enumerated()
            .sorted { left, right in
                (right.element.severity, left.offset) < (left.element.severity, right.offset)
            }
            .map(\.element)
    }

    /// Gives every finding the severity it has with this outcome, and drops what the outcome makes irrelevant.
    private static func weigh(_ observations: [Observation], outcome: Outcome) -> [Observation] {
        switch outcome.state {
        case .works:
            return observations.compactMap { observation in
                var observation = observation
                switch observation.effect {
                case .stopsScript where observation.tag == nil || outcome.inertTags.contains(observation.tag ?? -1):
                    return nil
                case .doubtsScript, .doubtsCookie:
                    return nil
                case .breaksAssertion:
                    return observation
                case .stopsScript:
                    // A broken tag beside one that works: nothing is lost, and it should go.
                    observation.finding.severity = min(observation.finding.severity, .minor)
                    return observation
                case .none, .stopsCookie:
                    let isLeak = observation.finding.id == PublishableKeyWrongKind.entry.id
                    if observation.finding.severity == .blocker, !isLeak { observation.finding.severity = .major }
                    return observation
                }
            }
        case .fails:
            return observations.compactMap { observation in
                var observation = observation
                switch observation.effect {
                case .stopsScript, .stopsCookie:
                    guard outcome.concerns(observation) else { return nil }
                    observation.finding.severity = .blocker
                    return observation
                case .doubtsScript, .doubtsCookie:
                    return nil
                case .none, .breaksAssertion:
                    // What would be good to know of a tag that runs is noise about one that does not.
                    let isMoot = outcome.hasObject == false && observation.tag != nil
                    return isMoot && observation.finding.severity == .info ? nil : observation
                }
            }
        case .unknown(let doubt):
            var doubt = doubt
            doubt.finding.severity = .inconclusive
            return [doubt]
        }
    }

    /// What is said of a failure that no check explains.
    private static func unexplained(_ outcome: Outcome, on page: Analysis) -> Observation {
        guard outcome.hasObject == true else {
            return Observation(ScriptMissing.absence(on: page), .stopsScript)
        }
        return Observation(CookieNotSet.unexplained(on: page), .stopsCookie)
    }

    /// Folds consequences into their cause: causes stand first, in the order of the catalogue.
    private static func folded(_ observations: [Observation]) -> [Finding] {
        var findings: [Finding] = []
        var swallowed = Set<Int>()
        let order = observations.indices.sorted { left, right in
            (observations[left].isStop ? 0 : 1, left) < (observations[right].isStop ? 0 : 1, right)
        }
        for index in order where !swallowed.contains(index) {
            let cause = observations[index]
            var finding = cause.finding
            for other in order where other != index && !swallowed.contains(other) {
                let candidate = observations[other]
                let isSameTag = candidate.tag == nil || cause.tag == nil || candidate.tag == cause.tag
                guard isSameTag, cause.explains.contains(candidate.finding.id) else { continue }
                swallowed.insert(other)
                if !finding.consequences.contains(candidate.finding.id) {
                    finding.consequences.append(candidate.finding.id)
                }
            }
            findings.append(finding)
        }
        return findings
    }
}

extension Observation {
    /// It keeps the click id from being kept.
    var isStop: Bool {
        switch effect {
        case .stopsScript, .stopsCookie: true
        case .none, .doubtsScript, .doubtsCookie, .breaksAssertion: false
        }
    }
}
