import Evidence
import HTMLPage
import PageURL

/// A Subresource Integrity hash on a file that changes.
enum IntegrityMismatch: TagCheck {
    static let entry = CatalogueEntry(
        "integrity-mismatch", .presence, .blocker,
        title: "The integrity hash blocks the script",
        why:
            "Browsers refuse a file whose hash differs from the integrity attribute. Dub updates its file in place, so that "
            + "every hash goes stale.",
        fix: "Remove integrity: Dub updates this file in place.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let value = tag.element["integrity"] else { return nil }
        let metadata = Integrity(value)
        guard !metadata.hashes.isEmpty, let url = tag.url else { return nil }
        let evidence = [FindingEvidence.attribute("integrity", of: tag)]
        if url.origin != page.pageURL.origin, tag.element["crossorigin"] == nil {
            let finding = entry.finding(
                "The tag has integrity without crossorigin, with which browsers refuse every file of another host.",
                evidence)
            return Observation(finding, .stopsScript, tag: tag.index)
        }
        guard let file = tag.file, !file.digests.isEmpty else {
            return Observation(
                entry.finding(
                    "Whether the integrity hash fits the file of today cannot be told without fetching it.", evidence),
                .doubtsScript, tag: tag.index)
        }
        if metadata.matches(file.digests) {
            let finding = entry.finding(
                "The integrity hash fits today; the next update of the script will be blocked.", evidence,
                severity: .minor)
            return Observation(finding, tag: tag.index)
        }
        let actual = metadata.algorithm.flatMap { name in file.digests[name].map { "\(name)-\($0)" } }
        let finding = entry.finding(
            "The integrity hash does not fit the file, which browsers therefore refuse.",
            evidence + [FindingEvidence(.script, "served: \(actual ?? "another hash")")])
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}

/// The metadata of an `integrity` attribute (Subresource Integrity, 3.3): only the strongest algorithm counts.
struct Integrity: Sendable {
    /// The strongest algorithm listed; nil when the attribute lists none that browsers know.
    let algorithm: String?
    /// Its base64 hashes.
    let hashes: [String]

    init(_ value: String) {
        let known = ["sha512", "sha384", "sha256"]
        let items = value.split(whereSeparator: \.isWhitespace).compactMap { item -> (String, String)? in
            let parts = item.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, known.contains(parts[0].lowercased()) else { return nil }
            return (parts[0].lowercased(), String(parts[1].prefix { $0 != "?" }))
        }
        let strongest = known.first { name in items.contains { $0.0 == name } }
        algorithm = strongest
        hashes = items.filter { $0.0 == strongest }.map(\.1)
    }

    /// One of the hashes is the file's.
    func matches(_ digests: [String: String]) -> Bool {
        guard let algorithm, let digest = digests[algorithm] else { return false }
        return hashes.contains { Self.standard($0) == Self.standard(digest) }
    }

    private static func standard(_ base64: String) -> String {
        base64.replacing("-", with: "+").replacing("_", with: "/").filter { $0 != "=" }
    }
}
