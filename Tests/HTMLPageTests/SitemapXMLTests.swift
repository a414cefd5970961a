import HTMLPage
import Testing

@Suite("Sitemaps in XML")
struct SitemapXMLTests {
    private static func read(_ text: String, limit: Int = .max) throws(SitemapXMLError) -> SitemapXML {
        try SitemapXML(bytes: Array(text.utf8), limit: limit)
    }

    @Test(
        "The addresses of pages are found in whatever namespace the root has, or in none",
        arguments: [
            #"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>a</loc></url><url><loc>b</loc></url></urlset>"#,
            #"<urlset xmlns="http://www.google.com/schemas/sitemap/0.84"><url><loc>a</loc></url><url><loc>b</loc></url></urlset>"#,
            "<urlset><url><loc>a</loc></url><url><loc>b</loc></url></urlset>",
            #"<s:urlset xmlns:s="urn:x"><s:url><s:loc>a</s:loc></s:url><s:url><s:loc>b</s:loc></s:url></s:urlset>"#,
            "\n\n<?xml version=\"1.0\"?><?xml-stylesheet href=\"x.xsl\"?><!-- made by hand --><urlset><url><loc>a</loc>"
                + "<lastmod>2026-01-01</lastmod></url><url><priority>1</priority><loc>b</loc></url></urlset>\n",
        ])
    func namespaces(_ text: String) throws {
        let sitemap = try Self.read(text)
        #expect(sitemap.kind == .pages)
        #expect(sitemap.locations == ["a", "b"])
    }

    @Test("An index names sitemaps")
    func index() throws {
        let sitemap = try Self.read(
            "<sitemapindex><sitemap><loc>a.xml</loc></sitemap><url><loc>no</loc></url></sitemapindex>")
        #expect(sitemap == (try Self.read("<sitemapindex><sitemap><loc>a.xml</loc></sitemap></sitemapindex>")))
        #expect(sitemap.kind == .index)
        #expect(sitemap.locations == ["a.xml"])
    }

    @Test("Addresses of pictures and videos, and those elsewhere, are not pages")
    func otherLocations() throws {
        let sitemap = try Self.read(
            """
            <urlset xmlns="urn:s" xmlns:image="urn:i"><loc>root</loc><url><image:loc>flat</image:loc><loc>page</loc>
            <image:image><image:loc>picture</image:loc></image:image><video><loc>deep</loc></video></url>
            <x><loc>other</loc></x><image:url><loc>other</loc></image:url></urlset>
            """)
        #expect(sitemap.locations == ["page"])
    }

    @Test(
        "References, CDATA, comments and white space are read as XML has them",
        arguments: [
            ("https://acme.test/?a=1&amp;b=2", "https://acme.test/?a=1&b=2"),
            ("https://acme.test/&#x62;&#99;", "https://acme.test/bc"),
            ("<![CDATA[https://acme.test/?a=1&b=2]]>", "https://acme.test/?a=1&b=2"),
            ("https://acme.test/<![CDATA[a&b]]>c<!-- d -->e", "https://acme.test/a&bce"),
            ("\n\t https://acme.test/ü \u{A0}\n", "https://acme.test/ü"),
            ("<b>https://other.test/</b>", ""),
            ("  ", ""),
        ])
    func text(written: String, read: String) throws {
        #expect(try Self.read("<urlset><url><loc>\(written)</loc></url></urlset>").locations == [read])
    }

    @Test("An empty address stays in its place, so that it can be counted")
    func empty() throws {
        #expect(try Self.read("<urlset><url><loc/></url><url/></urlset>").locations == [""])
        #expect(try Self.read("<urlset/>").locations.isEmpty)
    }

    @Test("Other encodings are read as the document declares them")
    func encodings() throws {
        let latin =
            Array("<?xml version='1.0' encoding='ISO-8859-1'?><urlset><url><loc>/".utf8) + [0xFC]
            + Array("</loc></url></urlset>".utf8)
        #expect(try SitemapXML(bytes: latin).locations == ["/ü"])
        let units = Array("\u{FEFF}<urlset><url><loc>/ü</loc></url></urlset>".utf16)
        let wide = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        #expect(try SitemapXML(bytes: wide).locations == ["/ü"])
    }

    @Test(
        "What is no sitemap says what it is instead",
        arguments: [
            ("<rss><channel/></rss>", .otherRoot("rss")),
            (#"<html xmlns="http://www.w3.org/1999/xhtml"><head/></html>"#, .otherRoot("html")),
            ("<!DOCTYPE html><html><head></head></html>", .otherRoot("html")),
            ("", .malformed(line: 1)),
            ("hello", .malformed(line: 1)),
            ("<urlset>\n<url>\n<loc>https://acme.test/?a=1&b=2</loc></url></urlset>", .malformed(line: 3)),
            ("<urlset>\n<url><loc>https://acme.test/</loc></url>\n<url><lo", .malformed(line: 3)),
            ("<urlset><url><loc>&nbsp;</loc></url></urlset>", .malformed(line: 1)),
        ] as [(String, SitemapXMLError)])
    func refused(_ text: String, _ error: SitemapXMLError) {
        #expect(throws: error) { try Self.read(text) }
    }

    @Test(
        "A document type is refused, so that no entity is ever replaced or fetched",
        arguments: [
            "<!DOCTYPE urlset SYSTEM \"http://127.0.0.1:1/urlset.dtd\"><urlset/>",
            "<!DOCTYPE urlset [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>&x;</loc></url></urlset>",
            "<!DOCTYPE urlset [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x\"> %x;]><urlset/>",
        ])
    func documentType(_ text: String) {
        #expect(throws: SitemapXMLError.documentType) { try Self.read(text) }
    }

    @Test(
        "Entities that grow tenfold at each level end the reading",
        arguments: ["<urlset a='&j;'/>", "<urlset>&j;</urlset>"])
    func growingEntities(document: String) {
        let levels = zip("bcdefghij", "abcdefghi")
            .map { "<!ENTITY \($0) \"\(String(repeating: "&\($1);", count: 10))\">" }
        let text = "<!DOCTYPE urlset [<!ENTITY a \"aaaaaaaaaa\">\(levels.joined())]>\(document)"
        #expect(throws: SitemapXMLError.self) { try Self.read(text) }
    }

    @Test("Depth is bounded, and so is the number of addresses")
    func bounds() throws {
        let deep = "<urlset>" + String(repeating: "<url>", count: 100_000)
        #expect(throws: SitemapXMLError.malformed(line: 1)) { try Self.read(deep) }
        let many = "<urlset>" + String(repeating: "<url><loc>a</loc></url>", count: 11) + "</urlset>"
        #expect(throws: SitemapXMLError.tooMany(limit: 10)) { try Self.read(many, limit: 10) }
        #expect(try Self.read(many, limit: 11).locations.count == 11)
    }

    @Test("A sitemap of 50,000 addresses is read whole")
    func large() throws {
        let entries = (0..<50_000).map { "<url><loc>https://acme.test/\($0)</loc></url>" }.joined()
        let sitemap = try Self.read("<urlset>\(entries)</urlset>")
        #expect(sitemap.locations.count == 50_000)
        #expect(sitemap.locations.last == "https://acme.test/49999")
    }
}
