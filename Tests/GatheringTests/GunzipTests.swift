import Foundation
import Testing

import Gzip

@Suite("gzip files")
struct GunzipTests {
    @Test("A file is unpacked, all its members, and what only fills it up is left out")
    func members() throws {
        let file = PackedFile.sitemap
        #expect(Gunzip.isGzip(file))
        let text = Array(PackedFile.sitemapText.utf8)
        #expect(try Gunzip.unpack(file, limit: text.count) == text)
        #expect(try Gunzip.unpack(file + file, limit: 1_000) == text + text)
        #expect(try Gunzip.unpack(file + [0, 0, 0], limit: 1_000) == text)
    }

    @Test("More than the limit is not unpacked")
    func limit() throws {
        let length = PackedFile.sitemapText.utf8.count
        #expect(throws: Gunzip.Failure.tooLarge) { try Gunzip.unpack(PackedFile.sitemap, limit: length - 1) }
        #expect(try Gunzip.unpack(PackedFile.spaces, limit: 500_000).count == 500_000)
        #expect(throws: Gunzip.Failure.tooLarge) {
            try Gunzip.unpack(PackedFile.spaces + PackedFile.spaces, limit: 999_999)
        }
    }

    @Test("A file that breaks off or is damaged is not unpacked, wherever that is")
    func damaged() {
        let file = PackedFile.sitemap
        for length in 0..<file.count {
            #expect(throws: Gunzip.Failure.damaged) { try Gunzip.unpack(Array(file[..<length]), limit: 1_000) }
        }
        var changed = file
        changed[changed.count - 6] ^= 1
        #expect(throws: Gunzip.Failure.damaged) { try Gunzip.unpack(changed, limit: 1_000) }
        #expect(throws: Gunzip.Failure.damaged) { try Gunzip.unpack(file + [0x1F, 0x8B, 9], limit: 1_000) }
    }
}

/// Files that `gzip` has packed.
enum PackedFile {
    static let sitemapText =
        #"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://acme.test/packed</loc></url></urlset>"#
    static let sitemap = bytes(
        "H4sIAAAAAAACAy2NSw6AIBBDr2I4AHWrGbkLwYkaQYkzBo8vfpZt30vpPKKwNleKmwxmVs09UEqxsignn8XuxwQJcw2Cv0RrO+Oouo7iHtyj"
            + "SfV8SGyVRZF9WHkkPCvhBfFduRsnuoEOcwAAAA==")
    /// 500,000 spaces.
    static let spaces = bytes(
        "H4sIAAAAAAACA+3BgQAAAADDIJX5Ux7kVQE" + String(repeating: "A", count: 643) + "DwbE2lrdsgoQcA")

    private static func bytes(_ base64: String) -> [UInt8] {
        Array(Data(base64Encoded: base64) ?? Data())
    }
}
