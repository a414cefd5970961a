/// What HTML's rules need to read a page that was served as XHTML: there `<script … />` is complete.
enum XHTML {
    /// The document with an end tag in place of the slash, for elements whose text HTML would read up to their end tag.
    ///
    /// Lines stay as they are; columns behind such a tag move within its line.
    static func spelledOut(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 256)
        var offset = 0
        while offset < bytes.count {
            guard bytes[offset] == UInt8(ascii: "<") else {
                output.append(bytes[offset])
                offset += 1
                continue
            }
            let end = markupEnd(bytes, from: offset)
            let markup = bytes[offset..<end]
            if let name = selfClosingName(markup) {
                output += markup.dropLast(2) + [UInt8(ascii: ">")] + Array("</\(name)>".utf8)
            } else {
                output += markup
            }
            offset = end
        }
        return output
    }

    private static let names: Set<String> = [
        "script", "style", "title", "textarea", "iframe", "noscript", "noframes", "template",
    ]

    /// The offset behind the tag, comment or CDATA section that begins here.
    private static func markupEnd(_ bytes: [UInt8], from start: Int) -> Int {
        func skip(past mark: String) -> Int {
            let mark = Array(mark.utf8)
            var offset = start
            while offset + mark.count <= bytes.count {
                if bytes[offset] == mark[0], bytes[offset..<offset + mark.count].elementsEqual(mark) {
                    return offset + mark.count
                }
                offset += 1
            }
            return bytes.count
        }
        if bytes[start...].starts(with: Array("<!--".utf8)) { return skip(past: "-->") }
        if bytes[start...].starts(with: Array("<![CDATA[".utf8)) { return skip(past: "]]>") }
        var quote: UInt8?
        var offset = start + 1
        while offset < bytes.count {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return offset + 1
            }
            offset += 1
        }
        return bytes.count
    }

    /// The element's name, when the tag closes itself and HTML would not see that.
    private static func selfClosingName(_ markup: ArraySlice<UInt8>) -> String? {
        guard markup.count > 3, markup.suffix(2).elementsEqual(Array("/>".utf8)) else { return nil }
        let name = String(decoding: markup.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }, as: UTF8.self)
        return names.contains(name) ? name : nil
    }
}
