/// `application/x-www-form-urlencoded`, as URLSearchParams reads it (WHATWG URL section 5.1).
enum FormEncoding {
    /// The pairs of a query in order; names may repeat.
    static func pairs(_ query: String) -> [(name: String, value: String)] {
        query.split(separator: "&").map { pair in
            let name = pair.prefix { $0 != "=" }
            return (decode(name), decode(pair.dropFirst(name.count + 1)))
        }
    }

    /// Plus signs are spaces; a percent sign without two digits stands for itself.
    static func decode(_ text: some StringProtocol) -> String {
        decodeBytes(text, plusIsSpace: true)
    }

    /// A part of a path with its percent escapes resolved.
    static func decodePath(_ text: some StringProtocol) -> String {
        decodeBytes(text, plusIsSpace: false)
    }

    private static func decodeBytes(_ text: some StringProtocol, plusIsSpace: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(digit),
                let low = rest.dropFirst().first.flatMap(digit)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
