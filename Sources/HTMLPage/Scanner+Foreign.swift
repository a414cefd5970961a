extension Scanner {
    /// Whether a start tag at a foreign current node is processed by the HTML rules all the same (13.2.6).
    func entersHTML(_ token: StartTag, at top: OpenElement) -> Bool {
        if top.flags.contains(.htmlIntegration) { return true }
        if top.flags.contains(.mathTextIntegration) { return token.tag != .mglyph && token.tag != .malignmark }
        return token.tag == .svg && !top.flags.contains(.svg) && top.key == TagTable.annotationXML
    }

    /// Whether the start tag breaks out of foreign content (13.2.6.5).
    func leavesForeignContent(_ token: StartTag) -> Bool {
        if table.traits[Int(token.tag.rawValue)].contains(.breakout) { return true }
        guard token.tag == .font else { return false }
        return ["color", "face", "size"].contains { span(of: $0, in: token.attributes) != nil }
    }

    /// Pops to an integration point or an HTML element.
    mutating func popForeignContent() {
        while stack.count > 0 {
            let flags = stack.top.flags
            if !flags.contains(.foreign) || !flags.isDisjoint(with: [.htmlIntegration, .mathTextIntegration]) { break }
            stack.pop()
        }
        forgetForeignScripts()
    }

    /// svg or math among HTML content.
    mutating func openForeign(_ token: StartTag) -> Int {
        insertForeign(token, flags: token.tag == .svg ? [.foreign, .svg] : .foreign)
    }

    /// Any other start tag in foreign content.
    mutating func foreignStart(_ token: StartTag) -> Int {
        var flags = stack.top.flags.intersection([.foreign, .svg])
        let isSVG = flags.contains(.svg)
        switch token.tag {
        case .foreignObject, .desc, .title:
            if isSVG { flags.formUnion([.htmlIntegration, .special, .scope]) }
        case .mi, .mo, .mn, .ms, .mtext:
            if !isSVG { flags.formUnion([.mathTextIntegration, .special, .scope]) }
        case .annotationXML where !isSVG:
            flags.formUnion([.special, .scope])
            if let encoding = span(of: "encoding", in: token.attributes),
                value(encoding, isOneOf: "text/html", "application/xhtml+xml")
            {
                flags.insert(.htmlIntegration)
            }
        case .script:
            return foreignScript(token, flags: flags)
        default:
            break
        }
        return insertForeign(token, flags: flags)
    }

    private mutating func insertForeign(_ token: StartTag, flags: OpenElement.Flags) -> Int {
        if !token.isSelfClosing {
            stack.push(
                OpenElement(
                    key: token.key, offset: Int32(truncatingIfNeeded: token.start), tag: .unknown, flags: flags))
        }
        return token.end
    }

    /// A script in SVG runs like any other, but its content is markup, not raw text. (In MathML it is just an element.)
    private mutating func foreignScript(_ token: StartTag, flags: OpenElement.Flags) -> Int {
        let placement = currentPlacement
        let index = records.add(
            ScriptRecord(
                placement: placement, tag: token.start..<token.end, end: token.end, text: token.end..<token.end,
                attributes: token.attributes, isSelfClosing: token.isSelfClosing, isClosed: token.isSelfClosing,
                cause: placement == .inert ? .template(start: innermostTemplate) : nil,
                isInShadowRoot: isInShadowRoot, isSVG: flags.contains(.svg), isMathML: !flags.contains(.svg)))
        if let index, !token.isSelfClosing {
            openForeignScripts.append((depth: stack.count, record: index))
        }
        return insertForeign(token, flags: flags)
    }

    /// Forgets SVG scripts that something else than their end tag popped.
    mutating func forgetForeignScripts() {
        while let last = openForeignScripts.last, last.depth >= stack.count { openForeignScripts.removeLast() }
    }

    /// An end tag while the current node is foreign; true when it was handled here.
    mutating func foreignEnd(_ tag: Tag, key: UInt64, start: Int, end tagEnd: Int) -> Bool {
        if tag == .br || tag == .p {
            popForeignContent()
            return false
        }
        var index = stack.count
        while index > 0, stack.step() {
            index -= 1
            let element = stack.elements[index]
            guard element.flags.contains(.foreign) else { return false }
            if element.key == key {
                if let script = openForeignScripts.last, script.depth == index {
                    records.finish(script.record, text: start, end: tagEnd, isClosed: true)
                }
                stack.pop(to: index)
                forgetForeignScripts()
                return true
            }
        }
        return true
    }
}

extension TagTable {
    static let annotationXML = key(of: Tag.annotationXML.name)
}
