import Evidence
import HTMLPage
import PageURL

/// A base element sends the relative src to another host.
enum SrcBaseHref: TagCheck {
    static let entry = CatalogueEntry(
        "src-base-href", .presence, .blocker,
        title: "<base href> redirects the src",
        why: "A relative src is resolved against <base>, so that the proxy path is asked of another host.",
        fix: "Use an absolute URL in src, or drop <base>.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        guard let base = page.page.scan.base, base.position.offset < tag.element.position.offset,
            let source = tag.source, let url = tag.url, !tag.isDub,
            url.origin != page.pageURL.origin, !source.lowercased().hasPrefix("http"), !source.hasPrefix("//")
        else { return nil }
        let finding = entry.finding(
            "<base href=\"\(base["href"] ?? "")\"> on line \(base.position.line) sends the script's path to \(url.href).",
            [.html("<base href=\"\(base["href"] ?? "")\">", at: base.position), .attribute("src", of: tag)]
                + FileEvidence.answer(of: tag))
        return Observation(finding, .stopsScript, tag: tag.index, explains: SrcWrongHost.causes)
    }
}
