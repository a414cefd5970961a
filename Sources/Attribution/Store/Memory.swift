import Crypto
public import Foundation

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
public enum MemoryKey: Sendable, Hashable {
    /// One lead for each customer and event name, whose case does not count and whose spaces are hyphens.
    case lead(workspace: String, customer: String, eventName: String)
    /// The answer to the first sale of an invoice.
    case invoice(workspace: String, id: String)
    /// The click of a visitor on a link.
    case visit(domain: String, key: LinkKey, visitor: VisitorIdentity)
    /// The click by which somebody at an address was led to an app: its id and its link's, with a space between.
    case installation(domain: String, address: String)

    /// The key in 16 bytes: the first half of the SHA-256 of its text.
    public var digest: Data {
        SHA256.hash(data: Array(text.utf8)).withUnsafeBytes { Data($0.prefix(16)) }
    }

    /// The key as text; the parts are told apart by their lengths, so that no two keys have the same.
    public var text: String {
        let parts =
            switch self {
            case .lead(let workspace, let customer, let name):
                [
                    "lead", workspace, customer,
                    String(
                        decoding: name.lowercased().utf8.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 },
                        as: UTF8.self),
                ]
            case .invoice(let workspace, let id): ["invoice", workspace, id]
            case .visit(let domain, let key, let visitor): ["visit", domain, key.folded, visitor.digest]
            case .installation(let domain, let address): ["installation", domain, address]
            }
        return parts.reduce(into: "") { text, part in
            text += String(part.utf8.count)
            text += ":"
            text += part
        }
    }

    /// For how long leads and the answers to invoices are remembered: 7 days.
    public static let conversionMemory = Duration.seconds(7 * 86_400)
    /// For how long a visitor is known: an hour, which repeats do not extend.
    public static let visitMemory = Duration.seconds(3_600)
}

extension AttributionTransaction {
    /// What is remembered under a key and still counts.
    func recall(_ key: MemoryKey, at now: Timestamp) throws -> Memory? {
        try recall(key).flatMap { $0.until > now ? $0 : nil }
    }
}
