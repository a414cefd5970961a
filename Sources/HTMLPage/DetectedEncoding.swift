/// The encoding of a page and what decided it (WHATWG HTML, section 13.2.3.2).
public struct DetectedEncoding: Sendable, Hashable, Codable {
    /// What named the encoding.
    public enum Source: String, Sendable, Hashable, Codable {
        /// The bytes begin with a byte order mark.
        case byteOrderMark
        /// The `charset` parameter of the `Content-Type` header.
        case transport
        /// A meta tag in the first 1,024 bytes.
        case meta
        /// Nothing: windows-1252, as browsers assume.
        case fallback
    }

    /// The WHATWG name in lower case, such as `utf-8`.
    public let name: String
    /// What named it.
    public let source: Source

    var encoding: TextEncoding { TextEncoding(name: name) }

    private init(_ encoding: TextEncoding, _ source: Source) {
        name = encoding.name
        self.source = source
    }

    init(of bytes: UnsafeBufferPointer<UInt8>, transportCharset: String?) {
        for marked in [TextEncoding.utf8, .utf16BE, .utf16LE] where marked.markLength(of: bytes) > 0 {
            self.init(marked, .byteOrderMark)
            return
        }
        if let transport = transportCharset.flatMap({ TextEncoding(label: $0.trimmingQuotes) }) {
            self.init(transport, .transport)
            return
        }
        var prescan = EncodingPrescan(bytes: Array(bytes.prefix(1024)))
        if let declared = prescan.run() {
            self.init(declared, .meta)
            return
        }
        self.init(.windows1252, .fallback)
    }
}

extension String {
    fileprivate var trimmingQuotes: Substring {
        guard count >= 2, let first, first == last, first == "\"" || first == "'" else { return self[...] }
        return dropFirst().dropLast()
    }
}

/// "Prescan a byte stream to determine its encoding" (WHATWG HTML, section 13.2.3.2).
struct EncodingPrescan {
    private let bytes: [UInt8]
    private var offset = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The encoding that the first usable meta tag declares.
    mutating func run() -> TextEncoding? {
        while offset < bytes.count {
            if starts(with: "<!--") {
                skipComment()
            } else if starts(with: "<meta"), let next = byte(offset + 5), isSpace(next) || next == 0x2F {
                offset += 5
                if let encoding = meta() { return encoding }
            } else if bytes[offset] == 0x3C, isTagStart() {
                skipTag()
            } else if starts(with: "<!") || starts(with: "</") || starts(with: "<?") {
                while offset < bytes.count, bytes[offset] != 0x3E { offset += 1 }
            }
            offset += 1
        }
        return nil
    }

    private mutating func meta() -> TextEncoding? {
        var seen: Set<String> = []
        var hasPragma = false
        var needsPragma: Bool?
        var charset: TextEncoding?
        while let (name, value) = attribute() {
            guard seen.insert(name).inserted else { continue }
            switch name {
            case "http-equiv":
                if value == "content-type" { hasPragma = true }
            case "content":
                if charset == nil, let label = Self.charset(inContent: value), let found = TextEncoding(label: label) {
                    charset = found
                    needsPragma = true
                }
            case "charset":
                charset = TextEncoding(label: value)
                needsPragma = false
            default:
                break
            }
        }
        guard let needsPragma, !needsPragma || hasPragma, let charset else { return nil }
        // What could be read as ASCII so far cannot be UTF-16.
        switch charset {
        case .utf16BE, .utf16LE: return .utf8
        case .userDefined: return .windows1252
        default: return charset
        }
    }

    /// "Extract a character encoding from a meta element": the label after `charset=`.
    static func charset(inContent content: String) -> Substring? {
        var rest = content[...]
        while let start = rest.firstRange(ofASCII: "charset") {
            rest = rest[start.upperBound...].drop(while: \.isHTMLSpace)
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst().drop(while: \.isHTMLSpace)
            guard let quote = rest.first else { return nil }
            if quote == "\"" || quote == "'" {
                let value = rest.dropFirst()
                return value.firstIndex(of: quote).map { value[..<$0] }
            }
            return rest.prefix { !$0.isHTMLSpace && $0 != ";" }
        }
        return nil
    }

    // MARK: Bytes

    private func byte(_ offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        [0x09, 0x0A, 0x0C, 0x0D, 0x20].contains(byte)
    }

    private func starts(with text: StaticString) -> Bool {
        guard offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { lower(bytes[offset + $0]) == text.utf8Start[$0] }
    }

    private func lower(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }

    private func isTagStart() -> Bool {
        let isEnd = byte(offset + 1) == 0x2F
        guard let letter = byte(offset + (isEnd ? 2 : 1)) else { return false }
        return lower(letter) >= 0x61 && lower(letter) <= 0x7A
    }

    private mutating func skipComment() {
        var end = offset + 2
        while end + 2 < bytes.count {
            if bytes[end] == 0x2D, bytes[end + 1] == 0x2D, bytes[end + 2] == 0x3E { break }
            end += 1
        }
        offset = end + 2
    }

    private mutating func skipTag() {
        while offset < bytes.count, !isSpace(bytes[offset]), bytes[offset] != 0x3E { offset += 1 }
        while attribute() != nil {}
    }

    /// "Get an attribute": name and value in lower case; nil at the end of the tag.
    private mutating func attribute() -> (name: String, value: String)? {
        while let next = byte(offset), isSpace(next) || next == 0x2F { offset += 1 }
        guard let first = byte(offset), first != 0x3E else { return nil }
        var name: [UInt8] = []
        while let next = byte(offset), !isSpace(next), next != 0x2F, next != 0x3E, next != 0x3D || name.isEmpty {
            name.append(lower(next))
            offset += 1
        }
        while let next = byte(offset), isSpace(next) { offset += 1 }
        guard byte(offset) == 0x3D else { return (String(decoding: name, as: UTF8.self), "") }
        offset += 1
        while let next = byte(offset), isSpace(next) { offset += 1 }
        var value: [UInt8] = []
        if let quote = byte(offset), quote == 0x22 || quote == 0x27 {
            offset += 1
            while let next = byte(offset), next != quote {
                value.append(lower(next))
                offset += 1
            }
            // Cut off: as if there were no attribute.
            guard offset < bytes.count else { return nil }
            offset += 1
        } else {
            while let next = byte(offset), !isSpace(next), next != 0x3E {
                value.append(lower(next))
                offset += 1
            }
        }
        return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
}

extension Substring {
    /// Where `text` first occurs; both are in lower case already.
    fileprivate func firstRange(ofASCII text: String) -> Range<Index>? {
        var index = startIndex
        while index < endIndex {
            if self[index...].hasPrefix(text) { return index..<self.index(index, offsetBy: text.count) }
            index = self.index(after: index)
        }
        return nil
    }
}
