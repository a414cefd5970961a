/// What a piece of inline JavaScript does with Dub's script, as far as words can tell.
///
/// Words are no proof: what they suggest is a doubt, unless only one outcome is possible.
struct InlineCode: Sendable {
    let code: String

    init(_ code: String) {
        self.code = code
    }

    /// It names Dub's script file or its npm package.
    var namesDubScript: Bool {
        code.has("dubcdn.com/analytics") || code.has("@dub/analytics")
            || (code.has("dubcdn.com") && code.has("analytics/script"))
    }

    /// It may put the script into the page in a way that works.
    var mayInjectDub: Bool {
        namesDubScript && (insertsElements || writesMarkup || !(insertsByInnerHTML || evaluatesFetched))
    }

    /// It puts markup with the script into the page by a property that never runs scripts, and has no other way.
    var insertsByInnerHTML: Bool {
        let setters = ["innerHTML", "outerHTML", "insertAdjacentHTML"]
        return namesDubScript && setters.contains(where: code.has) && code.lowercased().has("<script")
            && !insertsElements && !writesMarkup && !code.has("createContextualFragment")
            && !code.has("jQuery") && !code.has("$(")
    }

    /// It fetches the script and evaluates its text later, when there is no current script element.
    var evaluatesFetched: Bool {
        let evaluates = code.has("eval") || code.has("Function(")
        return namesDubScript && code.has("fetch(") && evaluates && !insertsElements && !writesMarkup
    }

    /// It makes or inserts script elements.
    var insertsElements: Bool {
        let makes = ["createElement", "createContextualFragment", "importScripts", "import("]
        return makes.contains(where: code.has)
    }

    /// It writes markup into the document while that is parsed.
    var writesMarkup: Bool {
        code.has("document.write")
    }

    /// It registers a service worker.
    var registersServiceWorker: Bool {
        code.has("serviceWorker") && code.has(".register(")
    }

    /// It replaces the page's cookie jar by a property of its own.
    var overridesCookies: Bool {
        guard code.has("cookie") else { return false }
        return code.contains(
            /defineProperty\s*\(\s*(document|Document\.prototype|HTMLDocument\.prototype)\s*,\s*["'`]cookie/)
            || code.contains(/__define[GS]etter__\s*\(\s*["'`]cookie/)
    }

    /// It may delete cookies, or knows Dub's by name.
    var mayDropCookies: Bool {
        guard code.has("cookie") else { return false }
        let signs = [
            "max-age=0", "max-age=-", "1970", "cookieStore.delete", "dub_id", "new Date(0)", "expires=\" + new",
        ]
        let lower = code.lowercased()
        return signs.contains { lower.has($0.lowercased()) }
    }

    /// It defines something named `_dubAnalytics` that is not Dub's object.
    var definesImpostor: Bool {
        guard code.has("_dubAnalytics") else { return false }
        let compact = code.filter { !$0.isWhitespace }
        return [
            "window._dubAnalytics=", "var_dubAnalytics=", "let_dubAnalytics=", "const_dubAnalytics=",
            "window[\"_dubAnalytics\"]=", "window['_dubAnalytics']=", "globalThis._dubAnalytics=",
            "self._dubAnalytics=",
        ].contains { mark in
            compact.ranges(of: mark).contains { range in
                compact[range.upperBound...].first != "="
            }
        }
    }
}
