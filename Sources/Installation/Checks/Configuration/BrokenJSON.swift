import CookieForecast
import HTMLPage

/// What people did to JSON in an attribute so that it no longer parses.
struct BrokenJSON: Sendable {
    /// The mistake in a sentence; empty when the error says it all.
    let reason: String
    /// The change to make; nil when it is only to mend the JSON.
    let fix: String?
    /// The attribute ends at a double quote that belongs to the JSON; the rest became attributes of its own.
    let isCut: Bool

    init(_ text: String, error: JSONSyntaxError, tag: DubTag) {
        isCut = Self.hasLeftovers(tag) && error.offset >= text.trimmingHTMLSpace().unicodeScalars.count
        if isCut {
            reason = "The attribute ends at the first double quote of the JSON."
            fix = "Put the attribute in single quotes: data-domains='{\"refer\":\"your.link\"}'."
        } else if text.contains(where: { "“”„‟‘’‚‛«»″".contains($0) }) || text.contains("â€") {
            // The latter is what UTF-8 curly quotes are on a page that names no encoding.
            reason = "It has curly quotes."
            fix = "Replace the curly quotes by straight double quotes."
        } else if text.contains("&quot;") || text.contains("&#34;") || text.contains("&#x22;") || text.contains("&amp;")
        {
            reason = "Its quotes are escaped twice."
            fix = "Escape the quotes once: &quot; in the HTML, not &amp;quot;."
        } else if text.contains("[object ") {
            reason = "An object was put in without turning it into JSON."
            fix = "Write JSON.stringify(…) of the object into the attribute."
        } else if text.contains(/,\s*[}\]]/) {
            reason = "A comma stands before a closing bracket."
            fix = "Remove the trailing comma."
        } else if text.contains(/[{,]\s*[A-Za-z_]\w*\s*:/) {
            reason = "Names need double quotes too."
            fix = "Put every name in double quotes."
        } else if text.wholeMatch(of: /\s*[\w.-]+\.[\w-]+\s*/) != nil {
            reason = "A bare domain is no JSON."
            fix = "Write an object: data-domains='{\"refer\":\"\(text.trimmingHTMLSpace())\"}'."
        } else {
            reason = ""
            fix = nil
        }
    }

    /// Pieces of JSON stand among the attribute names.
    private static func hasLeftovers(_ tag: DubTag) -> Bool {
        tag.element.attributes.contains { attribute in
            attribute.name.contains("\"") || attribute.name.contains("}") || attribute.name.hasSuffix(":")
        }
    }
}
