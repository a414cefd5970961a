/// Finds the `Tag` of a name, and its rules, without touching a string.
///
/// A name of up to eight bytes is one integer, its bytes in lower case; longer names are folded by rotation and told
/// apart by length as well. The tables are built once, never changed and never freed, which is what makes sharing them safe.
struct TagTable: @unchecked Sendable {
    static let shared = TagTable()

    private static let slotBits: UInt64 = 10

    private let keys: UnsafeMutablePointer<UInt64>
    private let tags: UnsafeMutablePointer<Tag>
    private let lengths: UnsafeMutablePointer<UInt8>
    let traits: UnsafeMutablePointer<TagTraits>
    let elementFlags: UnsafeMutablePointer<OpenElement.Flags>
    let bodyStarts: UnsafeMutablePointer<BodyStart>
    let bodyEnds: UnsafeMutablePointer<BodyEnd>
    /// Lower case of a byte of a tag name; 0 for the bytes that end a name (white space, `/`, `>`), for NUL and for `<`.
    let nameBytes: UnsafeMutablePointer<UInt8>
    /// `ByteClass` bits of each byte.
    let classes: UnsafeMutablePointer<UInt8>

    private init() {
        let slots = 1 << Int(Self.slotBits)
        func table<Value>(_ count: Int, of value: Value) -> UnsafeMutablePointer<Value> {
            let pointer = UnsafeMutablePointer<Value>.allocate(capacity: count)
            pointer.initialize(repeating: value, count: count)
            return pointer
        }
        keys = table(slots, of: 0)
        tags = table(slots, of: .unknown)
        lengths = table(slots, of: 0)
        traits = table(256, of: [])
        elementFlags = table(256, of: [])
        bodyStarts = table(256, of: .ordinary)
        bodyEnds = table(256, of: .ordinary)
        nameBytes = table(256, of: 0)
        classes = table(256, of: 0)
        for tag in Tag.allCases {
            traits[Int(tag.rawValue)] = tag.traits
            elementFlags[Int(tag.rawValue)] = tag.elementFlags
            bodyStarts[Int(tag.rawValue)] = tag.bodyStart
            bodyEnds[Int(tag.rawValue)] = tag.bodyEnd
            if tag != .unknown { insert(tag) }
        }
        for byte in 0..<256 {
            let value = UInt8(byte)
            classes[byte] = ByteClass.bits(of: value)
            let isUpper = value >= 0x41 && value <= 0x5A
            nameBytes[byte] = classes[byte] & ByteClass.endsTagName != 0 ? 0 : (isUpper ? value | 0x20 : value)
        }
    }

    private func insert(_ tag: Tag) {
        let key = Self.key(of: tag.name)
        var slot = Self.slot(key)
        while keys[slot] != 0 { slot = (slot + 1) & ((1 << Int(Self.slotBits)) - 1) }
        keys[slot] = key
        tags[slot] = tag
        lengths[slot] = UInt8(tag.name.utf8.count)
    }

    private static func slot(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - slotBits))
    }

    /// The packed form of a name; the tokenizer computes the same while it reads.
    static func key(of name: String) -> UInt64 {
        var key: UInt64 = 0
        for (index, byte) in name.utf8.enumerated() { key = extend(key, with: byte, at: index) }
        return key
    }

    /// Adds the byte at `index` of a name to its key.
    ///
    /// Setting bit 5 is lower case for letters and harmless for the rest: no other byte that is left in a name turns
    /// into one of a known name.
    @inline(__always)
    static func extend(_ key: UInt64, with byte: UInt8, at index: Int) -> UInt64 {
        let lower = UInt64(byte | 0x20)
        return index < 8 ? key | lower &<< UInt64(index &* 8) : (key &<< 5 | key &>> 59) ^ lower
    }

    /// The tag with this key and length, `.unknown` when no rule names it.
    @inline(__always)
    func tag(key: UInt64, length: Int) -> Tag {
        var slot = Self.slot(key)
        while true {
            let candidate = keys[slot]
            if candidate == key { return Int(lengths[slot]) == length ? tags[slot] : .unknown }
            if candidate == 0 { return .unknown }
            slot = (slot + 1) & ((1 << Int(Self.slotBits)) - 1)
        }
    }
}

/// Bits that say what a byte means inside a tag.
enum ByteClass {
    /// Tab, line feed, form feed, carriage return, space: HTML's white space.
    static let space: UInt8 = 1
    /// Ends a tag name: white space, `/`, `>`; NUL stops the loop too, to look for the end of input.
    static let endsTagName: UInt8 = 2
    /// Ends an attribute's name: as above and `=`.
    static let endsAttributeName: UInt8 = 4
    /// Ends an unquoted value: white space, `>`, NUL.
    static let endsUnquoted: UInt8 = 8
    /// White space or `/`, skipped before an attribute's name.
    static let beforeAttribute: UInt8 = 16

    static func bits(of byte: UInt8) -> UInt8 {
        switch byte {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x20: space | endsTagName | endsAttributeName | endsUnquoted | beforeAttribute
        case 0x2F: endsTagName | endsAttributeName | beforeAttribute
        case 0x3E, 0x00: endsTagName | endsAttributeName | endsUnquoted
        case 0x3D: endsAttributeName
        // Ends nothing, but is worth a look: it may begin a script tag that this tag swallows.
        case 0x3C: endsTagName | endsAttributeName | endsUnquoted
        default: 0
        }
    }
}
