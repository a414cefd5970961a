import Evidence
import HTMLPage
import PageURL

/// Joins the script elements a browser saw with the tags of the HTML: which of them are in the live page, and which
/// were added by code.
struct LiveTags {
    let finder: TagFinder
    let facts: LiveFacts

    /// The tags of the HTML, each with its live element, followed by those that only the live page has.
    func joined(with served: [DubTag]) -> [DubTag] {
        var tags = served
        var free = facts.judged.scripts.filter { !$0.attributes.isEmpty || !$0.text.isEmpty }
        for index in tags.indices where tags[index].isLive {
            guard let match = free.firstIndex(where: { isSame($0, as: tags[index]) }) else { continue }
            tags[index].live = free.remove(at: match)
        }
        for script in free {
            guard let tag = tag(of: script, index: tags.count), isWorthAdding(tag, to: tags) else { continue }
            tags.append(tag)
        }
        return tags + gone(beside: tags)
    }

    /// The live element is the one that the tag of the HTML made.
    private func isSame(_ script: LiveScript, as tag: DubTag) -> Bool {
        guard let attribute = tag.sourceAttribute else { return script.url.isEmpty && script.text == tag.element.text }
        let isSameSource =
            script[attribute]?.trimmingHTMLSpace() == tag.source || (!script.url.isEmpty && script.url == tag.url?.href)
        return isSameSource && script["type"] == tag.element["type"] && script["data-sdkn"] == tag.element["data-sdkn"]
    }

    private func tag(of script: LiveScript, index: Int) -> DubTag? {
        let element = ScriptElement(
            attributes: script.attributes.map { ($0.name, $0.value) }, placement: script.isInHead ? .head : .body,
            text: script.text, isInShadowRoot: script.isInShadowRoot)
        var tag = finder.tag(of: element, index: index, resolved: script.url.isEmpty ? nil : PageURL(script.url))
        tag?.live = script
        tag?.isDynamic = true
        return tag
    }

    /// Added code counts when it is Dub's, or nothing else is there that could be.
    private func isWorthAdding(_ tag: DubTag, to tags: [DubTag]) -> Bool {
        if tag.isDub { return true }
        return !tag.isOtherProduct && !tags.contains { $0.isLive && $0.isDub } && !facts.hasObject
    }

    /// Scripts that were asked for, and whose elements are gone from the page.
    private func gone(beside tags: [DubTag]) -> [DubTag] {
        let known = Set(tags.compactMap { $0.url?.withoutFragment.href })
        var found: [DubTag] = []
        for request in facts.judged.requests where request.purpose == .script && !request.isFromFrame {
            guard !known.contains(request.url), !request.initiators.isEmpty || request.isFromParser,
                !found.contains(where: { $0.source == request.url })
            else { continue }
            var script = LiveScript(attributes: [.init(name: "src", value: request.url)], isInHead: true, url: request.url)
            script.addedBy = request.initiators
            script.origin = request.initiators.contains { $0.contains("googletagmanager.com/") } ? .gtm : .code
            if let tag = tag(of: script, index: tags.count + found.count), tag.isDub { found.append(tag) }
        }
        return facts.hasObject ? found : []
    }
}
