/// Searches eight bytes at a time; every buffer it is given is followed by at least `padding` readable zero bytes.
enum ByteSearch {
    /// Zero bytes that must follow the searched bytes, so that reading a whole word never leaves the buffer.
    static let padding = 16

    @inline(__always)
    static func repeated(_ byte: UInt8) -> UInt64 {
        UInt64(byte) &* 0x0101_0101_0101_0101
    }

    /// High bit set in the lowest byte of `word` that is zero; bits above the first hit may be wrong.
    @inline(__always)
    static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    @inline(__always)
    static func word(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base + offset).loadUnaligned(as: UInt64.self))
    }

    /// Offset of the first `byte` at or after `start`, or `limit` when there is none before it.
    @inline(__always)
    static func find(_ byte: UInt8, in base: UnsafePointer<UInt8>, from start: Int, to limit: Int) -> Int {
        let pattern = repeated(byte)
        var offset = start
        while offset < limit {
            let hits = zeroBytes(word(base, offset) ^ pattern)
            if hits != 0 { return min(offset &+ hits.trailingZeroBitCount >> 3, limit) }
            offset &+= 8
        }
        return limit
    }
}
