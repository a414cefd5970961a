/// A `Content-Type` value taken apart: essence and charset.
public struct MediaType: Sendable, Hashable {
    /// Type and subtype in lower case, such as `text/html`; empty when the value is no media type.
    public var essence: String
    /// The charset parameter, unquoted, or nil.
    public var charset: String?

    /// Reads a `Content-Type` value (WHATWG MIME Sniffing, 4.4, as far as essence and charset go).
    public init(_ value: String) {
        let parts = value.split(separator: ";", omittingEmptySubsequences: false)
        let essence = parts.first.map(Self.trimmed)?.lowercased() ?? ""
        self.essence = essence.contains("/") ? essence : ""
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Self.trimmed(pair[0]).lowercased() == "charset" else { continue }
            charset = Self.trimmed(pair[1]).trimmingQuotes()
            return
        }
    }

    /// HTML as a browser shows it: `text/html` and XHTML.
    public var isHTML: Bool {
        essence == "text/html" || isXHTML
    }

    /// HTML in XML's spelling, in which every element may close itself.
    public var isXHTML: Bool {
        essence == "application/xhtml+xml"
    }

    /// One of the JavaScript types of the WHATWG MIME Sniffing standard, 4.6.
    public var isJavaScript: Bool {
        Self.javaScript.contains(essence)
    }

    /// The JavaScript MIME type essences (WHATWG MIME Sniffing, 4.6).
    public static let javaScript: Set<String> = [
        "application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript",
        "text/ecmascript", "text/javascript", "text/javascript1.0", "text/javascript1.1", "text/javascript1.2",
        "text/javascript1.3", "text/javascript1.4", "text/javascript1.5", "text/jscript", "text/livescript",
        "text/x-ecmascript", "text/x-javascript",
    ]

    private static func trimmed(_ text: some StringProtocol) -> String {
        let kept = text.drop { $0.isWhitespace }
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}

extension String {
    fileprivate func trimmingQuotes() -> String {
        guard count >= 2, first == last, first == "\"" || first == "'" else { return self }
        return String(dropFirst().dropLast())
    }
}
