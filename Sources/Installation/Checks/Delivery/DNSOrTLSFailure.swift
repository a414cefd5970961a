import Evidence

/// The site cannot be reached.
enum DNSOrTLSFailure: BasisCheck {
    static let entry = CatalogueEntry(
        "dns-or-tls-failure", .delivery, .inconclusive,
        title: "The site cannot be reached",
        why:
            "The name does not resolve, nothing answers, or the certificate is not valid. Nothing can be said of the page.",
        fix: "Check name and certificate.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard evidence.page == nil, let failure = evidence.failure else { return nil }
        let fix: String
        switch failure.kind {
        case .timeout, .redirects: return nil
        case .nameNotFound: fix = "Check the name: \(failure.message)."
        case .tls: fix = "Check the certificate: \(failure.message). --insecure accepts any."
        case .connection: fix = "Check that the server runs and can be reached: \(failure.message)."
        case .unsupportedURL, .malformed: fix = "Check what answers at this address: \(failure.message)."
        }
        return entry.finding(
            "The page could not be fetched: \(failure.message).", [FindingEvidence(.network, failure.description)],
            fix: fix)
    }
}
