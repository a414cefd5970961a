/// Insertion modes (WHATWG HTML, section 13.2.4.1); the order lets ranges be compared.
///
/// "text" is not here because raw text is read in one go; "after body" is not, because nothing that follows it changes
/// where a script ends up; "in select" left the standard in 2025.
enum InsertionMode: UInt8 {
    case initial, beforeHTML, beforeHead, inHead, afterHead
    case inBody, inTable, inTableBody, inRow, inCell, inCaption
    case inColumnGroup, inTemplate
    case inFrameset, afterFrameset, afterAfterFrameset

    @inline(__always)
    var isBodyLike: Bool {
        rawValue >= InsertionMode.inBody.rawValue && rawValue <= InsertionMode.inCaption.rawValue
    }

    @inline(__always)
    var isHeadLike: Bool { rawValue <= InsertionMode.afterHead.rawValue }

    @inline(__always)
    var isFrameset: Bool { rawValue >= InsertionMode.inFrameset.rawValue }
}

/// A start tag that the tokenizer has read to its `>`.
struct StartTag {
    var tag: Tag
    var key: UInt64
    /// Offset of `<`.
    var start: Int
    /// Offset after the name.
    var nameEnd: Int
    /// Offset after `>`.
    var end: Int
    var isSelfClosing: Bool
    /// A `<` stands somewhere in the tag, so it may hide a script tag.
    var hidesMarkup: Bool
    /// Indices in `ScanRecords.spans`; empty unless the tag's attributes are wanted.
    var attributes: Range<Int>
}

/// The WHATWG tokenizer (scripting on) and the insertion modes, over ASCII-compatible bytes, without building a tree.
///
/// What is kept of the tree is the stack of open elements. Of the rules, these are simplified because they cannot move a
/// script between head, body, inert and absent on any page that people write: the list of active formatting elements
/// is not kept (the adoption agency works on the stack alone), and quirks mode follows from the presence of a doctype.
struct Scanner: ~Copyable {
    let base: UnsafePointer<UInt8>
    /// Number of bytes; `ByteSearch.padding` zero bytes follow.
    let end: Int
    let table = TagTable.shared
    var mode = InsertionMode.initial
    var stack: OpenElements
    var templateModes: [InsertionMode] = []
    /// Where the open templates begin whose contents are not live.
    var inertTemplates: [Int] = []
    var framesetOK = true
    var hasForm = false
    var isQuirky = true
    /// Scripts in SVG whose end tag has not come: depth on the stack and index of the record.
    var openForeignScripts: [(depth: Int, record: Int)] = []
    var records = ScanRecords()

    // What the last attribute loop saw.
    var sawSelfClosing = false
    var sawMarkup = false
    /// A `<` in the name of the tag being read.
    private var sawMarkupInName = false
    /// The last start tag made no element, so its attributes are gone too.
    var wasDropped = false
    var maximumAttributes = 0

    /// How many bytes may still be read a second time to make out tags that others swallowed.
    var revealBudget: Int

    /// The bytes must stay valid, with their padding, as long as the scanner lives.
    init(base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        end = count
        revealBudget = 2 * count + 4096
        stack = OpenElements(searchBudget: 16 * count + 4096)
    }

    /// Reads the input from `start`, which is after a byte order mark.
    mutating func run(from start: Int) {
        var offset = start
        while offset < end {
            let open = ByteSearch.find(0x3C, in: base, from: offset, to: end)
            if open > offset, mode.isHeadLike || framesetOK || mode == .inColumnGroup {
                text(from: offset, to: open)
            }
            if open >= end { break }
            offset = markup(at: open)
        }
        if records.closer == nil {
            records.closer = CloserRecord(kind: .endOfFile, start: end, nameEnd: end)
        }
    }

