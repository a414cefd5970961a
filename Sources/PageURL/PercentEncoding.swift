/// Percent-encoding over UTF-8 bytes, with the sets of the URL Standard, section 1.3.
public enum PercentEncoding {
    /// Which bytes are written as `%XX`; bytes of controls and of non-ASCII characters always are.
    struct ByteSet: Sendable {
        private let flags: [Bool]

        init(_ characters: String) {
            var flags = [Bool](repeating: false, count: 256)
            for byte in 0...255 where byte < 0x20 || byte > 0x7E { flags[byte] = true }
            for byte in characters.utf8 { flags[Int(byte)] = true }
            self.flags = flags
        }

        init(allBut allowed: String) {
            var flags = [Bool](repeating: true, count: 256)
            for byte in allowed.utf8 { flags[Int(byte)] = false }
            self.flags = flags
        }

        func contains(_ byte: UInt8) -> Bool { flags[Int(byte)] }
    }

    static let control = ByteSet("")
    static let fragment = ByteSet(" \"<>`")
    static let query = ByteSet(" \"#<>'")
    /// Chromium escapes `|` in a path too, which the standard leaves alone.
    static let path = ByteSet(" \"#<>?^`{|}")
    static let userinfo = ByteSet(" \"#<>?^`{}/:;=@[\\]|")
    /// What URLSearchParams writes, but for the space, which it writes as `+`.
    static let form = ByteSet(allBut: "*-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// What `encodeURIComponent` leaves as it is (ECMA-262, 19.2.6.5).
    static let component = ByteSet(
        allBut: "!'()*-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// Text as it may stand anywhere in a URL or in a cookie, as `encodeURIComponent` writes it.
    public static func encodeComponent(_ text: String) -> String {
        encode(text.utf8, component)
    }

    static func encode(_ bytes: some Sequence<UInt8>, _ set: ByteSet, spaceAsPlus: Bool = false) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.underestimatedCount)
        for byte in bytes {
            if spaceAsPlus, byte == 0x20 {
                result.append(UInt8(ascii: "+"))
            } else if set.contains(byte) {
                result.append(UInt8(ascii: "%"))
                result.append(digits[Int(byte >> 4)])
                result.append(digits[Int(byte & 15)])
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The bytes with every well-formed `%XX` decoded; others stay as they are.
    public static func decode(_ bytes: some Collection<UInt8>, plusAsSpace: Bool = false) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            index = bytes.index(after: index)
            if byte == UInt8(ascii: "%"), let high = hexValue(bytes, at: index),
                let low = hexValue(bytes, at: bytes.index(after: index))
            {
                result.append(high << 4 | low)
                index = bytes.index(index, offsetBy: 2)
            } else {
                result.append(plusAsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
            }
        }
        return result
    }

    private static let digits = Array("0123456789ABCDEF".utf8)

    private static func hexValue<Bytes: Collection<UInt8>>(_ bytes: Bytes, at index: Bytes.Index) -> UInt8? {
        index < bytes.endIndex ? bytes[index].hexDigitValue : nil
    }
}

extension UInt8 {
    /// 0–15 for an ASCII hexadecimal digit.
    var hexDigitValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isASCIILetter: Bool {
        let lower = self | 0x20
        return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }

    var isSlash: Bool { self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") }
}
