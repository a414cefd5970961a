import Evidence
import JSON

/// Reads what the browser reports about a page of its own accord (`Audits.issueAdded`).
enum BrowserReport {
    /// The report as evidence; nil for what does not concern an installation.
    static func read(_ report: JSONValue) -> LiveIssue? {
        let details = report["details"]
        switch report["code"].string {
        case "ContentSecurityPolicyIssue": return policy(details["contentSecurityPolicyIssueDetails"])
        case "MixedContentIssue":
            let it = details["mixedContentIssueDetails"]
            return LiveIssue(
                .mixedContent, rule: it["resolutionStatus"].string ?? "",
                blocked: it["insecureURL"].string ?? "")
        case "BlockedByResponseIssue":
            let it = details["blockedByResponseIssueDetails"]
            return LiveIssue(
                .isolation, rule: it["reason"].string ?? "", blocked: it["request"]["url"].string ?? "")
        case "CookieIssue": return cookie(details["cookieIssueDetails"])
        case "CorsIssue":
            let it = details["corsIssueDetails"]
            return LiveIssue(
                .cors, rule: it["corsErrorStatus"]["corsError"].string ?? "",
                blocked: it["request"]["url"].string ?? "")
        case "SRIMessageSignatureIssue", "UnencodedDigestIssue":
            return LiveIssue(.integrity, rule: report["code"].string ?? "", text: details.compact)
        default: return nil
        }
    }

    private static func policy(_ details: JSONValue) -> LiveIssue {
        let place = details["sourceCodeLocation"]
        let type = details["contentSecurityPolicyViolationType"].string ?? ""
        let blocked =
            switch type {
            case "kInlineViolation": "inline"
            case "kEvalViolation", "kWasmEvalViolation": "eval"
            case "kTrustedTypesSinkViolation", "kTrustedTypesPolicyViolation": "trusted-types-sink"
            default: details["blockedURL"].string ?? ""
            }
        return LiveIssue(
            details["isReportOnly"].bool == true ? .policyReport : .policy,
            rule: details["violatedDirective"].string ?? "", blocked: blocked, source: place["url"].string,
            line: place["lineNumber"].int.map { $0 + 1 })
    }

    private static func cookie(_ details: JSONValue) -> LiveIssue? {
        let name = details["cookie"]["name"].string ?? details["rawCookieLine"].string ?? ""
        guard name.hasPrefix("dub_") else { return nil }
        let reasons = ["cookieExclusionReasons", "cookieWarningReasons"].flatMap { key in
            (details[key].array ?? []).compactMap(\.string)
        }
        return LiveIssue(
            .cookie, rule: reasons.joined(separator: " "), blocked: name,
            text: details["operation"].string ?? "")
    }
}
