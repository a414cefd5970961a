import HTMLPage
import Testing

@Suite("Where scripts end up")
struct HeadPlacementTests {
    /// Stands for the probe in the sources below.
    static let probe = #"<script src="/analytics/script.js" data-probe></script>"#

    static func label(_ source: String) -> Placement {
        let page = source.replacing("[P]", with: probe)
        return HeadScan(bytes: Array(page.utf8)).placement(ofScriptWithAttribute: "data-probe")
    }

    @Test(
        "Head content, white space and stray end tags keep head open",
        arguments: [
            "<head>[P]</head>", "[P]", "<title>a</title>[P]", "<html><head></head>[P]<body>", "<head></p></div>[P]",
            "<head><link><meta><base>[P]", "<head> \t\n\u{C}[P]", "<head>&#32;&#x20;&Tab;&NewLine;[P]", "<head>\0[P]",
            "<head></head></head><head>[P]", "<html><html><head>[P]", "<head><!DOCTYPE html>[P]", "<head></body-x>[P]",
            "<head><noscript><img></noscript>[P]", "<noscript><p></noscript>[P]", "<head><noframes>x</noframes>[P]",
        ])
    func staysInHead(source: String) {
        #expect(Self.label(source) == .head)
    }

    @Test(
        "Text, flow elements and a few end tags close head",
        arguments: [
            "<head>x[P]", "<head><div></div>[P]", "<head><img>[P]", "<head>\u{A0}[P]", "<head>\u{200B}[P]",
            "<head>\u{B}[P]", "<html>\u{FEFF}<head>[P]", "<head></br>[P]", "<head></body>[P]", "<head></html>[P]",
            "<head><my-tag>[P]", "<head><svg></svg>[P]", "<head><menuitem>[P]", "<head><command>[P]", "<head>&nbsp;[P]",
            "<head></head><noscript></noscript>[P]", "<head><scr\0ipt></script>[P]", "<head><![CDATA[ > ]]>[P]",
            "<head><[P]", "<head></head>x[P]", "<body>[P]", "<frame>x[P]",
        ])
    func leavesHead(source: String) {
        #expect(Self.label(source) == .body)
    }

