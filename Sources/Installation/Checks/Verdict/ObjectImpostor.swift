import Evidence
import HTMLPage

/// Something else on the page is called `_dubAnalytics`.
enum ObjectImpostor: Check {
    static let entry = CatalogueEntry(
        "object-impostor", .loading, .major,
        title: "Something else is called _dubAnalytics",
        why:
            "An element with that id, or a variable of the page, answers to the name in the console and to code that looks "
            + "for the script, without being its object.",
        fix: "Rename the element or variable that hides the real object.", alone: .blocker)

    static func examine(_ page: Analysis) -> [Observation] {
        if let (element, attribute) = named(in: page) {
            let finding = entry.finding(
                "The element <\(element.name)> is called _dubAnalytics; it is not the script's object.",
                [FindingEvidence(.html, "<\(element.name) \(attribute)=\"_dubAnalytics\">", line: element.line)],
                fix: "Rename the element's \(attribute).")
            return [Observation(finding)]
        }
        if let live = page.live, live.hasObject || live.judged.object.kind == .impostor { return [seen(live)].compactMap(\.self) }
        let scripts = MentionsInPage.inlineScripts(in: page) { code in
            code.definesImpostor && !ScriptContent(code.code).isDub
        }
        return scripts.prefix(1).map { script in
            let finding = entry.finding(
                "The page's own code sets _dubAnalytics; it is not the script's object.",
                [.html(script.text, at: script.position)], fix: "Rename the variable.")
            return Observation(finding)
        }
    }

    /// In the browser: what answers to the name.
    private static func seen(_ live: LiveFacts) -> Observation? {
        guard !live.hasObject, live.judged.object.kind == .impostor, !live.keepsCookie else { return nil }
        let name = live.judged.object.description ?? "something else"
        var finding = entry.finding(
            "window._dubAnalytics is \(name); it is not the script's object.",
            [FindingEvidence(.dom, "window._dubAnalytics: \(name)")], fix: "Rename the variable.")
        finding.confidence = .observed
        return Observation(finding)
    }

    /// The element of which browsers make a global variable of that name (WHATWG HTML, "named access on the Window").
    private static func named(in page: Analysis) -> (DOMElement, attribute: String)? {
        for element in page.page.dom?.identified ?? [] where !element.isInert {
            if element["id"] == "_dubAnalytics" { return (element, "id") }
            let hasNamedAccess = ["embed", "form", "iframe", "frame", "img", "object"].contains(element.name)
            if hasNamedAccess, element["name"] == "_dubAnalytics" { return (element, "name") }
        }
        return nil
    }
}
