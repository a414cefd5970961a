import HTMLPage
import Testing

@Suite("What libxml2's tree says")
struct DOMTests {
    private func facts(_ source: String, charset: String? = "utf-8") throws -> DOMFacts {
        try DOM(HeadScan(bytes: Array(source.utf8), transportCharset: charset)).facts()
    }

    @Test("Elements are collected with attributes, lines and whether they count")
    func elements() throws {
        let facts = try facts(
            """
            <!DOCTYPE html><html lang="en"><head><title>Tea &amp; cups</title>
            <meta name="a" content="é"><base href="/x/">
            <link rel="preload" href="/s.js">
            <script src="/s.js" async></script></head>
            <body class="c"><noscript><iframe src="/n"></iframe></noscript>
            <form action="/f"><input type="email" name="email"></form>
            <iframe srcdoc="&lt;p&gt;"></iframe><a href="/go">Go</a><a name="x">no</a>
            <script>var x = "<p>";</script>
            """)
        #expect(facts.title == "Tea & cups")
        #expect(facts.htmlAttributes == [DOMAttribute(name: "lang", value: "en")])
        #expect(facts.bodyAttributes == [DOMAttribute(name: "class", value: "c")])
        #expect(facts.metas.map { $0["content"] } == ["é"])
        #expect(facts.bases.map { $0["href"] } == ["/x/"])
        #expect(facts.links.first?["rel"] == "preload")
        #expect(facts.links.first?.line == 3)
        #expect(facts.scripts.map(\.isInHead) == [true, false])
        #expect(facts.scripts.map(\.text) == ["", "var x = \"<p>\";"])
        #expect(facts.frames.map { $0["srcdoc"] } == [nil, "<p>"])
        #expect(facts.frames.map(\.isInert) == [true, false])
        #expect(facts.forms.map { $0["action"] } == ["/f"])
        #expect(facts.fields.map { $0["name"] } == ["email"])
        #expect(facts.anchors.map(\.text) == ["Go"])
    }

    @Test("Comments and visible text with script tags, and elements with the object's name, are found")
    func needles() throws {
        let facts = try facts(
            """
            <!-- <SCRIPT src="/a.js"></SCRIPT> --><!-- other -->
            <p id="_dubAnalytics">&lt;script src="/b.js"&gt;</p><p>plain</p><noscript>&lt;script&gt;</noscript>
            """)
        #expect(facts.comments.map(\.text) == [" <SCRIPT src=\"/a.js\"></SCRIPT> "])
        #expect(facts.texts.map(\.text) == ["<script src=\"/b.js\">"])
        #expect(facts.texts.map(\.line) == [2])
        #expect(facts.identified.map(\.name) == ["p"])
    }

    @Test("Encodings are those of the scan, whatever the page declares")
    func encoding() throws {
        let bytes = Array("<meta charset=utf-8><title>".utf8) + [0xE9] + Array("</title>".utf8)
        #expect(try DOM(HeadScan(bytes: bytes, transportCharset: "windows-1252")).facts().title == "é")
        #expect(try DOM(HeadScan(bytes: bytes)).facts().title == "\u{FFFD}")
        let wide = Array("<title>é</title>".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try DOM(HeadScan(bytes: [0xFF, 0xFE] + wide)).facts().title == "é")
    }

    @Test("A NUL does not end the page")
    func zero() throws {
        #expect(try facts("<title>a\0b</title>\0<p id=dubAnalytics>").identified.count == 1)
    }

    @Test("Pages over a limit are refused with the reason before libxml2 sees them")
    func limits() {
        func refusal(_ source: String) -> DOMRefusal? { DOM.refusal(of: HeadScan(bytes: Array(source.utf8))) }
        let attributes = (0...DOM.maximumAttributes).map { "a\($0)" }.joined(separator: " ")
        #expect(refusal("<p \(attributes)>") == .tooManyAttributes(count: 257, limit: 256))
        #expect(refusal("<p " + attributes.replacing(" a256", with: "") + ">") == nil)
        #expect(refusal(String(repeating: "<div>", count: 300)) == .tooDeep(depth: 302, limit: 240))
        #expect(refusal(String(repeating: "<div>", count: 200)) == nil)
        let size = DOM.maximumBytes + 1
        #expect(refusal(String(repeating: " ", count: size)) == .tooLarge(byteCount: size, limit: size - 1))
    }

    @Test("Every element down to the depth limit is in the tree")
    func depth() throws {
        let facts = try facts(String(repeating: "<div>", count: DOM.maximumDepth - 3) + "<p id=dubAnalytics>")
        #expect(facts.identified.count == 1)
    }

    @Test("A page that is read both ways shows where the two disagree")
    func disagreement() {
        let page = ParsedPage(bytes: Array("<head>\n<my-tag></my-tag>\n<script src=a></script>\n</head><body>".utf8))
        #expect(page.scan.scripts.first?.placement == .body)
        let isInHead = page.facts?.scripts.first?.isInHead
        #expect(page.fragileScripts.count == (isInHead == true ? 1 : 0))
        #expect(ParsedPage(bytes: Array("<head><script src=a></script></head>".utf8)).fragileScripts.isEmpty)
        #expect(ParsedPage(bytes: []).refusal == .noTree)
    }

    @Test("Several tasks may parse at once")
    func concurrency() async {
        let counts = await withTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    let source = String(repeating: "<p>x<a href=/>y</a></p>", count: 100 + number)
                    return ParsedPage(bytes: Array(source.utf8)).facts?.anchors.count ?? -1
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts == Set(100..<108))
    }
}
