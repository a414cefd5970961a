extension PageURL {
    /// True for `http` and `https`.
    public var isHTTP: Bool {
        scheme == "http" || scheme == "https"
    }

    /// True when the URL has no host: its scheme is not one that browsers fetch from a server.
    public var isOpaque: Bool {
        SpecialScheme.defaultPort(scheme) == nil
    }

    /// True when the host is an IPv4 or a bracketed IPv6 address.
    public var isIPAddress: Bool {
        Host.isIPAddress(host)
    }

    /// True for `localhost`, names below it, `127.0.0.0/8` and `[::1]`.
    ///
    /// One trailing dot is allowed, as in Chromium.
    public var isLoopback: Bool {
        if isIPAddress { return host.hasPrefix("127.") || host == "[::1]" }
        let name = host.hasSuffix(".") ? host.dropLast() : host[...]
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    /// True where browsers offer secure contexts: `https`, `wss`, and loopback hosts (W3C Secure Contexts, section 3.1).
    public var isPotentiallyTrustworthy: Bool {
        scheme == "https" || scheme == "wss" || (!isOpaque && isLoopback)
    }

    /// True when scheme, host and port are the same; an opaque URL has an origin of its own.
    public func isSameOrigin(as other: PageURL) -> Bool {
        !isOpaque && origin == other.origin
    }
}
