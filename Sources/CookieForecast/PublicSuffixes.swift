internal import CPublicSuffix

/// Which domains are shared by many owners (publicsuffix.org, private section included), by libpsl's list.
///
/// An unknown top-level name counts as a suffix, as in browsers: `intranet` is one, `shop.test` can be registered.
/// Hosts are expected as `PageURL.host` gives them; IP addresses have no suffix. One trailing dot is kept.
public enum PublicSuffixes {
    // Read-only after loading, and safe to ask from any thread (libpsl manual).
    nonisolated(unsafe) private static let list: OpaquePointer? = psl_latest(nil) ?? psl_builtin()

    /// True for `com`, `co.uk`, `github.io`, `intranet`.
    public static func isPublicSuffix(_ host: String) -> Bool {
        let (name, _) = split(host)
        return !name.isEmpty && !isAddress(name) && suffixStart(name) == name.startIndex
    }

    /// The suffix plus one label: what one owner registers.
    ///
    /// Nil for a suffix, an IP address, or an empty name.
    public static func registrableDomain(_ host: String) -> String? {
        let (name, dot) = split(host)
        guard !name.isEmpty, !isAddress(name), let start = suffixStart(name), start > name.startIndex else {
            return nil
        }
        let before = name[..<name.index(before: start)]
        let label = before.lastIndex(of: ".").map { name.index(after: $0) } ?? name.startIndex
        return name[label...] + dot
    }

    /// Where the longest suffix of the name starts.
    private static func suffixStart(_ name: String) -> String.Index? {
        var start: String.Index? = name.startIndex
        while let index = start {
            if isSuffix(String(name[index...])) { return index }
            start = name[index...].firstIndex(of: ".").map { name.index(after: $0) }
        }
        return nil
    }

    private static func isSuffix(_ name: String) -> Bool {
        if NewerSuffixes.added.contains(name) || NewerSuffixes.wildcards.contains(name) { return true }
        if let dot = name.firstIndex(of: "."), NewerSuffixes.wildcards.contains(String(name[name.index(after: dot)...]))
        {
            return true
        }
        guard let list, !NewerSuffixes.removed.contains(name) else { return !name.contains(".") }
        return psl_is_public_suffix(list, name) != 0
    }

    /// True when both hosts belong to one owner's site, whatever their schemes (HTML Standard, "schemelessly same site").
    public static func areSameSite(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        guard let site = registrableDomain(first) else { return false }
        return site == registrableDomain(second)
    }

    /// The name in lower case without leading dots and without one trailing dot, and that dot.
    private static func split(_ host: String) -> (name: String, dot: String) {
        var name = host.lowercased()[...].drop { $0 == "." }
        guard name.hasSuffix(".") else { return (String(name), "") }
        name.removeLast()
        return (String(name), ".")
    }

    private static func isAddress(_ name: String) -> Bool {
        name.hasPrefix("[") || name.split(separator: ".").last.map { $0.allSatisfy(\.isNumber) } == true
    }
}
