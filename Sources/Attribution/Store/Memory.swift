import Crypto

/// What is remembered for some time only (`dub-api.md`, 6.5).
public struct Memory: Sendable, Hashable {
    /// What there is to remember: a click id, or an answer as JSON; empty where being remembered says it all.
    public var value: String
    /// From when on it does not count any more.
    public var until: Timestamp

    /// Something to remember.
    public init(_ value: String = "", until: Timestamp) {
        self.value = value
        self.until = until
    }
}

/// What something is remembered under.
public struct MemoryKey: Sendable, Hashable {
    /// The key as text; the parts are told apart by their lengths, so that no two keys have the same.
    public let text: String
    /// The key in 16 bytes.
    public let digest: MemoryDigest

    private init(_ parts: String...) {
        let text = parts.reduce(into: "") { text, part in
            text += String(part.utf8.count)
            text += ":"
            text += part
        }
        self.text = text
        digest = MemoryDigest(of: text)
    }

    /// One lead for each customer and event name, whose case does not count and whose spaces are hyphens.
    public static func lead(workspace: String, customer: String, eventName: String) -> MemoryKey {
        let name = eventName.lowercased().utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 }
        return MemoryKey("lead", workspace, customer, String(decoding: name, as: UTF8.self))
    }

    /// The answer to the first sale of an invoice.
    public static func invoice(workspace: String, id: String) -> MemoryKey {
        MemoryKey("invoice", workspace, id)
    }

    /// The click of a visitor on a link.
    public static func visit(domain: String, key: LinkKey, visitor: VisitorIdentity) -> MemoryKey {
        MemoryKey("visit", domain, key.folded, visitor.digest)
    }

    /// The click by which somebody at an address was led to an app: its id and its link's, with a space between.
    public static func installation(domain: String, address: String) -> MemoryKey {
        MemoryKey("installation", domain, address)
    }

    /// For how long leads and the answers to invoices are remembered: 7 days.
    public static let conversionMemory = Duration.seconds(7 * 86_400)
    /// For how long a visitor is known: an hour, which repeats do not extend.
    public static let visitMemory = Duration.seconds(3_600)
}

/// The first half of the SHA-256 of a key's text.
public struct MemoryDigest: Sendable, Hashable {
    /// The first 8 bytes, as a number.
    public let high: UInt64
    /// The others.
    public let low: UInt64

    /// The digest of these numbers.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The digest of 16 bytes; missing ones are zero.
    public init(_ bytes: UnsafeRawBufferPointer) {
        let number = { (start: Int) in
            (start..<start + 8).reduce(into: UInt64(0)) { $0 = $0 << 8 | UInt64($1 < bytes.count ? bytes[$1] : 0) }
        }
        self.init(high: number(0), low: number(8))
    }

    init(of text: String) {
        self = SHA256.hash(data: Array(text.utf8)).withUnsafeBytes { MemoryDigest($0) }
    }

    /// Hands its 16 bytes over.
    public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        withUnsafeBytes(of: (high.bigEndian, low.bigEndian), body)
    }
}

extension AttributionTransaction {
    /// What is remembered under a key and still counts.
    func recall(_ key: MemoryKey, at now: Timestamp) throws -> Memory? {
        try recall(key).flatMap { $0.until > now ? $0 : nil }
    }
}
