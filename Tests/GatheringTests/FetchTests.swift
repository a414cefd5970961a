import Evidence
import Gathering
import PageURL
import Testing

@Suite("Fetching")
struct FetchTests {
    @Test("A page over the size limit is cut off and says so")
    func sizeLimit() async throws {
        try await TestSite.serve { _ in
            .init(body: Array(repeating: UInt8(ascii: "x"), count: 6_000_000))
        } during: { site in
            let page = try #require(try await gather("http://acme.test/", try .to(site)).page)
            #expect(page.body.array.count == 5_000_000)
            #expect(page.isTruncated)
        }
    }

    @Test("A page exactly as large as the limit is whole")
    func exactSize() async throws {
        try await TestSite.serve { _ in
            .init(body: Array(repeating: UInt8(ascii: "x"), count: 1_000))
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.pageSizeLimit = 1_000
            let page = try #require(try await gather("http://acme.test/", options).page)
            #expect(page.body.array.count == 1_000)
            #expect(!page.isTruncated)
        }
    }

    @Test("gzip is undone")
    func gzip() async throws {
        try await TestSite.serve { _ in
            .init(fields: [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], body: Gzip.spaces(1_000))
        } during: { site in
            let page = try #require(try await gather("http://acme.test/", try .to(site)).page)
            #expect(page.body.array == Array(repeating: UInt8(ascii: " "), count: page.body.array.count))
            #expect(page.body.array.count == 1_033)
            #expect(!page.isTruncated)
            #expect(site.requests.first?["accept-encoding"] == "gzip")
        }
    }

    @Test("A small answer that unpacks to very much is cut off at the limit")
    func decompressionBomb() async throws {
        let bomb = Gzip.spaces(12_000_000)
        try await TestSite.serve { _ in
            .init(fields: [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], body: bomb)
        } during: { site in
            let page = try #require(try await gather("http://acme.test/", try .to(site)).page)
            #expect(page.body.array.count == 5_000_000)
            #expect(page.isTruncated)
        }
    }

    @Test("A compression nobody asked for is a malformed answer, not a page of noise")
    func brotli() async throws {
        try await TestSite.serve { _ in
            .init(fields: [("Content-Encoding", "br")], body: [0x0B, 0x02, 0x80, 0x48, 0x69, 0x03])
        } during: { site in
            let failure = try await gather("http://acme.test/", try .to(site)).failure
            #expect(failure?.kind == .malformed)
            #expect(failure?.message.contains("br") == true)
        }
    }

    @Test("A server that does not answer, or not to the end, is a time-out", arguments: [false, true])
    func timeout(_ beginsToAnswer: Bool) async throws {
        try await TestSite.serve { _ in
            if !beginsToAnswer { try? await Task.sleep(for: .seconds(20)) }
            var answer = TestSite.Answer.html(TestPage.withTag)
            answer.isUnfinished = true
            return answer
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.timeout = 0.5
            let evidence = try await gather("http://acme.test/", options)
            #expect(evidence.page == nil)
            #expect(evidence.failure?.kind == .timeout)
            #expect(evidence.failure?.message == "no complete answer within 0.5 s")
        }
    }

    @Test("A refused connection names the address that refused it")
    func refused() async throws {
        let port = try await TestSite.closedPort()
        let evidence = try await gather("http://127.0.0.1:\(port)/", GatheringOptions())
        #expect(evidence.failure?.kind == .connection)
        #expect(evidence.failure?.message == "127.0.0.1:\(port) refused the connection")
    }

    @Test("A name without an address is not found")
    func noSuchHost() async throws {
        let evidence = try await gather("http://nothing.invalid/", GatheringOptions())
        #expect(evidence.failure?.kind == .nameNotFound)
        #expect(evidence.failure?.message.contains("nothing.invalid") == true)
    }

    @Test("Names below localhost are this machine, as in browsers")
    func localhost() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            var options = GatheringOptions()
            options.makesCacheProbe = false
            let evidence = try await gather("http://shop.localhost:\(site.port)/", options)
            #expect(evidence.page?.status == 200)
            #expect(site.requests.first?["host"] == "shop.localhost:\(site.port)")
        }
    }

    @Test(
        "IPv6 addresses are reached, written in the URL or in a rule",
        .enabled("this machine has IPv6") { await TestSite.canListen(on: "::1") })
    func ipv6() async throws {
        try await TestSite.serve(on: "::1") { _ in
            .html(TestPage.withTag)
        } during: { site in
            var options = GatheringOptions()
            options.makesCacheProbe = false
            options.connectTo = [try ConnectTo("acme.test:80:[::1]:\(site.port)")]
            #expect(try await gather("http://[::1]:\(site.port)/", options).page?.status == 200)
            #expect(try await gather("http://acme.test/", options).page?.status == 200)
            #expect(site.requests.map { $0["host"] } == ["[::1]:\(site.port)", "acme.test"])
        }
    }

    @Test("What is not HTTP is malformed", arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 what\r\n\r\n"])
    func malformed(_ bytes: String) async throws {
        try await TestSite.serve(raw: bytes) { site in
            let failure = try await gather("http://acme.test/", try .to(site)).failure
            #expect(failure?.kind == .malformed)
        }
    }

    @Test("A connection that is cut without an answer is a connection failure")
    func cut() async throws {
        try await TestSite.serve { _ in
            .init(isCut: true)
        } during: { site in
            let failure = try await gather("http://acme.test/", try .to(site)).failure
            #expect(failure?.kind == .connection)
        }
    }

    @Test("Characters that browsers keep in URLs and the HTTP client does not are sent percent-encoded")
    func unusualURL() async throws {
        try await TestSite.serve { _ in
            .html(TestPage.withTag)
        } during: { site in
            _ = try await gather("http://acme.test/a|b?x={y}&z=50%&q=[1]", try .to(site))
            #expect(site.requests.first?.target == "/a%7Cb?x=%7By%7D&z=50%25&q=%5B1%5D&dub_id=probe1")
        }
    }
}

/// Gzip data made by hand: spaces, in deflate's fixed code.
enum Gzip {
    /// One space, and matches of 258 spaces until there are at least so many.
    static func spaces(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(0b1, count: 1)  // the last block
        bits.append(0b01, count: 2)  // fixed code
        bits.appendCode(0x30 + 0x20, count: 8)
        let matches = (count - 1 + 257) / 258
        for _ in 0..<matches {
            bits.appendCode(0b1100_0101, count: 8)  // length 258
            bits.appendCode(0, count: 5)  // distance 1
        }
        bits.appendCode(0, count: 7)  // end of block
        let length = 1 + matches * 258
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        return header + bits.bytes + littleEndian(crcOfSpaces(length)) + littleEndian(UInt32(length))
    }

    private static func crcOfSpaces(_ count: Int) -> UInt32 {
        let table = (0..<256).map { index in
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 1 ? (value >> 1) ^ 0xEDB8_8320 : value >> 1 }
            return value
        }
        var crc: UInt32 = .max
        for _ in 0..<count { crc = table[Int((crc ^ 0x20) & 0xFF)] ^ (crc >> 8) }
        return ~crc
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, count: Int) {
            for index in 0..<count { append(bit: value >> index & 1) }
        }

        /// Huffman codes are packed starting with their most significant bit (RFC 1951, 3.1.1).
        mutating func appendCode(_ value: Int, count: Int) {
            for index in (0..<count).reversed() { append(bit: value >> index & 1) }
        }

        private mutating func append(bit: Int) {
            if used == 8 {
                bytes.append(0)
                used = 0
            }
            bytes[bytes.count - 1] |= UInt8(bit) << used
            used += 1
        }
    }
}
