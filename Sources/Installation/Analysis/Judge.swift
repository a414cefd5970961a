public import Evidence

/// Judges the evidence of one target: outcome first, then the one root cause (design, decision 2).
///
/// Pure: the same evidence and options give the same report.
public func judge(_ evidence: TargetEvidence, options: JudgeOptions = JudgeOptions()) -> TargetReport {
    var faults = FaultLog(injected: options.faults)
    var report: TargetReport
    let fetched = evidence
    let evidence = evidence.asSeen
    if let finding = basisFinding(evidence, fetched: fetched, faults: &faults) {
        report = TargetReport(evidence: evidence, findings: [finding].filter { options.considers($0.id) })
    } else if let analysis = Analysis(evidence: evidence, options: options) {
        let judgement = Judgement(of: analysis, faults: &faults)
        report = TargetReport(analysis: analysis, judgement: judgement)
    } else {
        report = TargetReport(evidence: evidence, findings: [ToolError.noPage])
    }
    report.verdict = Verdict(findings: report.findings)
    // A check that failed inside says nothing about the page, so that the page keeps its own verdict.
    report.findings += faults.findings
    return report
}

/// The first reason why there is no page to judge.
private func basisFinding(
    _ evidence: TargetEvidence, fetched: TargetEvidence, faults: inout FaultLog
) -> Finding? {
    if evidence.capture?.failure != nil {
        let known = fetched.page == nil ? firstFinding(fetched, faults: &faults) : nil
        if let finding = LiveBasis.finding(evidence, asFetched: { _ in known }) { return finding }
    }
    return firstFinding(evidence, faults: &faults)
}

private func firstFinding(_ evidence: TargetEvidence, faults: inout FaultLog) -> Finding? {
    for check in Catalogue.basisChecks {
        if let finding = faults.guarding(check.entry.id, { try check.examine(evidence) }) ?? nil { return finding }
    }
    return nil
}

/// Runs checks and notes those that fail inside, so that one bug does not silence the rest.
struct FaultLog {
    /// Ids of checks made to fail (`DUBCHECK_FAULT`).
    let injected: Set<String>
    private(set) var findings: [Finding] = []

    init(injected: Set<String>) {
        self.injected = injected
    }

    struct InjectedFault: Error, CustomStringConvertible {
        var description: String { "made to fail by DUBCHECK_FAULT" }
    }

    mutating func guarding<Value>(_ id: String, _ body: () throws -> Value) -> Value? {
        do {
            if injected.contains(id) { throw InjectedFault() }
            return try body()
        } catch {
            findings.append(ToolError.finding(check: id, error: error))
            return nil
        }
    }
}
