import Foundation
import HTMLPage
import Testing

@Suite("Hostile input")
struct HostileInputTests {
    /// A generator whose sequence follows from its seed (SplitMix64).
    struct SeededGenerator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// Pages that make careless parsers quadratic: a beginning, and what is repeated.
    static let repeated: [(String, String)] = [
        ("<body>", "<div>"), ("<body><p><button>", "<div>"), ("<x><div><i>", "<i></x>"), ("<b>", "<div></b>"),
        ("", "<a><div>"), ("<ul>", "<li><div><section>"), ("", "<table><tr><td>"), ("", "<table></table>"),
        ("", "<template>"), ("<svg>", "<g></x>"), ("<svg>", "<script>"), ("<!--", "<script>"), ("", "<!--x--!"),
        ("", "<!--<script a=\"-->"), ("", "<textarea><script a=\"</textarea>"), ("<p ", "a=\"<script \""),
        ("<p title='", "<script "), ("<script ", "a "), ("<script ", "a=b c"), ("", "<a href=\""),
        ("<title>", "</titl"),
        ("<script><!--", "<script "), ("<svg><![CDATA[", "]]"), ("", "&notin"), ("", "\0"), ("", "<"), ("", "</"),
        ("", "<!"),
        ("<script a='", "&CounterClockwiseContourIntegra"), ("", "<frameset>"), ("<select>", "<option>"),
        ("", "<meta a>"),
    ]

    @Test("Work beyond reading each byte stays in proportion to the size", arguments: repeated)
    func linear(start: String, pattern: String) {
        func steps(_ count: Int) -> (steps: Int, bytes: Int) {
            let scan = HeadScan(bytes: Array((start + String(repeating: pattern, count: count)).utf8))
            return (scan.searchSteps, scan.byteCount)
        }
        // Ends within the test's patience at all only when it is linear; the counter shows the searches' share.
        let (small, large) = (steps(2_000), steps(20_000))
        #expect(small.steps <= 16 * small.bytes + 4_096)
        #expect(large.steps <= 16 * large.bytes + 4_096)
    }

    @Test("A tag with 100,000 attributes keeps the first of each name")
    func manyAttributes() throws {
        let attributes = (0..<100_000).map { "a\($0 % 60_000)=\($0)" }.joined(separator: " ")
        let scan = HeadScan(bytes: Array("<script \(attributes)></script>".utf8))
        let script = try #require(scan.scripts.first)
        #expect(script.attributes.count == 60_000)
        #expect(script["a59999"] == "59999")
        #expect(scan.maximumAttributes == 100_000)
        #expect(DOM.refusal(of: scan) == .tooManyAttributes(count: 100_000, limit: DOM.maximumAttributes))
    }

    @Test("100,000 nested elements are counted and kept from libxml2")
    func deep() {
        let page = ParsedPage(bytes: Array((String(repeating: "<div>", count: 100_000) + "<script></script>").utf8))
        #expect(page.scan.maximumDepth == 100_002)
        #expect(page.scan.scripts.count == 1)
        #expect(page.facts == nil)
        #expect(page.refusal == .tooDeep(depth: 100_002, limit: DOM.maximumDepth))
    }

    @Test("Beyond 50,000 scripts only their number is kept")
    func manyScripts() {
        let scan = HeadScan(bytes: Array(String(repeating: "<script></script>", count: 50_010).utf8))
        #expect(scan.scripts.count == 50_000)
        #expect(scan.omittedScriptCount == 10)
    }

    @Test("Entity declarations of a doctype expand to nothing")
    func entityBomb() throws {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><title>&b;&b;</title>"
        #expect(try DOM(HeadScan(bytes: Array(bomb.utf8))).facts().title == "&b;&b;")
    }

    @Test("Mutated and random pages give ranges inside the page, and limits hold", arguments: 0..<8)
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(state: seed)
        let cases = try PlacementCase.load(Repository.fixtures.appending(path: "placement.jsonl"))
        let pieces = [
            "<script src=a>", "</script>", "<!--", "-->", "<template>", "</template>", "<svg>", "<math><mi>", "\"", "'",
            "<", ">",
            "/>", "\0", "\r", "<table>", "<td>", "<col>", "<frameset>", "</body>", "<title>", "<![CDATA[", "]]>",
            "&#x20;", "&amp",
            "<select>", "</p>", "<plaintext>", "<noscript>", "\u{FEFF}", "<b>", "</b>", "<p>", "<li>",
        ].map { Array($0.utf8) }
        for round in 0..<120 {
            var bytes = Array(cases.randomElement(using: &random)?.html ?? Data())
            if round % 10 == 9 { bytes = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) } }
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &random)))
                case 2: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &random) }
                default: bytes.insert(contentsOf: bytes[place...].prefix(40), at: 0)
                }
            }
            check(ParsedPage(bytes: bytes, transportCharset: round % 3 == 0 ? "utf-8" : nil), bytes)
        }
    }

    private func check(_ page: ParsedPage, _ bytes: [UInt8]) {
        let scan = page.scan
        let isWide = scan.encoding.name.hasPrefix("utf-16")
        for script in scan.scripts {
            #expect(script.range.lowerBound == script.position.offset && script.range.upperBound <= bytes.count)
            #expect(script.tagRange.lowerBound == script.range.lowerBound)
            #expect(script.tagRange.upperBound <= script.range.upperBound)
            #expect(isWide || bytes[script.range.lowerBound] == UInt8(ascii: "<"))
            #expect((script.inertBecause == nil) == (script.placement == .head || script.placement == .body))
            #expect(scan.position(at: script.position.offset) == script.position)
        }
        #expect(scan.headCloser.position.offset <= bytes.count)
        #expect((page.facts == nil) == (page.refusal != nil))
        if DOM.refusal(of: scan) != nil { #expect(page.facts == nil) }
    }
}
