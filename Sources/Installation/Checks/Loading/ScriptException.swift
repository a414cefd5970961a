import Evidence
import PageURL

/// The file is JavaScript, and not the script.
enum ScriptException: TagCheck {
    static let entry = CatalogueEntry(
        "script-exception", .loading, .blocker,
        title: "The file runs, and no object appears",
        why: "The file was cut off, emptied or replaced on its way, or its code stops with an error.",
        fix: "Serve the file of www.dubcdn.com unchanged.")

    static func examine(_ tag: DubTag, on page: Analysis) -> Observation? {
        // In a browser, an error of the script is the cause only where nothing else is: the judge asks then.
        if page.live != nil { return nil }
        guard case .official = tag.identity, let file = tag.file, let status = file.status,
            (200..<300).contains(status)
        else { return nil }
        let content = ScriptContent(file.body.text)
        guard !content.isDub, !content.looksLikeHTML else { return nil }
        let size = file.body.array.count
        let finding = entry.finding(
            "The fetched file does not define _dubAnalytics: it is not the script that belongs at this address.",
            FileEvidence.answer(of: tag) + [
                FindingEvidence(.script, size == 0 ? "(empty file)" : file.body.text.condensed(limit: 120))
            ])
        return Observation(finding, .stopsScript, tag: tag.index)
    }

    /// The file arrived in the browser, and its code stopped.
    static func seen(_ tag: DubTag, on page: Analysis, live: LiveFacts) -> Observation? {
        guard !live.hasObject, live.didLoad(tag), ScriptType(of: tag.element) == .classic else { return nil }
        let thrown = live.looks.flatMap(\.exceptions).first { $0.url != nil && $0.url == tag.url?.href }
        let said = live.looks.flatMap(\.messages).first { $0.level == "error" && $0.text.has("[dubAnalytics]") }
        let words = (thrown ?? said)?.text.prefix { $0 != "\n" }.description.condensed(limit: 160)
        var finding = entry.finding(
            words.map { "The script stopped with: \($0)." }
                ?? "The script's file arrived in the browser, and no _dubAnalytics appeared.",
            [.tag(tag, on: page)] + [thrown, said].compactMap { $0?.evidence })
        finding.confidence = .observed
        return Observation(finding, .stopsScript, tag: tag.index)
    }
}