    @Test(
        "Raw text ends only with its own end tag",
        arguments: [
            ("<title></head>[P]</title>", Placement.inert), ("<title></titles>[P]", .inert),
            ("<title></title >[P]", .head),
            ("<title></title/>[P]", .head), ("<TITLE></tItLe x='>'>[P]", .head), ("<style><!--</style>[P]-->", .head),
            ("<noscript>[P]</noscript>", .inert), ("<head><title/>[P]</title>", .inert), ("<textarea>[P]", .inert),
            ("<body><xmp>[P]</xmp>", .inert), ("<body><iframe>[P]</iframe>", .inert), ("<body><noembed>[P]", .inert),
            ("<body><plaintext>[P]", .inert), ("<style></style x>[P]", .head),
            ("<title>a</title foo=\">\"[P]>", .absent),
        ] as [(String, Placement)])
    func rawText(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "Script text hides an end tag after <!-- and <script",
        arguments: [
            ("<script>x</script>[P]", Placement.head), ("<script><!-- </script>[P]", .head),
            ("<script><!-- <script> </script>[P]</script>", .inert), ("<script><!-- <script> --></script>[P]", .head),
            ("<script><!--<script></script></script>[P]", .head), ("<script><!--><script></script>[P]", .head),
            ("<script><!--<scripty></script>[P]", .head), ("<script>[P]", .inert),
        ] as [(String, Placement)])
    func scriptText(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "Comments end where the standard says, bogus ones at the first >",
        arguments: [
            ("<!--[P]-->", Placement.inert), ("<!-->[P]", .head), ("<!--->[P]", .head), ("<!-- a --!>[P]", .head),
            ("<!-- a -- >[P]-->", .inert), ("<!-- a --!x>[P]", .inert), ("<!x>[P]", .head), ("<?x>[P]", .head),
            ("</ x>[P]", .head), ("</>[P]", .head), ("<!--[if IE]>[P]<![endif]-->", .inert),
            ("<![CDATA[x]]>[P]", .head),
            ("<!-- a --->[P]", .head), ("<!-[P]->", .inert),
        ] as [(String, Placement)])
    func comments(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "Templates are inert, nest, and have table modes of their own",
        arguments: [
            ("<template>[P]</template>", Placement.inert), ("<template></template>[P]", .head),
            ("<template><template></template>[P]</template>", .inert), ("<template></head><body></template>[P]", .head),
            ("<template><col><iframe></template>[P]", .head), ("<template><col>[P]</template>", .absent),
            ("<template><tr><td></template>[P]", .head), ("<template><svg><template></template>[P]", .inert),
            ("<template><textarea></template>[P]", .inert), ("<template><svg><title></template>[P]", .head),
            ("<template/>[P]", .inert), ("<head></head><template></template>[P]<body>", .head),
        ] as [(String, Placement)])
    func templates(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "A declarative shadow root is live on a valid host, once",
        arguments: [
            ("<body><template shadowrootmode=open>[P]", Placement.body),
            ("<div><template shadowrootmode=CLOSED>[P]", .body), ("<my-tag><template shadowrootmode=open>[P]", .body),
            ("<div><template shadowrootmode=no>[P]", .inert), ("<ul><template shadowrootmode=open>[P]", .inert),
            ("<font-face><template shadowrootmode=open>[P]", .inert),
            ("<head><template shadowrootmode=open>[P]", .inert),
            ("<div><template shadowrootmode=open></template><template shadowrootmode=open>[P]", .inert),
            ("<template><div><template shadowrootmode=open>[P]", .inert),
        ] as [(String, Placement)])
    func shadowRoots(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "In SVG and MathML there is no raw text, CDATA counts, and a script is a script",
        arguments: [
            ("<svg>[P]", Placement.body), ("<svg><style>[P]", .body), ("<svg><title>[P]", .body),
            ("<svg><![CDATA[ [P] ]]>", .inert), ("<svg><![CDATA[x]]>[P]", .body), ("<svg><textarea>[P]", .body),
            ("<svg><foreignObject><textarea>[P]", .inert), ("<svg><p><textarea>[P]", .inert),
            ("<math><mi><textarea>[P]", .inert), ("<math><annotation-xml encoding='text/html'><textarea>[P]", .inert),
            ("<math><annotation-xml><textarea>[P]", .body), ("<svg></p><textarea>[P]", .inert),
            ("<div><svg></div><textarea>[P]", .inert), ("<svg><font><textarea>[P]", .body),
            ("<svg><font color=x><textarea>[P]", .inert), ("<svg><g/><textarea>[P]", .body),
            ("<svg/><textarea>[P]", .inert),
        ] as [(String, Placement)])
    func foreignContent(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "A frameset drops scripts, and replaces a body that shows nothing yet",
        arguments: [
            ("<frameset>[P]</frameset>", Placement.absent), ("<frameset></frameset>[P]", .absent),
            ("<head>[P]</head><frameset>", .head), ("<body><p>[P]</p><frameset>", .body), ("<p>[P]<frameset>", .absent),
            ("<p>x[P]<frameset>", .body), ("<svg>[P]</svg><frameset>", .absent), ("<br>[P]<frameset>", .body),
            ("<input type=hidden>[P]<frameset>", .absent), ("<input>[P]<frameset>", .body),
            ("<frameset></frameset><noframes>[P]", .inert),
        ] as [(String, Placement)])
    func framesets(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }

    @Test(
        "Attributes hide tags; those of end tags and unfinished ones are gone",
        arguments: [
            ("<body><iframe srcdoc='[P]'></iframe>", Placement.inert), ("<meta a='[P]'>", .inert),
            ("<meta a='[P]", .absent),
            ("<meta a=\">[P]", .inert), ("<div></div [P]>", .absent), ("<meta content='</head><body>'>[P]", .head),
            ("<meta a=\"b\"c=\"d\">[P]", .head), ("<meta a==b>[P]", .head), ("<meta name=a>b>[P]", .body),
            ("<!DOCTYPE html [P]", .absent), ("<he[P]ad>", .inert), ("<body><head x='[P]'>", .absent),
        ] as [(String, Placement)])
    func attributes(source: String, expected: Placement) {
        #expect(Self.label(source) == expected)
    }
}
