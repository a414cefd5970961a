import Evidence
import HTMLPage

/// Places other than a script tag where the page names Dub's script, each with a check of its own.
enum MentionsInPage {
    /// The text names Dub's script file.
    static func namesScript(_ text: String) -> Bool {
        text.has("dubcdn.com/analytics/script")
    }

    /// Some other check says why the script is absent.
    static func explainAbsence(_ page: Analysis) -> Bool {
        !ScriptEscapedAsText.mentions(in: page).isEmpty || !SrcMissing.mentions(in: page).isEmpty
            || !ScriptOnlyInIframe.frames(in: page).isEmpty
            || !InnerHTMLInjection.scripts(in: page).isEmpty || !EvalOrBundledLoader.scripts(in: page).isEmpty
    }

    /// Live inline scripts whose code fulfils the condition.
    static func inlineScripts(in page: Analysis, where condition: (InlineCode) -> Bool) -> [ScriptElement] {
        page.page.scan.scripts.filter { script in
            guard script.placement.isLive, script["src"] == nil, !script.text.isEmpty
            else { return false }
            if case .other = ScriptType(of: script) { return false }
            return condition(InlineCode(script.text))
        }
    }
}
