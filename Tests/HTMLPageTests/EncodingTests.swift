import HTMLPage
import Testing

@Suite("Encodings")
struct EncodingTests {
    @Test("A byte order mark wins over the transport, the transport over a meta tag")
    func order() {
        let meta = Array("<meta charset=koi8-r>".utf8)
        #expect(HeadScan(bytes: meta).encoding.name == "koi8-r")
        #expect(HeadScan(bytes: meta).encoding.source == .meta)
        #expect(HeadScan(bytes: meta, transportCharset: " UTF8 ").encoding.name == "utf-8")
        #expect(HeadScan(bytes: meta, transportCharset: "\"latin1\"").encoding.source == .transport)
        #expect(HeadScan(bytes: meta, transportCharset: "bogus").encoding.source == .meta)
        #expect(
            HeadScan(bytes: [0xEF, 0xBB, 0xBF] + meta, transportCharset: "latin1").encoding.source == .byteOrderMark)
        #expect(HeadScan(bytes: []).encoding.name == "windows-1252")
    }

    @Test(
        "Meta tags are found as the prescan finds them",
        arguments: [
            ("<meta http-equiv=Content-Type content='text/html; charset=euc-jp'>", "euc-jp"),
            ("<meta content='text/html; charset=euc-jp'>", "windows-1252"), ("<meta charset=utf-16>", "utf-8"),
            ("<!-- <meta charset=gbk> --><meta charset=big5>", "big5"),
            ("<a title='<meta charset=gbk>'>", "windows-1252"),
            ("<metal charset=gbk>", "windows-1252"), ("<META/CHARSET='GB2312'>", "gbk"),
            ("<meta charset=x-user-defined>", "windows-1252"),
            (String(repeating: " ", count: 1100) + "<meta charset=utf-8>", "windows-1252"),
        ])
    func prescan(source: String, name: String) {
        #expect(HeadScan(bytes: Array(source.utf8)).encoding.name == name)
    }

    @Test("UTF-16 is read with offsets of the input", arguments: [true, false])
    func utf16(isBigEndian: Bool) throws {
        let source = "<title>é𝄞</title>\n𝄞<script a='é'>ü</script>"
        var bytes: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        for unit in source.utf16 {
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            bytes += isBigEndian ? pair : pair.reversed()
        }
        let scan = HeadScan(bytes: bytes)
        let script = try #require(scan.scripts.first)
        #expect(script.placement == .body)
        #expect(script["a"] == "é")
        #expect(script.text == "ü")
        #expect(script.position.line == 2)
        #expect(script.position.column == 2)
        #expect(scan.text(in: script.tagRange) == "<script a='é'>")
        #expect(scan.position(at: script.position.offset) == script.position)
    }

    @Test("Values are decoded from windows-1252, Shift_JIS and malformed UTF-8")
    func values() {
        func value(_ bytes: [UInt8], _ charset: String) -> String? {
            let page = Array("<script a='".utf8) + bytes + Array("'></script>".utf8)
            return HeadScan(bytes: page, transportCharset: charset).scripts.first?["a"]
        }
        #expect(value([0x93, 0xE9], "windows-1252") == "“é")
        #expect(value([0x95, 0x5C, 0x8E, 0xA6], "shift_jis") == "表示")
        #expect(value([0x61, 0xFF, 0x62], "utf-8") == "a\u{FFFD}b")
    }

    @Test("A second byte order mark is text")
    func secondMark() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let page = Array("<script data-probe></script>".utf8)
        #expect(HeadScan(bytes: mark + page).scripts.first?.placement == .head)
        #expect(HeadScan(bytes: mark + mark + page).scripts.first?.placement == .body)
    }
}
