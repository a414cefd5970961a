import PageURL

/// The hosts whose pages may track (`dub-api.md`, 10.2).
public struct AllowedHostnames: Sendable, Hashable {
    /// Host names, and `*.` with one for all below it; empty for every host.
    public var entries: [String]

    private static let most = 10
    private static let longestName = 253
    private static let longestLabel = 63

    /// A list as it is stored.
    public init(_ entries: [String]) {
        self.entries = entries
    }

    /// A list as somebody has written it: each entry once, in lower case (`dub-api.md`, 9).
    ///
    /// - Throws: 422 for what is no host name, and for more than 10.
    public init(validating texts: [String]) throws(APIError) {
        var entries: [String] = []
        for text in texts.map({ $0.trimmingWhiteSpace.lowercased() }) where !entries.contains(text) {
            guard Self.isEntry(text) else { throw APIError(.unprocessableEntity, "Invalid hostnames.") }
            entries.append(text)
        }
        guard entries.count <= Self.most else {
            throw APIError(.unprocessableEntity, "Maximum of \(Self.most) hostnames allowed.")
        }
        self.entries = entries
    }

    /// Whether the page that a request comes from may track: 403 if not.
    ///
    /// - Parameters:
    ///   - referer: the `Referer` field, which counts where it is there.
    ///   - origin: the `Origin` field.
    public func permits(referer: String?, origin: String?) -> Result<Void, APIError> {
        guard !entries.isEmpty else { return .success(()) }
        let host = Self.host(referer: referer, origin: origin)
        if let host, entries.contains(where: { Self.entry($0, covers: host) }) { return .success(()) }
        return .failure(
            APIError(
                .forbidden,
                "Request origin '\(host ?? "null")' is not included in the allowed hostnames for this workspace. "
                    + "Update your allowed hostnames here: https://app.dub.co/settings/tracking"))
    }

    /// The host of the page that a request comes from, without `www.` and a port; nil where it is not known.
    static func host(referer: String?, origin: String?) -> String? {
        guard let source = referer.nonEmpty ?? origin, let host = PageURL(source)?.host, !host.isEmpty else {
            return nil
        }
        return host.withoutWWW
    }

    private static func entry(_ entry: String, covers host: String) -> Bool {
        entry.hasPrefix("*.") ? host.hasSuffix(entry.dropFirst()) : entry == host
    }

    private static func isEntry(_ text: String) -> Bool {
        if text == "localhost" { return true }
        return isDomainName(text.hasPrefix("*.") ? String(text.dropFirst(2)) : text)
    }

    /// Labels of letters, digits and hyphens with points between; the last one begins with a letter.
    static func isDomainName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, text.utf8.count <= longestName, labels.last?.first?.isLetter == true else {
            return false
        }
        return labels.allSatisfy { label in
            (1...longestLabel).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
        }
    }
}

extension String {
    /// A host name without the `www.` in front.
    var withoutWWW: String { hasPrefix("www.") ? String(dropFirst(4)) : self }

    /// The host name that is meant by a URL, or a host with or without a port: in lower case and without `www.`.
    var meantHost: String? {
        let text = trimmingWhiteSpace
        let url = text.contains("://") ? PageURL(text) : PageURL("https://\(text)")
        guard let host = url?.host, !host.isEmpty else { return nil }
        return host.withoutWWW
    }
}
