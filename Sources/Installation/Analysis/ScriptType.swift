import Evidence
import HTMLPage

/// What a browser takes a script element for (WHATWG HTML, "prepare the script element", steps on type and language).
enum ScriptType: Sendable, Hashable {
    case classic
    case module
    /// Data, or a language that no browser runs; the effective type as written.
    case other(String)

    init(of element: ScriptElement) {
        let type = element["type"]
        let language = element["language"]
        let effective: String
        if type?.isEmpty == true || (type == nil && language?.isEmpty ?? true) {
            effective = "text/javascript"
        } else if let type {
            effective = type.trimmingHTMLSpace()
        } else {
            effective = "text/\(language ?? "")"
        }
        switch effective.lowercased() {
        case let essence where MediaType.javaScript.contains(essence): self = .classic
        case "module": self = .module
        default: self = .other(effective)
        }
    }
}
