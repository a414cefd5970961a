/// Turns offsets into lines and columns in one pass over the input.
///
/// Offsets that come in ascending order cost what lies between them, so that a page on a single line with thousands of
/// scripts stays linear; an offset that goes back starts again at the beginning.
struct PositionResolver {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let encoding: TextEncoding
    private var offset = 0
    private var line = 1
    private var column = 1

    init(bytes: UnsafeBufferPointer<UInt8>, encoding: TextEncoding) {
        self.bytes = bytes
        self.encoding = encoding
        offset = encoding.markLength(of: bytes)
    }

    mutating func position(at target: Int) -> SourcePosition {
        if target < offset { self = PositionResolver(bytes: bytes, encoding: encoding) }
        let limit = min(target, bytes.count)
        if offset < limit {
            switch encoding.unitWidth {
            case .utf16(let isBigEndian): advanceUnits(to: limit, isBigEndian: isBigEndian)
            case .utf8: advance(to: limit) { $0 & 0xC0 == 0x80 }
            case .single: advance(to: limit) { _ in false }
            case .double: advancePairs(to: limit)
            }
        }
        return SourcePosition(line: line, column: column, offset: target)
    }

    private mutating func advance(to limit: Int, isContinuation: (UInt8) -> Bool) {
        guard let base = bytes.baseAddress else { return }
        let ends = lineEnds(base, to: limit)
        var lineStart = offset
        if ends > 0 {
            line += ends
            column = 1
            lineStart = limit
            while !endsLine(base, lineStart - 1) { lineStart -= 1 }
        }
        // Only the last line needs its characters counted.
        for index in lineStart..<limit where !isContinuation(base[index]) { column += 1 }
        offset = limit
    }

    private func endsLine(_ base: UnsafePointer<UInt8>, _ index: Int) -> Bool {
        base[index] == 0x0A || (base[index] == 0x0D && (index + 1 >= bytes.count || base[index + 1] != 0x0A))
    }

    /// Counts line ends, block by block, the slow way only where there is a carriage return.
    private func lineEnds(_ base: UnsafePointer<UInt8>, to limit: Int) -> Int {
        var ends = 0
        var position = offset
        while position < limit {
            // Each byte of a word counts the line feeds in its place; 255 words are the most it can hold.
            let blockEnd = min(position + 255 * 8, limit)
            var counts: UInt64 = 0
            var returns: UInt64 = 0
            var index = position
            while index &+ 8 <= blockEnd {
                let word = ByteSearch.word(base, index)
                let different = word ^ ByteSearch.repeated(0x0A)
                let low = ByteSearch.repeated(0x7F)
                counts &+= ~(((different & low) &+ low) | different | low) &>> 7
                returns |= ByteSearch.zeroBytes(word ^ ByteSearch.repeated(0x0D))
                index &+= 8
            }
            if returns == 0 {
                let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ ((counts &>> 8) & 0x00FF_00FF_00FF_00FF)
                ends += Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
            } else {
                index = position
            }
            while index < blockEnd {
                if endsLine(base, index) { ends += 1 }
                index += 1
            }
            position = blockEnd
        }
        return ends
    }

    private mutating func advancePairs(to limit: Int) {
        while offset < limit {
            let byte = bytes[offset]
            if byte == 0x0A || (byte == 0x0D && (offset + 1 >= bytes.count || bytes[offset + 1] != 0x0A)) {
                line += 1
                column = 1
            } else {
                column += 1
                if byte >= 0x81 && byte != 0xFF { offset += 1 }
            }
            offset += 1
        }
    }

    private mutating func advanceUnits(to limit: Int, isBigEndian: Bool) {
        while offset + 1 < limit {
            let high = bytes[isBigEndian ? offset : offset + 1]
            let low = bytes[isBigEndian ? offset + 1 : offset]
            let isLineFeed = high == 0 && low == 0x0A
            if isLineFeed {
                line += 1
                column = 1
            } else if high & 0xFC != 0xDC {
                column += 1
            }
            offset += 2
        }
    }
}
