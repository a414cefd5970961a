internal import Foundation

/// What the harness needs to know of IP addresses in text.
enum IPAddress {
    /// The 4 or 16 bytes of an address in its usual notation, IPv6 without brackets; nil for anything else.
    static func bytes(of text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four, Array.init) }
        var sixteen = in6_addr()
        if inet_pton(AF_INET6, text, &sixteen) == 1 { return withUnsafeBytes(of: &sixteen, Array.init) }
        return nil
    }

    /// Whether an address is one of this machine's own: 127.0.0.0/8 or ::1.
    static func isLoopback(_ bytes: [UInt8]) -> Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether an address stands for all addresses of the machine: 0.0.0.0 or ::.
    static func isUnspecified(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 == 0 }
    }
}
