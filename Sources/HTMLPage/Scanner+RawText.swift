extension Scanner {
    /// Where raw text ends and where tokenizing goes on after its end tag.
    struct RawContent {
        var end: Int
        var resume: Int
        /// An end tag was found, complete with its `>`.
        var isClosed: Bool
    }

    /// Reads the content of a raw text or RCDATA element; script tags in it are inert.
    mutating func rawText(of token: StartTag) -> Int {
        let content = rawContent(of: token)
        inertScripts(
            from: token.end, to: content.end,
            because: .rawText(name: token.start + 1..<token.nameEnd, start: token.start, isClosed: content.isClosed))
        return content.resume
    }

    /// `plaintext`: nothing ends it.
    mutating func plainText(of token: StartTag) -> Int {
        inertScripts(
            from: token.end, to: end,
            because: .rawText(name: token.start + 1..<token.nameEnd, start: token.start, isClosed: false))
        return end
    }

    private mutating func rawContent(of token: StartTag) -> RawContent {
        var search = token.end
        while true {
            let open = ByteSearch.find(0x3C, in: base, from: search, to: end)
            if open >= end { return RawContent(end: end, resume: end, isClosed: false) }
            if base[open + 1] == 0x2F, let nameEnd = endTagName(token, at: open + 2) {
                return closing(at: open, nameEnd: nameEnd)
            }
            search = open + 1
        }
    }

    /// The end of the element's own name at `offset`, when it is followed by white space, `/` or `>`.
    private func endTagName(_ token: StartTag, at offset: Int) -> Int? {
        let length = token.nameEnd - token.start - 1
        guard offset + length < end else { return nil }
        for index in 0..<length
        where table.nameBytes[Int(base[offset + index])] != table.nameBytes[Int(base[token.start + 1 + index])] {
            return nil
        }
        return isNameEnd(offset + length) ? offset + length : nil
    }

    private func isNameEnd(_ offset: Int) -> Bool {
        offset < end && base[offset] != 0 && base[offset] != 0x3C
            && table.classes[Int(base[offset])] & ByteClass.endsTagName != 0
    }

    private mutating func closing(at open: Int, nameEnd: Int) -> RawContent {
        let tagEnd = skipAttributes(from: nameEnd)
        return RawContent(end: open, resume: tagEnd < 0 ? end : tagEnd, isClosed: tagEnd >= 0)
    }

    /// The script data states (13.2.5.15 to 13.2.5.31): `<!--` then `<script` hides the next `</script>`.
    mutating func scriptText(from start: Int) -> RawContent {
        enum State { case data, escaped, doubleEscaped }
        var state = State.data
        var offset = start
        while offset < end {
            if state == .data {
                offset = ByteSearch.find(0x3C, in: base, from: offset, to: end)
                if offset >= end { break }
            }
            if base[offset] == 0x3C {
                let isEnd = base[offset + 1] == 0x2F
                let nameStart = offset + (isEnd ? 2 : 1)
                if matches("script", at: nameStart), isNameEnd(nameStart + 6) {
                    switch (state, isEnd) {
                    case (.data, true), (.escaped, true): return closing(at: offset, nameEnd: nameStart + 6)
                    case (.escaped, false): state = .doubleEscaped
                    case (.doubleEscaped, true): state = .escaped
                    case (.data, false), (.doubleEscaped, false): break
                    }
                    offset = nameStart + 6
                } else if state == .data, base[offset + 1] == 0x21, base[offset + 2] == 0x2D, base[offset + 3] == 0x2D {
                    state = .escaped
                    // The dashes may be those of `-->` as well.
                    offset += 2
                } else {
                    offset += 1
                }
            } else if base[offset] == 0x2D, base[offset + 1] == 0x2D, base[offset + 2] == 0x3E {
                state = .data
                offset += 3
            } else {
                offset += 1
            }
        }
        return RawContent(end: end, resume: end, isClosed: false)
    }

    // MARK: Scripts that are only text

    /// Records the script tags between two offsets as text that never becomes an element.
    ///
    /// What stands between a tag and the next `<script` or `</script` counts as its text, so that this stays linear.
    /// A tag that does not end before `limit` may go on up to `tagLimit`, as its author meant it.
    mutating func inertScripts(
        from start: Int, to limit: Int, because cause: InertCause, placement: Placement = .inert,
        tagLimit: Int? = nil
    ) {
        var open = ByteSearch.find(0x3C, in: base, from: start, to: limit)
        var current: Int?
        while open < limit {
            if base[open + 1] == 0x2F {
                if let index = current, matches("script", at: open + 2), isNameEnd(open + 8), open + 8 < limit {
                    let close = ByteSearch.find(0x3E, in: base, from: open + 8, to: limit)
                    records.finish(index, text: open, end: min(close + 1, limit), isClosed: close < limit)
                    current = nil
                }
            } else if matches("script", at: open + 1), isNameEnd(open + 7), open + 7 < tagLimit ?? limit {
                if let index = current { records.finish(index, text: open, end: open, isClosed: false) }
                let first = records.spans.count
                let (tagEnd, isSelfClosing) = inertTag(from: open + 7, limit: limit, tagLimit: tagLimit ?? limit)
                current = records.add(
                    ScriptRecord(
                        placement: placement, tag: open..<tagEnd, end: tagEnd, text: tagEnd..<tagEnd,
                        attributes: first..<records.spans.count, isSelfClosing: isSelfClosing, isClosed: false,
                        cause: cause))
                open = ByteSearch.find(0x3C, in: base, from: tagEnd, to: limit)
                continue
            }
            open = ByteSearch.find(0x3C, in: base, from: open + 1, to: limit)
        }
        if let index = current { records.finish(index, text: limit, end: limit, isClosed: false) }
    }

    /// Reads the attributes of a script tag that is only text.
    private mutating func inertTag(from start: Int, limit: Int, tagLimit: Int) -> (end: Int, isSelfClosing: Bool) {
        quietly { scanner in
            let first = scanner.records.spans.count
            if start <= limit, let end = scanner.recordAttributes(from: start, limit: limit) {
                return (end, scanner.sawSelfClosing)
            }
            guard tagLimit > limit, scanner.revealBudget > 0 else { return (limit, scanner.sawSelfClosing) }
            scanner.revealBudget -= tagLimit - start
            scanner.records.spans.removeLast(scanner.records.spans.count - first)
            return (scanner.recordAttributes(from: start, limit: tagLimit) ?? tagLimit, scanner.sawSelfClosing)
        }
    }

    /// Reads attributes of text without letting them count as those of a tag.
    private mutating func quietly<Result>(_ body: (inout Scanner) -> Result) -> Result {
        let kept = (maximumAttributes, sawSelfClosing, sawMarkup)
        defer { (maximumAttributes, sawSelfClosing, sawMarkup) = kept }
        return body(&self)
    }

    /// Records script tags inside another start tag: in a value such as `srcdoc`, or swallowed by a stray quote or `<`.
    mutating func scriptsInside(_ token: StartTag) {
        let placement: Placement = wasDropped ? .absent : .inert
        let first = records.spans.count
        _ = quietly { $0.recordAttributes(from: token.nameEnd, limit: token.end) }
        let spans = Array(records.spans[first...])
        records.spans.removeLast(spans.count)
        let name = token.start + 1..<token.nameEnd
        inertScripts(
            from: name.lowerBound, to: name.upperBound, because: .insideTag(name: name, start: token.start),
            placement: placement, tagLimit: token.end)
        for span in spans {
            inertScripts(
                from: span.name.lowerBound, to: span.name.upperBound,
                because: .insideTag(name: name, start: token.start), placement: placement, tagLimit: token.end)
            inertScripts(
                from: span.value.lowerBound, to: span.value.upperBound,
                because: .attributeValue(element: name, attribute: span.name, start: token.start),
                placement: placement, tagLimit: token.end)
        }
    }

    /// The input ends inside a tag: the tag never comes to be, and what it swallowed is absent.
    mutating func unfinishedTag(at open: Int, nameEnd: Int) {
        let cause = InertCause.unfinishedTag(name: open + 1..<nameEnd, start: open)
        inertScripts(from: open, to: end, because: cause, placement: .absent)
    }
}
