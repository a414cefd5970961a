import Foundation

/// The path of a short link (`dub-api.md`, 7.1 and 8.2).
///
/// It is kept in ASCII: a part between slashes that has other letters is in lower case and in Punycode, behind `xn--`.
public struct LinkKey: Sendable, Hashable {
    /// The key of the link that a domain itself is.
    public static let root = LinkKey(stored: "_root")

    /// The key with its letter case, as it is shown.
    public let text: String

    /// What keys are looked up and told apart by.
    public var folded: String { text.lowercased() }

    /// A key as a store has kept it.
    public init(stored text: String) {
        self.text = Self.ascii(text)
    }

    /// A key as somebody chose it.
    ///
    /// - Throws: 422 `Invalid key.` for characters that no key may have, 403 for a name that every domain needs itself.
    public init(_ text: String) throws(APIError) {
        let trimmed = text.trimmingSlashes
        let isWellFormed =
            !trimmed.isEmpty && !trimmed.hasPrefix("_") && !trimmed.lowercased().hasSuffix(".php")
            && trimmed.unicodeScalars.allSatisfy(Self.isAllowed)
        guard isWellFormed else { throw APIError(.unprocessableEntity, "Invalid key.") }
        guard !Self.reserved.contains(trimmed.lowercased()) else {
            throw APIError(.forbidden, "'\(trimmed)' is a reserved key and cannot be used as a short link.")
        }
        self.text = Self.ascii(trimmed)
    }

    /// A random key, below a prefix if there is one.
    public static func random(length: Int, prefix: String?, ids: IDMaker) -> LinkKey {
        let random = ids.linkKey(length: length)
        let folder = prefix?.trimmingSlashes ?? ""
        return LinkKey(stored: folder.isEmpty ? random : "\(folder)/\(random)")
    }

    /// The key that the path of a request names: percent-decoded, without the first slash; the root for none.
    public static func requested(decodedPath: String) -> LinkKey {
        let key = decodedPath.hasPrefix("/") ? String(decodedPath.dropFirst()) : decodedPath
        return key.isEmpty ? .root : LinkKey(stored: key)
    }

    private static func ascii(_ text: String) -> String {
        guard !text.utf8.allSatisfy(\.isASCII) else { return text }
        return text.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.utf8.allSatisfy(\.isASCII) ? String(part) : "xn--\(Punycode.encode(folded(part)))"
        }.joined(separator: "/")
    }

    /// The composed form, in which letters that are not of ASCII are in lower case: Punycode would tell cases apart.
    private static func folded(_ part: Substring) -> String.UnicodeScalarView {
        let lower = part.precomposedStringWithCanonicalMapping.unicodeScalars.map { scalar in
            scalar.isASCII ? String(scalar) : scalar.properties.lowercaseMapping
        }
        return lower.joined().precomposedStringWithCanonicalMapping.unicodeScalars
    }

    /// Letters and digits of ASCII, `_ - / .`, emoji and the letters of every other script.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "_-/.".unicodeScalars.contains(scalar)
        }
        let properties = scalar.properties
        return properties.isAlphabetic || properties.isEmoji || properties.isEmojiModifier
            || properties.isVariationSelector
            || properties.isJoinControl || [.nonspacingMark, .spacingMark].contains(properties.generalCategory)
            || properties.numericType != nil
    }

    private static let reserved: Set = [
        "favicon.ico", "robots.txt", "sitemap.xml", "manifest.json", "manifest.webmanifest",
        "apple-app-site-association",
    ]
}

extension UInt8 {
    fileprivate var isASCII: Bool { self < 0x80 }
}

extension String {
    fileprivate var trimmingSlashes: String {
        var rest = self[...]
        while rest.first == "/" { rest.removeFirst() }
        while rest.last == "/" { rest.removeLast() }
        return String(rest)
    }
}
