import Evidence
import HTMLPage

/// The page calls `dubAnalytics` before anything defines it.
enum QueueCallBeforeStub: Check {
    static let entry = CatalogueEntry(
        "queue-call-before-stub", .loading, .major,
        title: "dubAnalytics is called before its stub",
        why:
            "Until a queue stub or the script has defined dubAnalytics, every call of it throws a ReferenceError and ends "
            + "the code around it.",
        fix: "Put the queue stub before the first dubAnalytics call.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.liveTags.contains(where: \.isDub) else { return [] }
        let pieces = QueueCode.pieces(of: page)
        for piece in pieces {
            let isModule = ScriptType(of: piece.script) == .module
            if let call = piece.code.immediateCall, !isModule, (piece.code.definition ?? .max) > call.offset,
                page.policies.policyRefusingInlineCode(of: piece.script) == nil
            {
                guard !mayBeDefined(before: piece.script, on: page) else { return [] }
                return [observation(of: call, in: piece, among: pieces, on: page)]
            }
            if piece.code.definition != nil { return [] }
        }
        return []
    }

    private static func observation(
        of call: QueueCode.Call, in piece: QueueCode.Piece, among pieces: [QueueCode.Piece], on page: Analysis
    ) -> Observation {
        let stub = pieces.first { $0.code.definition != nil }
        let place = stub.map { "before the queue stub on line \($0.script.position.line)" } ?? "without any queue stub"
        let finding = entry.finding(
            "\(call.name) runs \(place): dubAnalytics is not defined there, and the call throws.",
            [piece.evidence(of: call, on: page)] + (stub.map { [.html($0.script.text, at: $0.script.position)] } ?? []))
        return Observation(finding)
    }

    /// A script that has run by then may define `dubAnalytics`: Dub's own, or a file that nobody read.
    private static func mayBeDefined(before script: ScriptElement, on page: Analysis) -> Bool {
        page.page.scan.scripts.contains { other in
            guard other.position.offset < script.position.offset, other.placement.isLive,
                ScriptType(of: other) == .classic, other["nomodule"] == nil
            else { return false }
            guard let source = other["src"] else { return ScriptContent(other.text).isDub }
            guard other["async"] == nil, other["defer"] == nil else { return false }
            let finder = TagFinder(page: page.page, pageURL: page.pageURL) { page.evidence.scriptFile(for: $0) }
            guard let url = finder.resolve(source, for: other), let file = page.evidence.scriptFile(for: url) else {
                return true
            }
            return file.failure == nil && file.body.text.has("dubAnalytics")
        }
    }
}
