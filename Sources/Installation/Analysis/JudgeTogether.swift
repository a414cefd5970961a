import CookieForecast
import Evidence
import PageURL

/// Judges the targets of one run together: where some pages of a site have the script, the others are not covered.
///
/// Severity rule 5 of failure-modes. Files count as pages of one site.
public func judgeTogether(_ results: [TargetReport], options: JudgeOptions = JudgeOptions()) -> [TargetReport] {
    guard results.count > 1 else { return results }
    var covered: [String: String] = [:]
    for result in results where result.install.way != .none && result.install.placement.isLive {
        covered[result.site] = covered[result.site] ?? result.target.name
    }
    return results.map { result in
        let absences = [ScriptMissing.entry.id, PlatformEmbedDisabled.entry.id]
        guard let index = result.findings.firstIndex(where: { absences.contains($0.id) }),
            let other = covered[result.site], options.considers(PageNotCovered.entry.id)
        else { return result }
        var result = result
        result.findings[index] = PageNotCovered.finding(missingOn: result.target.name, presentOn: other)
        result.findings.sort { $0.severity > $1.severity }
        result.verdict = Verdict(findings: result.findings.filter { $0.id != ToolError.entry.id })
        return result
    }
}

extension TargetReport {
    /// The site a target belongs to: its registrable domain, or its host where there is none.
    fileprivate var site: String {
        guard case .url(let url) = target else { return "file:" }
        return PublicSuffixes.registrableDomain(url.host) ?? url.host
    }
}
