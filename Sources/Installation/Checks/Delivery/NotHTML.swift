import Evidence

/// The answer is no HTML.
enum NotHTML: BasisCheck {
    static let entry = CatalogueEntry(
        "not-html", .delivery, .inconclusive,
        title: "This is not an HTML page",
        why: "A file to download, an image or data has no script to verify.",
        fix: "Give the URL of an HTML page.", isReproduced: false)

    static func examine(_ evidence: TargetEvidence) -> Finding? {
        guard let page = evidence.page else { return nil }
        if let disposition = page.fields["content-disposition"],
            disposition.trimmingHTMLSpace().lowercased().hasPrefix("attachment")
        {
            return entry.finding(
                "The answer is a file to download.", [FindingEvidence(.header, "Content-Disposition: \(disposition)")])
        }
        if let value = page.fields["content-type"] {
            let type = MediaType(value)
            guard !type.isHTML, !(type.essence.isEmpty && looksLikeHTML(page)) else { return nil }
            return entry.finding(
                "The answer is \(type.essence.isEmpty ? "of no known type" : type.essence), not HTML.",
                [FindingEvidence(.header, "Content-Type: \(value)")])
        }
        guard !page.body.array.isEmpty, !looksLikeHTML(page) else { return nil }
        let start = String(decoding: page.body.array.prefix(60), as: UTF8.self)
            .map { $0.isASCII && !$0.isNewline && ($0.asciiValue ?? 0) < 0x20 ? "·" : String($0) }.joined()
        return entry.finding(
            "The file does not look like HTML.", [FindingEvidence(.html, start.condensed(limit: 60))],
            fix: "Give an HTML file.")
    }

    /// Without a type: no binary data and some tag, or text that a browser would show as a page.
    private static func looksLikeHTML(_ page: PageEvidence) -> Bool {
        let bytes = page.body.array
        let start = Array(bytes.prefix(1_024))
        let magic: [[UInt8]] = [
            Array("%PDF-".utf8), [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8),
            [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B], [0x7F, 0x45, 0x4C, 0x46], Array("RIFF".utf8),
        ]
        if magic.contains(where: { start.starts(with: $0) }) { return false }
        let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
        let controls = start.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D, 0x1B].contains($0) }
        if !isUTF16, controls * 20 > start.count { return false }
        let first = start.first { ![0x20, 0x09, 0x0A, 0x0C, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return containsTag(bytes) }
        return isUTF16 || first == nil || containsTag(bytes)
    }

    private static func containsTag(_ bytes: [UInt8]) -> Bool {
        for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "<") {
            let next = bytes[index + 1] | 0x20
            if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next) || bytes[index + 1] == UInt8(ascii: "!") {
                return true
            }
        }
        return false
    }
}
