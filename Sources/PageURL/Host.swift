internal import Foundation

/// Host names and addresses as browsers print them (URL Standard, section 3.5).
///
/// Pure ASCII names are lower-cased here; other names go through Foundation's UTS #46 (ICU, non-transitional). Limit:
/// an ASCII label that starts with `xn--` is taken as it is, without checking that its Punycode decodes.
enum Host {
    static func parse(_ bytes: ArraySlice<UInt8>) throws(PageURLError) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.first == UInt8(ascii: "[") {
            guard bytes.last == UInt8(ascii: "]"), let address = IPv6Address(bytes.dropFirst().dropLast()) else {
                throw .ipv6Invalid(text)
            }
            return "[\(address)]"
        }
        let decoded = PercentEncoding.decode(bytes)
        let name = try ascii(decoded, text)
        guard !name.isEmpty, name.utf8.allSatisfy(isAllowed) else { throw .hostInvalid(text) }
        guard IPv4Address.endsInNumber(name) else { return name }
        guard let address = IPv4Address(name) else { throw .ipv4Invalid(text) }
        return address.description
    }

    static func isIPAddress(_ host: String) -> Bool {
        host.hasPrefix("[") || (IPv4Address.endsInNumber(host) && IPv4Address(host) != nil)
    }

    private static func ascii(_ bytes: [UInt8], _ text: String) throws(PageURLError) -> String {
        if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self).lowercased() }
        guard bytes.allSatisfy({ $0 >= 0x80 || isAllowed($0) }) else { throw .hostInvalid(text) }
        let unicode = String(decoding: bytes, as: UTF8.self)
        guard let host = URL(string: "http://\(unicode)/")?.host(percentEncoded: false),
            host.utf8.allSatisfy({ $0 < 0x80 })
        else { throw .hostInvalid(text) }
        return host.lowercased()
    }

    /// Not one of the forbidden domain code points.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !forbidden.contains(byte)
    }

    private static let forbidden = Set("#/:<>?@[\\]^|%".utf8)
}
