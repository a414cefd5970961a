extension Scanner {
    /// A template start tag by the "in head" rules, declarative shadow roots included.
    mutating func openTemplate(_ token: StartTag) {
        let isLive = attachesShadow(token)
        if isLive {
            stack.mark(.hasShadow, at: stack.count - 1)
        } else {
            inertTemplates.append(token.start)
        }
        push(token)
        if isLive { stack.mark(.liveTemplate, at: stack.count - 1) }
        framesetOK = false
        templateModes.append(.inTemplate)
        mode = .inTemplate
    }

    /// Whether the template becomes a shadow root of the current node (13.2.6.4.4, DOM "attach a shadow root").
    private func attachesShadow(_ token: StartTag) -> Bool {
        guard let rootMode = span(of: "shadowrootmode", in: token.attributes),
            value(rootMode, isOneOf: "open", "closed"),
            stack.count > 1
        else { return false }
        let host = stack.top
        guard host.flags.isDisjoint(with: [.foreign, .hasShadow]) else { return false }
        if host.tag == .unknown { return isCustomElement(at: Int(host.offset)) }
        return table.traits[Int(host.tag.rawValue)].contains(.shadowHost)
    }

    /// A valid custom element name has a hyphen and is none of the reserved ones.
    private func isCustomElement(at open: Int) -> Bool {
        var offset = open + 1
        var hasHyphen = false
        while offset < end, table.nameBytes[Int(base[offset])] != 0 {
            if base[offset] == 0x2D { hasHyphen = true }
            offset += 1
        }
        guard hasHyphen else { return false }
        let reserved: [StaticString] = [
            "annotation-xml", "color-profile", "font-face", "font-face-src", "font-face-uri", "font-face-format",
            "font-face-name", "missing-glyph",
        ]
        return !reserved.contains { $0.utf8CodeUnitCount == offset - open - 1 && matches($0, at: open + 1) }
    }

    /// The current node is in a live shadow root: every open template made one.
    var isInShadowRoot: Bool {
        inertTemplates.isEmpty && !templateModes.isEmpty
    }

    /// A template end tag by the "in head" rules.
    mutating func closeTemplate() {
        guard stack.hasAny(.template) else { return }
        while stack.top.tag != .template { stack.pop() }
        if !stack.top.flags.contains(.liveTemplate) { inertTemplates.removeLast() }
        stack.pop()
        templateModes.removeLast()
        resetMode()
    }

    /// "Reset the insertion mode appropriately" (13.2.4.1).
    mutating func resetMode() {
        var index = stack.count
        while index > 0 {
            index -= 1
            _ = stack.step()
            switch stack.elements[index].tag {
            case .td, .th: mode = .inCell
            case .tr: mode = .inRow
            case .tbody, .thead, .tfoot: mode = .inTableBody
            case .caption: mode = .inCaption
            case .colgroup: mode = .inColumnGroup
            case .table: mode = .inTable
            case .template: mode = templateModes.last ?? .inTemplate
            case .head: mode = .inHead
            case .html: mode = .afterHead
            case .body: mode = .inBody
            case .frameset: mode = .inFrameset
            default: continue
            }
            return
        }
    }

    /// "in template" for a start tag.
    mutating func templateStart(_ token: StartTag) -> Outcome {
        if let resume = headContentStart(token) { return .resume(resume) }
        let next: InsertionMode
        switch token.tag {
        case .caption, .colgroup, .tbody, .tfoot, .thead: next = .inTable
        case .col: next = .inColumnGroup
        case .tr: next = .inTableBody
        case .td, .th: next = .inRow
        default: next = .inBody
        }
        templateModes[templateModes.count - 1] = next
        mode = next
        return .again
    }
}
