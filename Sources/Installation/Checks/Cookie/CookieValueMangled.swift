import Evidence
import PageURL

/// Characters in the click id do not survive the cookie.
enum CookieValueMangled: Check {
    static let entry = CatalogueEntry(
        "cookie-value-mangled", .cookie, .minor,
        title: "The click id does not survive the cookie",
        why: "A ; or a control character cuts the value, and the script's reader stops at a second =.",
        fix: "Send plain letters and digits as click id.")

    static func examine(_ page: Analysis) -> [Observation] {
        // The probe value is plain; only a click id in the URL that was given can show this.
        guard case .url(let url) = page.evidence.target, let value = url.first("dub_id"),
            let character = value.unicodeScalars.first(where: {
                $0 == ";" || $0 == "=" || $0.value < 0x20 || $0.value == 0x7F
            })
        else { return [] }
        let name = character.value < 0x20 || character.value == 0x7F ? "a control character" : "\"\(character)\""
        let finding = entry.finding(
            "The click id in the URL contains \(name), which cuts it short in the cookie.",
            [FindingEvidence(.url, "dub_id=\(value.condensed(limit: 80))")])
        return [Observation(finding)]
    }
}
