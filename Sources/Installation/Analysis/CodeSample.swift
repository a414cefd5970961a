import Evidence
import HTMLPage

/// Script tags that are shown or handed around as text on purpose, and are no installation that went wrong.
enum CodeSample {
    /// The inert tag is text by intent: in a closed text field of the body, in an attribute of some widget, or in a string
    /// of the page's own code (which has checks of its own).
    static func contains(_ element: ScriptElement, in page: PageEvidence) -> Bool {
        switch element.inertBecause {
        case .rawText(element: "script", position: _, isClosed: _)?:
            return !isSwallowed(element, in: page)
        case .rawText(element: let name, position: _, isClosed: true)?:
            return ["textarea", "xmp", "iframe", "noembed"].contains(name) && !element.isInsideHeadTags
        case .attributeValue(element: _, attribute: let attribute, position: _)?:
            // A frame's srcdoc is read as the document it is, by a check of its own; widgets keep markup in data
            // attributes. In these, markup means that the closing quote is missing.
            return !["class", "content", "href", "id", "lang", "media", "name", "rel", "src", "style"].contains(
                attribute)
        default:
            return false
        }
    }

    /// The tag became text of a script before it that was not closed, as opposed to a string in its code: that script
    /// loads a file, so that its text is dead, or the tag begins a line outside any template literal.
    private static func isSwallowed(_ element: ScriptElement, in page: PageEvidence) -> Bool {
        let start = element.position.offset
        guard
            let outer = page.scan.scripts.last(where: {
                $0.placement.isLive && $0.tagRange.upperBound <= start
                    && start < $0.range.upperBound
            })
        else { return true }
        if outer["src"] != nil { return true }
        if case .other = ScriptType(of: outer) { return false }
        let before = page.scan.text(in: max(outer.tagRange.upperBound, start - 16_384)..<start).utf8
        let line = before.suffix(while: { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") })
        return line.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            && before.count { $0 == UInt8(ascii: "`") }.isMultiple(of: 2)
    }
}

extension String.UTF8View {
    /// The longest end of the text whose bytes all fulfil the condition.
    fileprivate func suffix(while condition: (UInt8) -> Bool) -> SubSequence {
        self[(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)...]
    }
}
