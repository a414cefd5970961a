import Evidence
import HTMLPage
import PageURL

/// A declarative refresh: `<meta http-equiv="refresh">` or the `Refresh` header field, which browsers treat alike.
struct MetaRefresh: Sendable, Hashable {
    /// Seconds the browser waits.
    var delay: Int
    /// The URL as written.
    var location: String

    /// The first refresh of a page that leads somewhere soon enough to be a redirect; nil when there is none.
    init?(in page: PageEvidence) {
        let values = page.scan.metas.lazy
            .filter { $0["http-equiv"]?.lowercased() == "refresh" }
            .compactMap { $0["content"] }
        for value in page.fields.all("refresh") + values {
            guard let refresh = MetaRefresh(value), refresh.delay <= Self.longestDelay else { continue }
            self = refresh
            return
        }
        return nil
    }

    /// Reads a refresh value such as `0; url=/start` (WHATWG HTML, "shared declarative refresh steps").
    ///
    /// Nil when it is not valid, or only reloads the page.
    init?(_ content: String) {
        var rest = content.unicodeScalars[...]
        func skipSpace() { rest = rest.drop { $0.properties.isWhitespace } }
        func skip(_ scalars: String) -> Bool {
            guard let first = rest.first, scalars.unicodeScalars.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        skipSpace()
        let digits = rest.prefix { ("0"..."9").contains($0) }
        rest = rest.dropFirst(digits.count)
        guard !digits.isEmpty || rest.first == "." else { return nil }
        // More digits than an Int holds are a very long time.
        delay = digits.isEmpty ? 0 : Int(String(digits)) ?? .max
        rest = rest.drop { ("0"..."9").contains($0) || $0 == "." }
        guard let next = rest.first, next == ";" || next == "," || next.properties.isWhitespace else { return nil }
        skipSpace()
        if skip(";,") { skipSpace() }
        let beforeName = rest
        if skip("uU"), skip("rR"), skip("lL") {
            skipSpace()
            if skip("=") { skipSpace() } else { rest = beforeName }
        } else {
            rest = beforeName
        }
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest = rest.dropFirst().prefix { $0 != quote }
        }
        location = String(String.UnicodeScalarView(rest)).trimmed
        guard !location.isEmpty else { return nil }
    }

    /// Whether the refresh leads away from the page at the URL, instead of loading it again.
    func leadsElsewhere(from url: PageURL) -> Bool {
        guard let destination = PageURL(location, relativeTo: url) else { return false }
        return destination.withoutFragment != url.withoutFragment
    }

    /// Seconds after which a refresh is no redirect any more, but a page meant to be read.
    private static let longestDelay = 5
}

extension String {
    fileprivate var trimmed: String {
        let kept = drop { $0.isWhitespace }
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
