import Evidence
import PageURL

/// The file's type forbids running it.
enum ScriptMIMENosniff: TagCheck {
    static let entry = CatalogueEntry(
        "script-mime-nosniff", .loading, .blocker,
        title: "The file's type forbids running it",
        why:
            "With X-Content-Type-Options: nosniff browsers run only files served with a JavaScript type; images, CSV, audio "
            + "and video are never run.",
        fix: "Serve the proxied file as application/javascript.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let file = tag.file, let status = file.status, (200..<300).contains(status) else { return nil }
        let written = file.fields["content-type"]
        let type = MediaType(written ?? "")
        let nosniff =
            file.fields.joined("x-content-type-options")?.split(separator: ",").first?
            .trimmingPrefix { $0 == " " }.lowercased() == "nosniff"
        let isNeverRun =
            type.essence == "text/csv"
            || ["image/", "audio/", "video/"].contains { type.essence.hasPrefix($0) }
        guard isNeverRun || (nosniff && !type.isJavaScript) else { return nil }
        let header = "Content-Type: \(written ?? "(none)")" + (nosniff ? ", X-Content-Type-Options: nosniff" : "")
        let finding = entry.finding(
            "The script is served as \(written ?? "no type at all")\(nosniff ? " with nosniff" : ""), which browsers do "
                + "not run.",
            [FindingEvidence(.header, "\(file.finalURL.href): \(header)")])
        return Observation(
            finding, .stopsScript, tag: tag.index,
            explains: ["proxy-serves-html", "script-exception", "proxied-script"])
    }
}
