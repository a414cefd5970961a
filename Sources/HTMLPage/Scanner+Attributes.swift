/// Where an attribute's name and value lie, before anything is decoded.
struct AttributeSpan {
    var name: Range<Int>
    /// Empty when there is no value.
    var value: Range<Int>
}

extension Scanner {
    /// Skips a tag's attributes with correct quoting; answers the offset after `>`, or -1 at the end of input.
    @inline(__always)
    mutating func skipAttributes(from start: Int) -> Int {
        sawSelfClosing = false
        sawMarkup = false
        if base[start] == 0x3E { return start &+ 1 }
        return skipSomeAttributes(from: start)
    }

    @inline(never)
    private mutating func skipSomeAttributes(from start: Int) -> Int {
        let base = self.base
        let classes = table.classes
        var offset = start
        var count = 0
        while true {
            while classes[Int(base[offset])] & ByteClass.beforeAttribute != 0 {
                if base[offset] == 0x2F, base[offset &+ 1] == 0x3E { sawSelfClosing = true }
                offset &+= 1
            }
            if base[offset] == 0x3E { break }
            if offset >= end { return -1 }
            if base[offset] == 0x3C { sawMarkup = true }
            count &+= 1
            offset &+= 1
            while true {
                if classes[Int(base[offset])] & ByteClass.endsAttributeName == 0 {
                    offset &+= 1
                } else if continuesPast(offset) {
                    offset &+= 1
                } else {
                    break
                }
            }
            while classes[Int(base[offset])] & ByteClass.space != 0 { offset &+= 1 }
            guard base[offset] == 0x3D else { continue }
            offset &+= 1
            while classes[Int(base[offset])] & ByteClass.space != 0 { offset &+= 1 }
            let quote = base[offset]
            if quote == 0x22 || quote == 0x27 {
                offset = closingQuote(quote, from: offset &+ 1)
                if offset >= end { return -1 }
                offset &+= 1
            } else if quote == 0x3E {
                break
            } else {
                while true {
                    if classes[Int(base[offset])] & ByteClass.endsUnquoted == 0 {
                        offset &+= 1
                    } else if continuesPast(offset) {
                        offset &+= 1
                    } else {
                        break
                    }
                }
            }
        }
        if count > maximumAttributes { maximumAttributes = count }
        return offset &+ 1
    }

    /// Whether the byte that stopped a loop is one that does not end a name or value: NUL, or `<`, which is noted.
    @inline(__always)
    private mutating func continuesPast(_ offset: Int) -> Bool {
        let byte = base[offset]
        guard byte == 0 || byte == 0x3C, offset < end else { return false }
        if byte == 0x3C { sawMarkup = true }
        return true
    }

    /// Offset of the closing quote; notes whether `<` comes before it.
    @inline(__always)
    private mutating func closingQuote(_ quote: UInt8, from start: Int) -> Int {
        let quotes = ByteSearch.repeated(quote)
        let opens = ByteSearch.repeated(0x3C)
        var offset = start
        while offset < end {
            let word = ByteSearch.word(base, offset)
            let quoteHits = ByteSearch.zeroBytes(word ^ quotes)
            let openHits = ByteSearch.zeroBytes(word ^ opens)
            if quoteHits != 0 {
                if openHits != 0, openHits.trailingZeroBitCount < quoteHits.trailingZeroBitCount {
                    sawMarkup = true
                }
                return offset &+ quoteHits.trailingZeroBitCount >> 3
            }
            if openHits != 0 { sawMarkup = true }
            offset &+= 8
        }
        return end
    }

    /// Appends a span for each attribute; answers the offset after `>`, or nil when `limit` comes first.
    mutating func recordAttributes(from start: Int, limit: Int) -> Int? {
        sawSelfClosing = false
        sawMarkup = false
        let classes = table.classes
        func has(_ bits: UInt8, _ offset: Int) -> Bool {
            offset < limit && classes[Int(base[offset])] & bits != 0
        }
        func isInside(_ bits: UInt8, _ offset: Int) -> Bool {
            guard offset < limit else { return false }
            let byte = base[offset]
            if byte == 0x3C { sawMarkup = true }
            return byte == 0 || byte == 0x3C || classes[Int(byte)] & bits == 0
        }
        let first = records.spans.count
        defer { maximumAttributes = max(maximumAttributes, records.spans.count - first) }
        var offset = start
        while offset < limit {
            while has(ByteClass.beforeAttribute, offset) {
                if base[offset] == 0x2F, offset + 1 < limit, base[offset + 1] == 0x3E { sawSelfClosing = true }
                offset += 1
            }
            guard offset < limit else { return nil }
            if base[offset] == 0x3E { return offset + 1 }
            let nameStart = offset
            if base[offset] == 0x3C { sawMarkup = true }
            offset += 1
            while isInside(ByteClass.endsAttributeName, offset) { offset += 1 }
            var span = AttributeSpan(name: nameStart..<offset, value: offset..<offset)
            while has(ByteClass.space, offset) { offset += 1 }
            if offset < limit, base[offset] == 0x3D {
                offset += 1
                while has(ByteClass.space, offset) { offset += 1 }
                if offset < limit, base[offset] == 0x22 || base[offset] == 0x27 {
                    let valueStart = offset + 1
                    offset = ByteSearch.find(base[offset], in: base, from: valueStart, to: limit)
                    span.value = min(valueStart, offset)..<offset
                    if ByteSearch.find(0x3C, in: base, from: valueStart, to: offset) < offset {
                        sawMarkup = true
                    }
                    offset = min(offset + 1, limit + 1)
                } else if offset < limit, base[offset] != 0x3E {
                    let valueStart = offset
                    while isInside(ByteClass.endsUnquoted, offset) { offset += 1 }
                    span.value = valueStart..<offset
                }
            }
            records.spans.append(span)
        }
        return nil
    }

    /// The span of the attribute with this lower-case name, among those recorded for a tag; the first one wins.
    func span(of name: StaticString, in attributes: Range<Int>) -> AttributeSpan? {
        for index in attributes {
            let span = records.spans[index]
            if matches(name, at: span.name.lowerBound), span.name.count == name.utf8CodeUnitCount { return span }
        }
        return nil
    }

    /// Whether the bytes at `offset` are `name` (given in lower case), ASCII case aside.
    func matches(_ name: StaticString, at offset: Int) -> Bool {
        guard offset + name.utf8CodeUnitCount <= end else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            let byte = base[offset + index]
            let isUpper = byte >= 0x41 && byte <= 0x5A
            if (isUpper ? byte | 0x20 : byte) != name.utf8Start[index] { return false }
        }
        return true
    }

    /// Whether a recorded value equals one of `candidates`, ASCII case aside, without character references.
    func value(_ span: AttributeSpan, isOneOf candidates: StaticString...) -> Bool {
        candidates.contains {
            span.value.count == $0.utf8CodeUnitCount && matches($0, at: span.value.lowerBound)
        }
    }
}
