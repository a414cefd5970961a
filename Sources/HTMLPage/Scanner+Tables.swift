extension Scanner {
    /// Start tags of tables and their parts, in the modes where they mean something.
    mutating func tableStart(_ token: StartTag) -> Outcome {
        switch mode {
        case .inTable: inTableStart(token)
        case .inTableBody: inTableBodyStart(token)
        case .inRow: inRowStart(token)
        case .inCell where token.tag != .table:
            stack.indexInTableScope(.td, .th).map { close(at: $0, mode: .inRow) } ?? .resume(token.end)
        case .inCaption where token.tag != .table:
            stack.indexInTableScope(.caption).map { close(at: $0, mode: .inTable) } ?? .resume(token.end)
        default: tableInBody(token)
        }
    }

    /// Pops an open part of the table, after which the token is looked at again.
    private mutating func close(at index: Int, mode next: InsertionMode) -> Outcome {
        stack.pop(to: index)
        forgetForeignScripts()
        mode = next
        return .again
    }

    private mutating func open(_ token: StartTag, mode next: InsertionMode) -> Outcome {
        push(token)
        mode = next
        return .resume(token.end)
    }

    private mutating func imply(_ tag: Tag, at offset: Int, mode next: InsertionMode) -> Outcome {
        pushImplied(tag, at: offset)
        mode = next
        return .again
    }

    /// In body only a table itself means something; its parts are ignored.
    private mutating func tableInBody(_ token: StartTag) -> Outcome {
        guard token.tag == .table else { return drop(token) }
        if !isQuirky { closeParagraph() }
        framesetOK = false
        return open(token, mode: .inTable)
    }

    private mutating func inTableStart(_ token: StartTag) -> Outcome {
        if token.tag == .table {
            guard let index = stack.indexInTableScope(.table) else { return .resume(token.end) }
            stack.pop(to: index)
            resetMode()
            return .again
        }
        stack.clear(to: .table, .template, .html)
        switch token.tag {
        case .caption: return open(token, mode: .inCaption)
        case .colgroup: return open(token, mode: .inColumnGroup)
        case .col: return imply(.colgroup, at: token.start, mode: .inColumnGroup)
        case .tbody, .tfoot, .thead: return open(token, mode: .inTableBody)
        default: return imply(.tbody, at: token.start, mode: .inTableBody)
        }
    }

    private mutating func inTableBodyStart(_ token: StartTag) -> Outcome {
        switch token.tag {
        case .tr:
            stack.clear(to: .tbody, .tfoot, .thead, .template, .html)
            return open(token, mode: .inRow)
        case .td, .th:
            stack.clear(to: .tbody, .tfoot, .thead, .template, .html)
            return imply(.tr, at: token.start, mode: .inRow)
        case .table:
            // As a nested table in a table: back to "in table", whose rules close the outer one.
            return closeTableBody() ? .again : .resume(token.end)
        default:
            return closeTableBody() ? .again : .resume(token.end)
        }
    }

    /// Back to "in table"; false when no table body is in scope.
    private mutating func closeTableBody() -> Bool {
        guard stack.indexInTableScope(.tbody, .thead, .tfoot) != nil else { return false }
        stack.clear(to: .tbody, .tfoot, .thead, .template, .html)
        stack.pop()
        mode = .inTable
        return true
    }

    private mutating func inRowStart(_ token: StartTag) -> Outcome {
        switch token.tag {
        case .td, .th:
            stack.clear(to: .tr, .template, .html)
            return open(token, mode: .inCell)
        default:
            return closeRow() ? .again : .resume(token.end)
        }
    }

    private mutating func closeRow() -> Bool {
        guard let index = stack.indexInTableScope(.tr) else { return false }
        stack.pop(to: index)
        mode = .inTableBody
        return true
    }

    // MARK: End tags

    /// An end tag in a table mode; false when the "in body" rules apply.
    mutating func tableEnd(_ tag: Tag) -> Bool {
        if mode == .inBody { return false }
        guard tag == .table || tag == .body || tag == .html || table.traits[Int(tag.rawValue)].contains(.tablePart)
        else { return false }
        // Each turn closes one level, so this ends.
        while true {
            switch mode {
            case .inTable:
                if tag == .table, let index = stack.indexInTableScope(.table) {
                    stack.pop(to: index)
                    resetMode()
                }
                return true
            case .inTableBody:
                switch tag {
                case .tbody, .tfoot, .thead:
                    if stack.indexInTableScope(tag) != nil { _ = closeTableBody() }
                    return true
                case .table:
                    if !closeTableBody() { return true }
                default:
                    return true
                }
            case .inRow:
                switch tag {
                case .tr:
                    _ = closeRow()
                    return true
                case .table:
                    if !closeRow() { return true }
                case .tbody, .tfoot, .thead:
                    guard stack.indexInTableScope(tag) != nil, closeRow() else { return true }
                default:
                    return true
                }
            case .inCell:
                switch tag {
                case .td, .th:
                    if let index = stack.indexInTableScope(tag) { _ = close(at: index, mode: .inRow) }
                    return true
                case .table, .tbody, .tfoot, .thead, .tr:
                    guard stack.indexInTableScope(tag) != nil, let cell = stack.indexInTableScope(.td, .th)
                    else { return true }
                    _ = close(at: cell, mode: .inRow)
                default:
                    return true
                }
            case .inCaption:
                guard tag == .caption || tag == .table, let index = stack.indexInTableScope(.caption)
                else { return true }
                _ = close(at: index, mode: .inTable)
                if tag == .caption { return true }
            default:
                return false
            }
        }
    }

    // MARK: Column groups

    /// "in column group" for a start tag; inside a template there is no colgroup to leave, and the rest is dropped.
    mutating func columnGroupStart(_ token: StartTag) -> Outcome {
        switch token.tag {
        case .html, .col: return .resume(token.end)
        case .template:
            openTemplate(token)
            return .resume(token.end)
        default:
            guard stack.top.tag == .colgroup else {
                droppedScript(token)
                return drop(token)
            }
            stack.pop()
            mode = .inTable
            return .again
        }
    }

    mutating func columnGroupEnd(_ tag: Tag, key: UInt64) {
        switch tag {
        case .template: closeTemplate()
        case .col: break
        default:
            guard stack.top.tag == .colgroup else { return }
            stack.pop()
            mode = .inTable
            if tag != .colgroup, !tableEnd(tag) { bodyEnd(tag, key: key) }
        }
    }

    private mutating func droppedScript(_ token: StartTag) {
        guard token.tag == .script else { return }
        records.add(
            ScriptRecord(
                placement: .absent, tag: token.start..<token.end, end: token.end, text: token.end..<token.end,
                attributes: token.attributes, isSelfClosing: token.isSelfClosing, isClosed: false,
                cause: .template(start: innermostTemplate)))
    }
}
