extension Scanner {
    /// "in body" for the start tags that have rules of their own; ordinary ones were handled before.
    mutating func bodyStart(_ token: StartTag) -> Outcome {
        if let resume = headContentStart(token) { return .resume(resume) }
        switch token.tag {
        case .html:
            return .resume(token.end)
        case .head, .frame:
            return drop(token)
        case .body:
            records.bodyTag = records.bodyTag ?? token.start..<token.end
            framesetOK = false
            return .resume(token.end)
        case .frameset:
            replaceBody(by: token)
            return .resume(token.end)
        case .xmp:
            closeParagraph()
            return invisibleRawText(token)
        case .iframe, .textarea:
            return invisibleRawText(token)
        case .noembed, .noscript:
            return .resume(rawText(of: token))
        case .plaintext:
            closeParagraph()
            push(token)
            return .resume(plainText(of: token))
        case .svg, .math:
            return .resume(openForeign(token))
        case .input:
            let isHidden = span(of: "type", in: token.attributes).map { value($0, isOneOf: "hidden") } ?? false
            if !isHidden { framesetOK = false }
            if let index = stack.indexInScope(.select) { stack.pop(to: index) }
            return .resume(token.end)
        case .hr:
            closeParagraph()
            framesetOK = false
            return .resume(token.end)
        case .form:
            openForm(token)
            return .resume(token.end)
        default:
            prepareStack(for: token)
            return .resume(token.end)
        }
    }

    private mutating func invisibleRawText(_ token: StartTag) -> Outcome {
        framesetOK = false
        return .resume(rawText(of: token))
    }

    /// Start tags that close something before they are pushed, or that make a later frameset impossible.
    private mutating func prepareStack(for token: StartTag) {
        switch table.bodyStarts[Int(token.tag.rawValue)] {
        case .void: return
        case .voidVisible:
            framesetOK = false
            return
        case .block: closeParagraph()
        default: break
        }
        switch token.tag {
        case .h1, .h2, .h3, .h4, .h5, .h6:
            closeParagraph()
            if table.traits[Int(stack.top.tag.rawValue)].contains(.heading) { stack.pop() }
        case .pre, .listing:
            closeParagraph()
            framesetOK = false
        case .applet, .marquee, .object:
            framesetOK = false
        case .li: closeItems(.li, or: .li)
        case .dd, .dt: closeItems(.dd, or: .dt)
        case .button:
            if let index = stack.indexInScope(.button) { stack.pop(to: index) }
            framesetOK = false
        case .a, .nobr:
            if stack.hasAny(token.tag) { closeFormatting(token.tag) }
        case .select:
            framesetOK = false
            if let index = stack.indexInScope(.select) {
                stack.pop(to: index)
                return
            }
        case .option:
            if stack.top.tag == .option { stack.pop() }
        case .optgroup:
            if stack.top.tag == .option { stack.pop() }
            if stack.top.tag == .optgroup { stack.pop() }
        case .rb, .rp, .rt, .rtc:
            if [.rb, .rp, .rt, .rtc].contains(stack.top.tag) { stack.pop() }
        default: break
        }
        push(token)
    }

    private mutating func openForm(_ token: StartTag) {
        let isInTemplate = stack.hasAny(.template)
        if hasForm, !isInTemplate { return }
        if mode == .inTable || mode == .inTableBody || mode == .inRow {
            // In a table the element is inserted and popped at once.
            if !isInTemplate { hasForm = true }
            return
        }
        closeParagraph()
        push(token)
        if !isInTemplate { hasForm = true }
    }

    /// The loop of li, dd and dt over the elements they close.
    private mutating func closeItems(_ tag: Tag, or other: Tag) {
        framesetOK = false
        if stack.hasAny(tag) || stack.hasAny(other) {
            var index = stack.count
            while index > 0, stack.step() {
                index -= 1
                let element = stack.elements[index]
                if element.tag == tag || element.tag == other {
                    stack.pop(to: index)
                    break
                }
                if element.flags.contains(.special), ![.address, .div, .p].contains(element.tag) { break }
            }
        }
        closeParagraph()
    }

    // MARK: Framesets

    /// A frameset takes the place of a body that shows nothing yet; what was in that body is gone.
    private mutating func replaceBody(by token: StartTag) {
        guard framesetOK, stack.count > 1, stack.elements[1].tag == .body else { return }
        stack.pop(to: 1)
        push(token)
        mode = .inFrameset
        records.hasFrameset = true
        records.dropBody(by: token.start)
    }

