import HTMLPage
import Testing

@Suite("What is known about each script")
struct ScriptElementTests {
    private func scan(_ source: String) -> HeadScan {
        HeadScan(bytes: Array(source.utf8), transportCharset: "utf-8")
    }

    @Test("Positions count lines and characters, ranges count bytes")
    func positions() throws {
        let source = "<!DOCTYPE html>\r\n<title>é</title>\n  é<script a=1\n b>x</script>"
        let script = try #require(scan(source).scripts.first)
        #expect(script.position.line == 3)
        #expect(script.position.column == 4)
        let utf8 = Array(source.utf8)
        #expect(utf8[script.position.offset] == UInt8(ascii: "<"))
        #expect(String(decoding: utf8[script.range], as: UTF8.self) == "<script a=1\n b>x</script>")
        #expect(String(decoding: utf8[script.tagRange], as: UTF8.self) == "<script a=1\n b>")
        #expect(script.attributes.map(\.position.line) == [3, 4])
        #expect(script.attributes.map(\.position.column) == [12, 2])
        #expect(script.text == "x")
        #expect(script.isClosed)
    }

    @Test(
        "Attribute values have their character references decoded as browsers do",
        arguments: [
            ("&quot;&amp;&#39;&#x41;", "\"&'A"), ("&ampx", "&ampx"), ("&amp=", "&amp="), ("&amp", "&"),
            ("&copy &copy;", "© ©"),
            ("&notit;", "&notit;"), ("&#128;&#0;&#xD800;&#9999999999;", "€\u{FFFD}\u{FFFD}\u{FFFD}"),
            ("&nope;&;&#;", "&nope;&;&#;"),
            ("&CounterClockwiseContourIntegral;", "∳"), ("a\r\nb\rc", "a\nb\nc"), ("?a=1&reg=2&lt", "?a=1&reg=2<"),
        ])
    func references(written: String, read: String) {
        #expect(scan("<script a='\(written)'></script>").scripts.first?["a"] == read)
    }

    @Test("Of duplicate attributes the first counts, and names are in lower case")
    func duplicates() throws {
        let script = try #require(scan("<script SRC=a src=b Async data-X='1'></script>").scripts.first)
        #expect(script.attributes.map(\.name) == ["src", "async", "data-x"])
        #expect(script["src"] == "a")
        #expect(script["async"] == "")
        #expect(script["defer"] == nil)
    }

    @Test("A self-closing slash means nothing in HTML and something in SVG")
    func selfClosing() throws {
        let html = try #require(scan("<script src=a /><title>x</title></script>").scripts.first)
        #expect(html.isSelfClosing)
        #expect(html.text == "<title>x</title>")
        let svg = scan("<svg><script href=a /><script>b</script></svg>").scripts
        #expect(svg.map(\.isClosed) == [true, true])
        #expect(svg.map(\.text) == ["", "b"])
    }

    @Test("A script without end tag reaches to the end of the input")
    func unclosed() throws {
        let script = try #require(scan("<head><script src=a>x</head>").scripts.first)
        #expect(!script.isClosed)
        #expect(script.text == "x</head>")
        #expect(script.range.upperBound == 28)
    }

    @Test("The reason why a script is inert names what holds it, and where that begins")
    func reasons() {
        func reason(_ source: String) -> InertReason? {
            scan(source).scripts.last { $0.placement == .inert || $0.placement == .absent }?.inertBecause
        }
        let start = SourcePosition(line: 1, column: 1, offset: 0)
        #expect(reason("<template><script></script>") == .template(position: start))
        #expect(reason("<!--<script></script>-->") == .comment(position: start, isClosed: true))
        #expect(reason("<!--<script></script>") == .comment(position: start, isClosed: false))
        #expect(
            reason("<noscript><script></script></noscript>")
                == .rawText(element: "noscript", position: start, isClosed: true))
        #expect(reason("<STYLE><script></script>") == .rawText(element: "style", position: start, isClosed: false))
        #expect(
            reason("<iframe srcdoc='<script></script>'>")
                == .attributeValue(element: "iframe", attribute: "srcdoc", position: start))
        #expect(reason("<link a=\"<script></script>") == .unfinishedTag(element: "link", position: start))
        #expect(reason("<script src=\"a></script>") == .unfinishedTag(element: "script", position: start))
        #expect(reason("<frameset><script></script>") == .frameset(position: start))
    }

    @Test("An inert script has attributes and text like any other")
    func inertContent() throws {
        let script = try #require(scan("<!-- <script src='a' async>x</script> -->").scripts.first)
        #expect(script["src"] == "a")
        #expect(script.text == "x")
        #expect(script.isClosed)
    }

    @Test("Source order between the head tags is told apart from the tree's")
    func headTags() {
        let source =
            "<script id=0></script><head><script id=1></script><div><script id=2></script></head><script id=3></script>"
        let scripts = scan(source).scripts
        #expect(scripts.map(\.isInsideHeadTags) == [false, true, true, false])
        #expect(scripts.map(\.placement) == [.head, .head, .body, .body])
    }
}

@Suite("What closed head")
struct HeadCloserTests {
    private func closer(_ source: String) -> HeadCloser { HeadScan(bytes: Array(source.utf8)).headCloser }

    @Test("An element, text or end tag before </head> is unexpected, and is named with its place")
    func early() {
        let element = closer("<head>\n<DIV class=x></div></head><body>")
        #expect(element.kind == .element)
        #expect(element.name == "div")
        #expect(element.position.line == 2)
        #expect(element.excerpt == "<DIV class=x>")
        #expect(!element.isExpected)
        let text = closer("<head> stray words\n<title></title></head>")
        #expect(text.kind == .text)
        #expect(text.name == "stray words")
        #expect(text.position.column == 8)
        #expect(!text.isExpected)
        let end = closer("<head></br></head>")
        #expect(end.kind == .endTag)
        #expect(end.name == "br")
        #expect(!end.isExpected)
    }

    @Test(
        "A body tag, the end of input and content after </head> are expected",
        arguments: ["<head></head><body>", "<title>x</title>", "<head></head><p>x", "<p>x", "<frameset>", "", "x"])
    func normal(source: String) {
        #expect(closer(source).isExpected)
    }

    @Test("Metas and base of the live head are listed, those in templates are not")
    func metas() {
        let scan = HeadScan(
            bytes: Array(
                "<meta name=a><template><meta name=b><base href=x></template><base target=t><base href=y><p><meta name=c>"
                    .utf8))
        #expect(scan.headMetas.map { $0["name"] } == ["a"])
        #expect(scan.metas.map(\.placement) == [.head, .body])
        #expect(scan.base?["href"] == "y")
    }
}
