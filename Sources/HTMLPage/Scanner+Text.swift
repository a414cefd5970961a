extension Scanner {
    /// Characters between two tags, looked at only while they can matter.
    mutating func text(from start: Int, to limit: Int) {
        guard let offset = firstSignificant(from: start, to: limit) else { return }
        significantText(at: offset)
    }

    /// A character that is not white space.
    mutating func significantText(at offset: Int) {
        switch mode {
        case .initial, .beforeHTML, .beforeHead, .inHead, .afterHead:
            openBody(by: .text, at: offset, nameEnd: offset)
            framesetOK = false
        case .inColumnGroup:
            if stack.top.tag == .colgroup {
                stack.pop()
                mode = .inTable
                framesetOK = false
            }
        default:
            framesetOK = false
        }
    }

    /// Offset of the first character that is neither white space nor NUL, which Chromium drops; a character
    /// reference counts as the character it stands for.
    private func firstSignificant(from start: Int, to limit: Int) -> Int? {
        var offset = start
        while offset < limit {
            let byte = base[offset]
            if byte == 0 || table.classes[Int(byte)] & ByteClass.space != 0 {
                offset += 1
            } else if byte == 0x26, let length = whiteSpaceReference(at: offset, to: limit) {
                offset += length
            } else {
                return offset
            }
        }
        return nil
    }

    /// Length of the character reference at `offset` when it stands for white space.
    private func whiteSpaceReference(at offset: Int, to limit: Int) -> Int? {
        if matchesExactly("&Tab;", at: offset, to: limit) { return 5 }
        if matchesExactly("&NewLine;", at: offset, to: limit) { return 9 }
        guard offset + 2 < limit, base[offset + 1] == 0x23 else { return nil }
        var position = offset + 2
        let isHexadecimal = base[position] | 0x20 == 0x78
        if isHexadecimal { position += 1 }
        let firstDigit = position
        var value = 0
        while position < limit, let digit = Character(UnicodeScalar(base[position])).hexDigitValue,
            isHexadecimal || digit < 10
        {
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            position += 1
        }
        guard position > firstDigit, [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(value) else { return nil }
        if position < limit, base[position] == 0x3B { position += 1 }
        return position - offset
    }

    private func matchesExactly(_ text: StaticString, at offset: Int, to limit: Int) -> Bool {
        guard offset + text.utf8CodeUnitCount <= limit else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { base[offset + $0] == text.utf8Start[$0] }
    }

    // MARK: Comments and declarations

    /// `<!…`: comment, doctype, CDATA section in foreign content, or a bogus comment.
    mutating func declaration(at open: Int) -> Int {
        if base[open + 2] == 0x2D, base[open + 3] == 0x2D { return comment(at: open) }
        if matches("doctype", at: open + 2) {
            if mode == .initial {
                isQuirky = false
                mode = .beforeHTML
            }
            let close = ByteSearch.find(0x3E, in: base, from: open + 9, to: end)
            return min(close + 1, end)
        }
        if stack.count > 0, stack.top.flags.contains(.foreign),
            matchesExactly("<![CDATA[", at: open, to: end)
        {
            return characterData(at: open)
        }
        return bogusComment(at: open, from: open + 2)
    }

    private mutating func comment(at open: Int) -> Int {
        let start = open + 4
        var search = start
        while search < end {
            let close = ByteSearch.find(0x3E, in: base, from: search, to: end)
            if close >= end { break }
            let length = close - start
            let endsHere =
                length == 0 || (length == 1 && base[start] == 0x2D)
                || (length >= 2 && base[close - 1] == 0x2D && base[close - 2] == 0x2D)
                || (length >= 3 && base[close - 1] == 0x21 && base[close - 2] == 0x2D && base[close - 3] == 0x2D)
            if endsHere {
                inertScripts(from: start, to: close, because: .comment(start: open, isClosed: true))
                return close + 1
            }
            search = close + 1
        }
        inertScripts(from: min(start, end), to: end, because: .comment(start: open, isClosed: false))
        return end
    }

    /// Ends at the first `>`.
    mutating func bogusComment(at open: Int, from start: Int) -> Int {
        let close = ByteSearch.find(0x3E, in: base, from: start, to: end)
        inertScripts(from: min(start, close), to: close, because: .comment(start: open, isClosed: close < end))
        return min(close + 1, end)
    }

    private mutating func characterData(at open: Int) -> Int {
        let start = open + 9
        var close = start
        while close < end {
            close = ByteSearch.find(0x5D, in: base, from: close, to: end)
            if close >= end || (base[close + 1] == 0x5D && base[close + 2] == 0x3E) { break }
            close += 1
        }
        close = min(close, end)
        if start < close, firstCharacterOfData(from: start, to: close) { framesetOK = false }
        inertScripts(from: min(start, close), to: close, because: .characterData(start: open, isClosed: close < end))
        return min(close + 3, end)
    }

    /// Whether a CDATA section holds anything but white space and NUL; references mean nothing in it.
    private func firstCharacterOfData(from start: Int, to limit: Int) -> Bool {
        (start..<limit).contains { base[$0] != 0 && table.classes[Int(base[$0])] & ByteClass.space == 0 }
    }
}
