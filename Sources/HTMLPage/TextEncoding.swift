import Glibc

/// A character encoding by its WHATWG name (Encoding Standard, section 4.2).
struct TextEncoding: Hashable {
    /// The name in lower case, such as `utf-8` or `windows-1252`.
    let name: String

    static let utf8 = TextEncoding(name: "utf-8")
    static let utf16LE = TextEncoding(name: "utf-16le")
    static let utf16BE = TextEncoding(name: "utf-16be")
    static let windows1252 = TextEncoding(name: "windows-1252")
    static let userDefined = TextEncoding(name: "x-user-defined")
    /// Stands for encodings that are unsafe to decode: the page is one replacement character.
    static let replacement = TextEncoding(name: "replacement")

    /// How characters lie in bytes, as far as finding lines and columns needs it.
    enum UnitWidth {
        case utf8, single, double
        case utf16(isBigEndian: Bool)
    }

    var unitWidth: UnitWidth {
        switch name {
        case "utf-8": .utf8
        case "utf-16le": .utf16(isBigEndian: false)
        case "utf-16be": .utf16(isBigEndian: true)
        case "gbk", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr", "iso-2022-jp": .double
        default: .single
        }
    }

    /// Length of the byte order mark that these bytes begin with.
    func markLength(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
        switch self {
        case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        case .utf16LE: bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0
        case .utf16BE: bytes.starts(with: [0xFE, 0xFF]) ? 2 : 0
        default: 0
        }
    }

    /// Decodes bytes; what is malformed becomes U+FFFD, and the byte order mark of a whole page is dropped.
    ///
    /// In a part of a page, those bytes are a character like others.
    func decode(_ bytes: UnsafeBufferPointer<UInt8>, isWholePage: Bool = false) -> String {
        let content = UnsafeBufferPointer(rebasing: bytes.dropFirst(isWholePage ? markLength(of: bytes) : 0))
        switch unitWidth {
        case .utf8:
            return String(decoding: content, as: UTF8.self)
        case .utf16(let isBigEndian):
            let units = stride(from: 0, to: content.count - 1, by: 2).lazy.map { index in
                let (first, second) = (UInt16(content[index]), UInt16(content[index + 1]))
                return isBigEndian ? first << 8 | second : second << 8 | first
            }
            return String(decoding: Array(units), as: UTF16.self)
        case .single, .double:
            if content.allSatisfy({ $0 < 0x80 }) { return String(decoding: content, as: UTF8.self) }
            if self == .windows1252 { return Self.decodeWindows1252(content) }
            return convert(content) ?? Self.decodeWindows1252(content)
        }
    }

    private static func decodeWindows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes {
            let code = byte >= 0x80 && byte <= 0x9F ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
            scalars.append(UnicodeScalar(code) ?? "\u{FFFD}")
        }
        return String(scalars)
    }

    /// What the bytes 0x80 to 0x9F mean in windows-1252, and numeric references with those values in HTML.
    static let windows1252High: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D,
        0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
        0x9D,
        0x017E, 0x0178,
    ]

    /// Decodes with the C library; nil when it does not know the encoding.
    private func convert(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let names = ["shift_jis": "CP932", "euc-kr": "CP949", "gbk": "GB18030", "iso-8859-8-i": "ISO-8859-8"]
        let converter = iconv_open("UTF-8", names[name] ?? name)
        guard let converter, converter != iconv_t(bitPattern: -1) else { return nil }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 2)
        var chunk = [CChar](repeating: 0, count: 4096)
        var input = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(bytes.baseAddress))?
            .assumingMemoryBound(to: CChar.self)
        var left = bytes.count
        while left > 0 {
            let (status, written) = chunk.withUnsafeMutableBufferPointer { buffer in
                var output = buffer.baseAddress
                var room = buffer.count
                let status = iconv(converter, &input, &left, &output, &room)
                return (status, buffer.count - room)
            }
            result.append(contentsOf: chunk[..<written].lazy.map { UInt8(bitPattern: $0) })
            // Malformed or cut off (but not merely out of room): one byte becomes U+FFFD.
            if status == -1, errno != E2BIG, left > 0 {
                result.append(contentsOf: "\u{FFFD}".utf8)
                input = input.map { $0 + 1 }
                left -= 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

extension TextEncoding {
    /// The encoding that a label names; white space around it and case do not matter.
    init?(label: some StringProtocol) {
        let trimmed = label.lowercased().split(whereSeparator: \.isHTMLSpace)
        guard trimmed.count == 1, let name = Self.names[String(trimmed[0])] else { return nil }
        self.init(name: name)
    }

    private static let names: [String: String] = {
        var names: [String: String] = [:]
        for line in labels.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for word in words { names[word] = words.first }
        }
        return names
    }()

    // A line for each encoding: its name, then the other labels.
    private static let labels = """
        utf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8
        ibm866 866 cp866 csibm866
        iso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2
        iso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
        iso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4
        iso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988
        iso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6-e iso-8859-6-i iso-ir-127 \
        iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987
        iso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 \
        iso_8859-7:1987 sun_eu_greek
        iso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 \
        iso_8859-8:1988 visual
        iso-8859-8-i csiso88598i logical
        iso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6
        iso-8859-13 iso8859-13 iso885913
        iso-8859-14 iso8859-14 iso885914
        iso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9
        iso-8859-16
        koi8-r cskoi8r koi koi8 koi8_r
        koi8-u koi8-ru
        macintosh csmacintosh mac x-mac-roman
        windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620
        windows-1250 cp1250 x-cp1250
        windows-1251 cp1251 x-cp1251
        windows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 \
        iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252
        windows-1253 cp1253 x-cp1253
        windows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 x-cp1254
        windows-1255 cp1255 x-cp1255
        windows-1256 cp1256 x-cp1256
        windows-1257 cp1257 x-cp1257
        windows-1258 cp1258 x-cp1258
        x-mac-cyrillic x-mac-ukrainian
        gbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk
        gb18030
        big5 big5-hkscs cn-big5 csbig5 x-x-big5
        euc-jp cseucpkdfmtjapanese x-euc-jp
        iso-2022-jp csiso2022jp
        shift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis
        euc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949
        replacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr
        utf-16be unicodefffe
        utf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16
        x-user-defined
        """
}

extension Character {
    /// HTML's white space: tab, line feed, form feed, carriage return, space.
    var isHTMLSpace: Bool {
        self == " " || self == "\t" || self == "\n" || self == "\r" || self == "\u{C}" || self == "\r\n"
    }
}