    // MARK: Tokens

    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26
    }

    /// Handles what begins with the `<` at `open`; answers where to go on.
    @inline(__always)
    private mutating func markup(at open: Int) -> Int {
        let next = base[open &+ 1]
        if Self.isLetter(next) { return startTag(at: open) }
        if next == 0x2F {
            let afterSlash = base[open &+ 2]
            if Self.isLetter(afterSlash) { return endTag(at: open) }
            if open &+ 2 >= end {
                significantText(at: open)
                return end
            }
            return afterSlash == 0x3E ? open &+ 3 : bogusComment(at: open, from: open &+ 2)
        }
        if next == 0x21 { return declaration(at: open) }
        if next == 0x3F { return bogusComment(at: open, from: open &+ 1) }
        significantText(at: open)
        return open &+ 1
    }

    /// Reads a tag name from `offset`; the name ends where this ends.
    ///
    /// Names of up to seven bytes, nearly all there are, are read as one word without a loop.
    @inline(__always)
    private mutating func name(at offset: Int) -> (key: UInt64, end: Int) {
        let word = ByteSearch.word(base, offset)
        // White space and control characters, `/`, and `>` or `<`, which differ in one bit.
        let ends =
            ((word &- ByteSearch.repeated(0x21)) & ~word & ByteSearch.repeated(0x80))
            | ByteSearch.zeroBytes(word ^ ByteSearch.repeated(0x2F))
            | ByteSearch.zeroBytes((word | ByteSearch.repeated(0x02)) ^ ByteSearch.repeated(0x3E))
        let length = ends.trailingZeroBitCount >> 3
        let next = base[offset &+ length]
        if length < 8, next != 0x3C, table.classes[Int(next)] & ByteClass.endsTagName != 0, next != 0 {
            let mask = (1 &<< UInt64(truncatingIfNeeded: length &* 8)) &- 1
            return ((word | ByteSearch.repeated(0x20)) & mask, offset &+ length)
        }
        return longName(at: offset)
    }

    @inline(never)
    private mutating func longName(at start: Int) -> (key: UInt64, end: Int) {
        var key: UInt64 = 0
        var offset = start
        while offset < end {
            var byte = base[offset]
            if table.classes[Int(byte)] & ByteClass.endsTagName != 0 {
                // NUL (which becomes U+FFFD) and `<` are part of the name, which then is no known one.
                guard byte == 0 || byte == 0x3C else { break }
                if byte == 0x3C { sawMarkupInName = true } else { byte = 0xFF }
            }
            key = TagTable.extend(key, with: byte, at: offset - start)
            offset += 1
        }
        return (key, offset)
    }

    @inline(__always)
    private mutating func startTag(at open: Int) -> Int {
        let (key, nameEnd) = name(at: open &+ 1)
        let tag = table.tag(key: key, length: nameEnd &- open &- 1)
        let wantsAttributes =
            table.traits[Int(tag.rawValue)].contains(.attributes) || (tag == .input && framesetOK)
        if wantsAttributes { return detailedStartTag(tag, key, open, nameEnd) }
        let tagEnd = skipAttributes(from: nameEnd)
        if tagEnd < 0 {
            unfinishedTag(at: open, nameEnd: nameEnd)
            return end
        }
        let token = StartTag(
            tag: tag, key: key, start: open, nameEnd: nameEnd, end: tagEnd, isSelfClosing: sawSelfClosing,
            hidesMarkup: sawMarkup || sawMarkupInName, attributes: 0..<0)
        wasDropped = false
        let resume = dispatch(token)
        if token.hidesMarkup { revealMarkup(in: token) }
        return resume
    }

    @inline(never)
    private mutating func revealMarkup(in token: StartTag) {
        scriptsInside(token)
        sawMarkupInName = false
    }

    /// A start tag whose attributes are recorded as spans.
    @inline(never)
    private mutating func detailedStartTag(_ tag: Tag, _ key: UInt64, _ open: Int, _ nameEnd: Int) -> Int {
        let first = records.spans.count
        guard let tagEnd = recordAttributes(from: nameEnd, limit: end) else {
            records.spans.removeLast(records.spans.count - first)
            unfinishedTag(at: open, nameEnd: nameEnd)
            return end
        }
        let token = StartTag(
            tag: tag, key: key, start: open, nameEnd: nameEnd, end: tagEnd, isSelfClosing: sawSelfClosing,
            hidesMarkup: sawMarkup || sawMarkupInName, attributes: first..<records.spans.count)
        wasDropped = false
        let resume = dispatch(token)
        if token.hidesMarkup { revealMarkup(in: token) }
        return resume
    }

    /// The tree construction dispatcher for start tags (13.2.6); answers where tokenizing goes on.
    @inline(__always)
    private mutating func dispatch(_ token: StartTag) -> Int {
        if mode.isBodyLike, !stack.top.flags.contains(.foreign) {
            switch table.bodyStarts[Int(token.tag.rawValue)] {
            case .ordinary:
                push(token)
                return token.end
            case .block:
                closeParagraph()
                push(token)
                return token.end
            case .void:
                return token.end
            case .voidVisible:
                framesetOK = false
                return token.end
            case .special, .ignored:
                break
            }
        }
        return construct(token)
    }

    /// The dispatcher in full.
    @inline(never)
    mutating func construct(_ token: StartTag) -> Int {
        while true {
            if stack.count > 0 {
                let top = stack.top
                if top.flags.contains(.foreign), !entersHTML(token, at: top) {
                    if leavesForeignContent(token) {
                        popForeignContent()
                        continue
                    }
                    return foreignStart(token)
                }
            }
            let outcome: Outcome
            switch mode {
            case .initial, .beforeHTML, .beforeHead, .inHead, .afterHead: outcome = headStart(token)
            case .inColumnGroup: outcome = columnGroupStart(token)
            case .inTemplate: outcome = templateStart(token)
            case .inFrameset, .afterFrameset, .afterAfterFrameset: outcome = framesetStart(token)
            default:
                let isTablePart = table.traits[Int(token.tag.rawValue)].contains(.tablePart) || token.tag == .table
                outcome = isTablePart ? tableStart(token) : bodyStart(token)
            }
            switch outcome {
            case .resume(let offset): return offset
            case .again: continue
            }
        }
    }

    /// What a mode did with a token.
    enum Outcome {
        /// Handled; tokenizing goes on at the offset.
        case resume(Int)
        /// The mode changed; the token is to be processed again.
        case again
    }

    /// Ignores a start tag, attributes and all.
    mutating func drop(_ token: StartTag) -> Outcome {
        wasDropped = true
        // As written it still begins a head, which is what the source's author meant.
        if token.tag == .head, inertTemplates.isEmpty { records.headTag = records.headTag ?? token.start..<token.end }
        return .resume(token.end)
    }

    @inline(__always)
    private mutating func endTag(at open: Int) -> Int {
        let (key, nameEnd) = name(at: open &+ 2)
        let tagEnd = base[nameEnd] == 0x3E ? nameEnd &+ 1 : skipAttributes(from: nameEnd)
        sawMarkupInName = false
        if tagEnd < 0 { return end }
        if mode.isBodyLike {
            let top = stack.top
            if top.key == key, top.flags.contains(.popsWhenCurrent) {
                stack.pop()
                return tagEnd
            }
        }
        let tag = table.tag(key: key, length: nameEnd &- open &- 2)
        closeElement(tag, key: key, start: open, nameEnd: nameEnd, end: tagEnd)
        return tagEnd
    }

    // MARK: Stack

    @inline(__always)
    mutating func push(_ token: StartTag) {
        stack.push(
            OpenElement(
                key: token.key, offset: Int32(truncatingIfNeeded: token.start), tag: token.tag,
                flags: table.elementFlags[Int(token.tag.rawValue)]))
    }

    /// Pushes an element that no tag in the source stands for.
    mutating func pushImplied(_ tag: Tag, at offset: Int) {
        push(
            StartTag(
                tag: tag, key: TagTable.key(of: tag.name), start: offset, nameEnd: offset, end: offset,
                isSelfClosing: false, hidesMarkup: false, attributes: 0..<0))
    }

    /// Closes a `p` in button scope.
    @inline(__always)
    mutating func closeParagraph() {
        if stack.hasAny(.p), let index = stack.indexInScope(.p, limit: .button) { stack.pop(to: index) }
    }
}
