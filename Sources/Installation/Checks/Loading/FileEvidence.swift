import Evidence
import PageURL

/// What a tag's URL answered, as evidence.
enum FileEvidence {
    /// One line on the answer; nothing when nothing was fetched.
    static func answer(of tag: DubTag) -> [FindingEvidence] {
        guard let file = tag.file else { return [] }
        if let failure = file.failure {
            return [FindingEvidence(.network, "\(failure.url): \(failure.message)")]
        }
        let type = file.fields["content-type"].map { ", \($0)" } ?? ""
        let chain = file.hops.isEmpty ? "" : " (after \(file.hops.count) redirect\(file.hops.count == 1 ? "" : "s"))"
        return [FindingEvidence(.script, "\(file.finalURL.href) answers \(file.status ?? 0)\(type)\(chain)")]
    }
}
