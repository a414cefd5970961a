import Evidence
import PageURL

/// Holds what the checks conclude against what a browser saw: a guess never overrules a page that works, and a doubt is
/// settled by looking.
struct LiveReading {
    let page: Analysis
    let live: LiveFacts

    /// The observations that stand.
    func reconciled(_ observations: [Observation]) -> [Observation] {
        var kept = observations.filter(stands)
        guard live.working == nil else { return kept.map(corroborated) }
        kept += loadFailures(beside: kept)
        return settled(kept).map(corroborated)
    }

    /// What was seen does not contradict the observation.
    private func stands(_ observation: Observation) -> Bool {
        switch observation.effect {
        case .none, .breaksAssertion: return true
        case .doubtsScript: return live.working == nil && !live.hasObject
        case .doubtsCookie: return live.working == nil && live.hasObject
        case .stopsCookie: return live.working == nil
        case .stopsScript:
            guard live.hasObject else { return true }
            // Beside a tag that runs, another may be broken all the same.
            guard live.working != nil, let tag = observation.tag.map({ page.tags[$0] }) else { return false }
            return !live.ran(tag, of: page.tags)
        }
    }

    /// Doubts are causes now, where nothing certain explains the failure.
    private func settled(_ observations: [Observation]) -> [Observation] {
        let isExplained = observations.contains(where: \.isStop)
        return observations.compactMap { observation in
            var observation = observation
            switch observation.effect {
            case .doubtsScript:
                guard !isExplained else { return nil }
                observation.effect = .stopsScript
            case .doubtsCookie:
                guard !isExplained else { return nil }
                observation.effect = .stopsCookie
            default: break
            }
            return observation
        }
    }

    /// Files that did not arrive in the browser, where nothing else says why.
    private func loadFailures(beside observations: [Observation]) -> [Observation] {
        guard !live.hasObject else { return [] }
        return page.liveTags.filter { $0.deferral == nil }.compactMap { tag in
            guard !observations.contains(where: { $0.isStop && ($0.tag == tag.index || $0.tag == nil) }) else {
                return nil
            }
            return LoadFailure.observation(of: tag, on: page, live: live)
        }
    }

    /// What the browser saw of the finding's subject, beside what was concluded.
    private func corroborated(_ observation: Observation) -> Observation {
        var observation = observation
        guard observation.finding.confidence == .derived, let seen = seen(observation) else { return observation }
        observation.finding.confidence = .observed
        observation.finding.evidence += seen
        return observation
    }

    private func seen(_ observation: Observation) -> [FindingEvidence]? {
        let tag = observation.tag.map { page.tags[$0] }
        switch observation.effect {
        case .stopsScript:
            guard !live.hasObject else { return nil }
            guard let tag else { return [] }
            if let request = live.failure(of: tag) { return [request.evidence] }
            if let url = tag.url, live.requests(for: url).isEmpty {
                return [FindingEvidence(.network, "the browser made no request for it")]
            }
            return live.errors.first { $0.url == tag.url?.href }.map { [$0.evidence] } ?? []
        case .stopsCookie:
            guard live.hasObject, !live.keepsCookie else { return nil }
            return [FindingEvidence(.cookie, "the browser's store holds no dub_id with the probe value")]
        case .none: return placement(of: tag, in: observation.finding.id)
        case .doubtsScript, .doubtsCookie, .breaksAssertion: return nil
        }
    }

    /// Findings about where the tag is: the live page has it there.
    private func placement(of tag: DubTag?, in id: String) -> [FindingEvidence]? {
        guard let script = tag?.live else { return nil }
        switch id {
        case HeadClosedEarly.entry.id, ScriptInBody.entry.id:
            return script.isInHead ? nil : [FindingEvidence(.dom, "in the live page the element is in <body>")]
        case ScriptBetweenHeadAndBody.entry.id: return script.isInHead ? [] : nil
        case DynamicInstall.entry.id, DuplicateScript.entry.id, DuplicateConflictingConfig.entry.id: return []
        default: return nil
        }
    }
}
