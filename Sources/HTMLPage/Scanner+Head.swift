extension Scanner {
    /// "initial" to "after head" for a start tag.
    mutating func headStart(_ token: StartTag) -> Outcome {
        switch mode {
        case .initial:
            mode = .beforeHTML
            return .again
        case .beforeHTML:
            mode = .beforeHead
            if token.tag == .html {
                push(token)
                records.htmlTag = records.htmlTag ?? token.start..<token.end
                return .resume(token.end)
            }
            pushImplied(.html, at: token.start)
            return .again
        case .beforeHead:
            if token.tag == .html {
                records.htmlTag = records.htmlTag ?? token.start..<token.end
                return .resume(token.end)
            }
            mode = .inHead
            if token.tag == .head {
                push(token)
                records.headTag = token.start..<token.end
                return .resume(token.end)
            }
            pushImplied(.head, at: token.start)
            return .again
        case .inHead:
            if let resume = headContentStart(token) { return .resume(resume) }
            switch token.tag {
            case .noscript: return .resume(rawText(of: token))
            case .html: return .resume(token.end)
            case .head: return drop(token)
            default:
                closeHead()
                return .again
            }
        default:
            return afterHeadStart(token)
        }
    }

    private mutating func afterHeadStart(_ token: StartTag) -> Outcome {
        if let resume = headContentStart(token) { return .resume(resume) }
        switch token.tag {
        case .html:
            return .resume(token.end)
        case .head:
            return drop(token)
        case .body:
            openBody(by: .bodyTag, at: token.start, nameEnd: token.nameEnd)
            records.bodyTag = records.bodyTag ?? token.start..<token.end
            framesetOK = false
            return .resume(token.end)
        case .frameset:
            records.closer = CloserRecord(kind: .framesetTag, start: token.start, nameEnd: token.nameEnd)
            records.hasFrameset = true
            push(token)
            mode = .inFrameset
            return .resume(token.end)
        default:
            openBody(by: .element, at: token.start, nameEnd: token.nameEnd)
            return .again
        }
    }

    /// End tags in the same modes.
    mutating func headEnd(_ tag: Tag, start: Int, nameEnd: Int) {
        if tag == .template {
            closeTemplate()
            return
        }
        if tag == .head, mode != .afterHead {
            openHead(at: start)
            closeHead()
            return
        }
        guard tag == .body || tag == .html || tag == .br else { return }
        openBody(by: .endTag, at: start, nameEnd: nameEnd)
        if tag == .br { framesetOK = false }
    }

    private mutating func openHead(at offset: Int) {
        if stack.count == 0 { pushImplied(.html, at: offset) }
        if mode.isBeforeHead { pushImplied(.head, at: offset) }
        mode = .inHead
    }

    private mutating func closeHead() {
        stack.pop()
        mode = .afterHead
    }

    /// The head can no longer grow: whatever is still missing of html and head is implied, and body opens.
    mutating func openBody(by kind: HeadCloser.Kind, at offset: Int, nameEnd: Int) {
        if mode.isBeforeHead { openHead(at: offset) }
        if mode == .inHead { closeHead() }
        pushImplied(.body, at: offset)
        mode = .inBody
        records.closer = CloserRecord(kind: kind, start: offset, nameEnd: nameEnd)
        records.firstInBody = records.scripts.count
    }

    // MARK: Content that "in head" handles wherever it stands

    /// Where a live element inserted now would be.
    var currentPlacement: Placement {
        !inertTemplates.isEmpty ? .inert : (mode.isHeadLike ? .head : .body)
    }

    /// Handles base, link, meta, title, style, noframes, script and template; nil for any other tag.
    mutating func headContentStart(_ token: StartTag) -> Int? {
        switch token.tag {
        case .base:
            if records.base == nil, inertTemplates.isEmpty, span(of: "href", in: token.attributes) != nil {
                records.base = MetaRecord(placement: currentPlacement, start: token.start, attributes: token.attributes)
            }
            return token.end
        case .meta:
            if inertTemplates.isEmpty, !token.attributes.isEmpty {
                records.metas.append(
                    MetaRecord(placement: currentPlacement, start: token.start, attributes: token.attributes))
            }
            return token.end
        case .basefont, .bgsound, .link: return token.end
        case .title, .style, .noframes: return rawText(of: token)
        case .script: return script(token)
        case .template:
            openTemplate(token)
            return token.end
        default: return nil
        }
    }

    /// An HTML script element: its text is read by the script data rules up to its end tag.
    private mutating func script(_ token: StartTag) -> Int {
        let content = scriptText(from: token.end)
        let placement = currentPlacement
        records.add(
            ScriptRecord(
                placement: placement, tag: token.start..<token.end, end: content.resume,
                text: token.end..<content.end, attributes: token.attributes, isSelfClosing: token.isSelfClosing,
                isClosed: content.isClosed, cause: placement == .inert ? .template(start: innermostTemplate) : nil,
                isInShadowRoot: isInShadowRoot))
        inertScripts(
            from: token.end, to: content.end,
            because: .rawText(name: token.start + 1..<token.nameEnd, start: token.start, isClosed: content.isClosed))
        return content.resume
    }

    /// Offset of the innermost template whose contents are not live.
    var innermostTemplate: Int { inertTemplates.last ?? 0 }
}

extension InsertionMode {
    fileprivate var isBeforeHead: Bool { rawValue <= InsertionMode.beforeHead.rawValue }
}
