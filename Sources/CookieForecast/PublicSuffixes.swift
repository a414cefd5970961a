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
        guard !name.isEmpty, !isAddress(name), let list else { return false }
        return NewerSuffixes.contains(name) || psl_is_public_suffix(list, name) != 0
    }

    /// The suffix plus one label: what one owner registers. Nil for a suffix, an IP address, or an empty name.
    public static func registrableDomain(_ host: String) -> String? {
        let (name, dot) = split(host)
        guard !name.isEmpty, !isAddress(name), let list else { return nil }
        if NewerSuffixes.contains(name) { return nil }
        if let domain = NewerSuffixes.registrableDomain(name) { return domain + dot }
        guard let found = psl_registrable_domain(list, name) else { return nil }
        return String(cString: found) + dot
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
