import Evidence
import HTMLPage

/// The page reports leads or sales, and its file cannot send them.
enum LeadCallWithoutConversionVariant: Check {
    static let entry = CatalogueEntry(
        "lead-call-without-conversion-variant", .loading, .major,
        title: "Leads are reported to a file that cannot send them",
        why:
            "trackLead and trackSale belong to the conversion-tracking extension. Without it queued calls are never sent, "
            + "and once the script has loaded the methods are gone and the calls throw.",
        fix: "Load script.conversion-tracking.js.")

    static func examine(_ page: Analysis) -> [Observation] {
        guard page.loaders.inlineCode == nil, let parts = ConfiguredTags(on: page).served,
            !parts.contains(.conversionTracking), let tag = page.liveTags.last(where: \.isDub),
            let variant = tag.variant,
            let (name, evidence) = call(on: page)
        else { return [] }
        let wanted = ScriptVariant(parts: variant.parts.union([.conversionTracking]))
        let finding = entry.finding(
            "The page calls \(name), which \(tag.source == nil ? "the pasted code" : variant.fileName) does not have.",
            [evidence, .tag(tag, on: page)],
            fix: "Load \(wanted.fileName) with data-publishable-key.")
        return [Observation(finding)]
    }

    /// The first call in inline code, or else in an event attribute of a form, a field or a link.
    private static func call(on page: Analysis) -> (name: String, evidence: FindingEvidence)? {
        for piece in QueueCode.pieces(of: page) {
            guard let call = piece.code.leadCalls.first else { continue }
            return (call.name, piece.evidence(of: call, on: page))
        }
        guard let dom = page.page.dom else { return nil }
        for element in dom.forms + dom.fields + dom.anchors where !element.isInert {
            for attribute in element.attributes where attribute.name.hasPrefix("on") {
                guard let call = QueueCode(attribute.value).leadCalls.first else { continue }
                let text = "\(attribute.name)=\"\(attribute.value.condensed())\""
                return (call.name, FindingEvidence(.html, text, line: element.line))
            }
        }
        return nil
    }
}
