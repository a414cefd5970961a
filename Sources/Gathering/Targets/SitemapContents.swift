import Gzip
import HTMLPage

/// What a sitemap lists, whichever form it has: XML or an address a line, packed with gzip or not.
struct SitemapContents: Sendable, Hashable {
    /// The addresses lead to further sitemaps, not to pages.
    let isIndex: Bool
    /// The addresses as they are written.
    let locations: [String]

    /// Reads a sitemap.
    ///
    /// - Throws: a `GatheringError` that begins with the name and says what to do.
    init(_ bytes: [UInt8], named name: String) throws(GatheringError) {
        let document = Self.withoutPadding(try Self.unpacked(bytes, named: name))
        guard let first = document.first else {
            throw .usage("\(name): the sitemap is empty; check the address")
        }
        guard !Self.isHTML(document) else { throw Self.htmlError(name) }
        // What begins with `<`, or with the mark of UTF-16, is XML.
        guard first == UInt8(ascii: "<") || first >= 0xFE else {
            isIndex = false
            locations = try Self.lines(of: document, named: name)
            return
        }
        do throws(SitemapXMLError) {
            let sitemap = try SitemapXML(bytes: Array(document), limit: Self.maximumLocations)
            isIndex = sitemap.kind == .index
            locations = sitemap.locations
        } catch {
            throw Self.error(error, named: name)
        }
    }

    private static func unpacked(_ bytes: [UInt8], named name: String) throws(GatheringError) -> [UInt8] {
        // By its first bytes, not by its name: a server may have unpacked `sitemap.xml.gz` already.
        guard Gunzip.isGzip(bytes) else { return bytes }
        do throws(Gunzip.Failure) {
            return try Gunzip.unpack(bytes, limit: maximumBytes)
        } catch {
            switch error {
            case .damaged: throw .usage("\(name): the gzip file is damaged or breaks off; make it anew")
            case .tooLarge:
                throw .usage(
                    "\(name): unpacks to more than 50 MB, the most a sitemap may have; split it, with an index")
            }
        }
    }

    /// The document without the byte order mark of UTF-8 and the white space before it.
    private static func withoutPadding(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return rest.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }

    private static func isHTML(_ document: ArraySlice<UInt8>) -> Bool {
        let start = String(decoding: document.prefix(14), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    private static func lines(
        of document: ArraySlice<UInt8>, named name: String
    ) throws(GatheringError) -> [String] {
        let lines = document.split { $0 == 0x0A || $0 == 0x0D }
            .map { String(decoding: $0, as: UTF8.self).trimmingSpaces }
            .filter { !$0.isEmpty }
        guard lines.count <= maximumLocations else { throw error(.tooMany(limit: maximumLocations), named: name) }
        return lines
    }

    private static func error(_ error: SitemapXMLError, named name: String) -> GatheringError {
        switch error {
        case .otherRoot("html"):
            htmlError(name)
        case .otherRoot(let root):
            .usage(
                "\(name): its first element is <\(root.prefix(40))>; a sitemap has <urlset> or <sitemapindex>; check the address"
            )
        case .documentType:
            .usage("\(name): it has a document type (<!DOCTYPE>), which no sitemap needs; remove it")
        case .malformed(let line):
            .usage("\(name): the sitemap is not well-formed XML at line \(line); repair it")
        case .tooMany(let limit):
            .usage(
                "\(name): lists more than \(limit) addresses, the most a sitemap may have; split it, with an index")
        }
    }

    private static func htmlError(_ name: String) -> GatheringError {
        .usage("\(name): an HTML page, not a sitemap; check the address; the site's robots.txt may name it")
    }

    /// Addresses of one sitemap (sitemaps.org, protocol 0.9).
    static let maximumLocations = 50_000
    /// Bytes of one sitemap, unpacked: 50 MB in the protocol's count.
    static let maximumBytes = 52_428_800
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingSpaces: String {
        let rest = drop(while: \.isWhitespace)
        return String(rest[..<(rest.lastIndex { !$0.isWhitespace }.map(rest.index(after:)) ?? rest.startIndex)])
    }
}
