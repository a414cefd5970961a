internal import PageURL

/// The hosts that a `domain` attribute opens the cookie to, on a given page (RFC 6265bis, section 5.7, steps 9–13).
struct CookieDomain {
    enum Refusal {
        /// A public suffix that is not the page's own host.
        case publicSuffix(String)
        /// Not the page's host nor a domain above it.
        case mismatch(String)
    }

    /// Domain and hostOnly when the cookie can be kept.
    let scope: (domain: String, hostOnly: Bool)?
    let refusal: Refusal?

    init(attribute: String?, page: PageURL) {
        let host = page.host
        guard !host.hasSuffix("..") else {
            (scope, refusal) = (nil, .mismatch(attribute ?? host))
            return
        }
        guard let attribute, !attribute.isEmpty else {
            (scope, refusal) = ((host, true), nil)
            return
        }
        let bare = attribute.hasPrefix(".") ? String(attribute.dropFirst()) : attribute
        guard let site = PublicSuffixes.registrableDomain(host) else {
            // An address, a single label or a suffix: only its own name is taken, and makes a host-only cookie.
            guard bare.lowercased() != host else {
                (scope, refusal) = ((host, true), nil)
                return
            }
            (scope, refusal) = (nil, Self.refusal(bare))
            return
        }
        guard let domain = Self.canonical(bare), PublicSuffixes.registrableDomain(domain) == site,
            host == domain || host.hasSuffix("." + domain)
        else {
            (scope, refusal) = (nil, Self.refusal(bare))
            return
        }
        (scope, refusal) = ((domain, false), nil)
    }

    private static func refusal(_ bare: String) -> Refusal {
        guard let domain = canonical(bare), PublicSuffixes.isPublicSuffix(domain) else { return .mismatch(bare) }
        return .publicSuffix(domain)
    }

    /// The name as a host; nil when it has characters that no host name has.
    private static func canonical(_ name: String) -> String? {
        guard !name.utf8.contains(where: { "/?#@:%\\[]".utf8.contains($0) }) else { return nil }
        guard let url = PageURL("http://\(name)/"), !url.isIPAddress else { return nil }
        return url.host
    }
}

extension CookieDomain {
    /// What to tell of a refused domain: whose fault it is decides the finding.
    func reason(options: CookieOptions, page: PageURL) -> CookieForecast.Reason? {
        guard let refusal else { return hostOnlyReason(page) }
        let advice = "Set \"domain\" to \".\(PublicSuffixes.registrableDomain(page.host) ?? page.host)\", or remove it."
        let isOption = options.attribute("domain") != nil
        switch refusal {
        case .publicSuffix(let suffix) where !isOption && page.host.hasPrefix("www."):
            return .refusal(
                "cookie-host-www-on-suffix",
                "On \(page.host) the script takes away \"www.\" and asks for the domain .\(suffix), which is a public suffix."
            )
        case .publicSuffix(let suffix):
            return .refusal(
                "cookie-domain-public-suffix",
                "The domain .\(suffix) is a public suffix, shared by many owners: browsers refuse cookies for it.")
        case .mismatch(let domain):
            return .refusal(
                "cookie-domain-mismatch",
                "The domain \"\(domain)\" in data-cookie-options does not belong to \(page.host).",
                fix: PublicSuffixes.registrableDomain(page.host) == nil ? "Remove \"domain\"." : advice)
        }
    }

    /// Hosts on which no cookie can be shared with others, whatever the options say.
    private func hostOnlyReason(_ page: PageURL) -> CookieForecast.Reason? {
        guard scope?.hostOnly == true, PublicSuffixes.registrableDomain(page.host) == nil else { return nil }
        let kind =
            if page.isIPAddress { "an IP address" } else if page.host.contains(".") { "a public suffix" } else {
                "a single-label host"
            }
        return .change("cookie-host-only", "\(page.host) is \(kind): only this host sees the cookie.")
    }
}