    /// "in frameset" and the modes after it for a start tag: all but frames and noframes is dropped.
    mutating func framesetStart(_ token: StartTag) -> Outcome {
        switch token.tag {
        case .noframes: return .resume(rawText(of: token))
        case .frameset where mode == .inFrameset: push(token)
        case .frame where mode == .inFrameset: break
        case .script:
            records.add(
                ScriptRecord(
                    placement: .absent, tag: token.start..<token.end, end: token.end, text: token.end..<token.end,
                    attributes: token.attributes, isSelfClosing: token.isSelfClosing, isClosed: false,
                    cause: .frameset(start: records.closer?.start ?? token.start)))
        default: return drop(token)
        }
        return .resume(token.end)
    }

    private mutating func framesetEnd(_ tag: Tag) {
        if tag == .frameset, mode == .inFrameset, stack.count > 1 {
            stack.pop()
            if stack.top.tag != .frameset { mode = .afterFrameset }
        } else if tag == .html, mode == .afterFrameset {
            mode = .afterAfterFrameset
        }
    }

    // MARK: End tags

    /// An end tag in any mode, from the top of the dispatcher.
    mutating func closeElement(_ tag: Tag, key: UInt64, start: Int, nameEnd: Int, end tagEnd: Int) {
        noteEndTag(tag, start: start, end: tagEnd)
        if stack.count > 0, stack.top.flags.contains(.foreign),
            foreignEnd(tag, key: key, start: start, end: tagEnd)
        {
            return
        }
        switch mode {
        case .initial, .beforeHTML, .beforeHead, .inHead, .afterHead:
            headEnd(tag, start: start, nameEnd: nameEnd)
        case .inTemplate:
            if tag == .template { closeTemplate() }
        case .inFrameset, .afterFrameset, .afterAfterFrameset:
            framesetEnd(tag)
        case .inColumnGroup:
            columnGroupEnd(tag, key: key)
        default:
            if !tableEnd(tag) { bodyEnd(tag, key: key) }
        }
    }

    private mutating func noteEndTag(_ tag: Tag, start: Int, end tagEnd: Int) {
        if tag == .head, records.headEndTag == nil, inertTemplates.isEmpty { records.headEndTag = start..<tagEnd }
    }

    mutating func bodyEnd(_ tag: Tag, key: UInt64) {
        switch table.bodyEnds[Int(tag.rawValue)] {
        case .ordinary: closeAnyOther(tag, key: key)
        case .formatting: closeFormatting(tag)
        case .block:
            if let index = stack.indexInScope(tag) { stack.pop(to: index) }
        case .special: closeSpecial(tag, key: key)
        }
    }

    private mutating func closeSpecial(_ tag: Tag, key: UInt64) {
        switch tag {
        case .p: closeParagraph()
        case .li:
            if let index = stack.indexInScope(.li, limit: .ol, otherLimit: .ul) { stack.pop(to: index) }
        case .template: closeTemplate()
        case .br: framesetOK = false
        case .form:
            if !stack.hasAny(.template) { hasForm = false }
            guard let index = stack.indexInScope(.form) else { return }
            if index == stack.count - 1 { stack.pop() } else { stack.adopt(at: index, table: table) }
        case .h1, .h2, .h3, .h4, .h5, .h6: closeHeading()
        case .body, .html: break
        default: closeAnyOther(tag, key: key)
        }
    }

    private mutating func closeHeading() {
        let headings: [Tag] = [.h1, .h2, .h3, .h4, .h5, .h6]
        guard headings.contains(where: { stack.hasAny($0) }) else { return }
        var index = stack.count
        while index > 0, stack.step() {
            index -= 1
            let element = stack.elements[index]
            if headings.contains(element.tag) {
                stack.pop(to: index)
                return
            }
            if element.flags.contains(.scope) { return }
        }
    }

    /// "Any other end tag".
    private mutating func closeAnyOther(_ tag: Tag, key: UInt64) {
        guard stack.hasAny(tag) else { return }
        var index = stack.count
        while index > 0, stack.step() {
            index -= 1
            let element = stack.elements[index]
            if element.key == key, !element.flags.contains(.foreign) {
                stack.pop(to: index)
                forgetForeignScripts()
                return
            }
            if element.flags.contains(.special) { return }
        }
    }

    /// The adoption agency, as far as the stack is concerned.
    private mutating func closeFormatting(_ tag: Tag) {
        guard let index = stack.indexInScope(tag) else { return }
        stack.adopt(at: index, table: table)
    }
}
