/// An attribute as libxml2 read it.
public struct DOMAttribute: Sendable, Hashable, Codable {
    /// The name in lower case.
    public var name: String
    /// The value, character references decoded; empty when there is none.
    public var value: String

    /// Makes an attribute from its parts.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// An element of libxml2's tree, as a plain value.
public struct DOMElement: Sendable, Hashable, Codable {
    /// The name in lower case.
    public var name: String
    /// Line of the start tag, from 1; nil when libxml2 does not know it (from line 65,535 on).
    public var line: Int?
    /// Attributes in source order.
    public var attributes: [DOMAttribute]
    /// An ancestor is the head element.
    public var isInHead: Bool
    /// An ancestor (noscript, template, textarea, iframe and the like) keeps browsers from making an element of it.
    public var isInert: Bool
    /// Text of a script, option or anchor, at most 4,000 characters; empty for other elements.
    public var text: String

    /// The value of the attribute with this lower-case name, nil when there is no such attribute.
    public subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// A comment or a piece of text that contains what was asked for.
public struct DOMText: Sendable, Hashable, Codable {
    /// The text, at most 4,000 characters.
    public var text: String
    /// Its line, from 1; nil when libxml2 does not know it.
    public var line: Int?
    /// An ancestor is the head element.
    public var isInHead: Bool
    /// An ancestor keeps browsers from showing it.
    public var isInert: Bool
}

/// What to look for beside the elements that are always collected.
public struct DOMQuery: Sendable, Hashable, Codable {
    /// Comments with one of these in them are kept, ASCII case aside.
    public var commentNeedles: [String]
    /// Live text with one of these in it is kept, ASCII case aside.
    public var textNeedles: [String]
    /// Elements with one of these as `id` or `name` are kept: browsers make a global variable of such a name.
    public var ids: [String]

    /// Makes a query; as it is, it finds script tags in comments and in visible text, and impostors of the Dub object.
    public init(
        commentNeedles: [String] = ["<script"], textNeedles: [String] = ["<script"],
        ids: [String] = ["_dubAnalytics", "dubAnalytics"]
    ) {
        self.commentNeedles = commentNeedles
        self.textNeedles = textNeedles
        self.ids = ids
    }
}

/// What libxml2's tree says about a page; placement of scripts is not its business, see `HeadScan`.
public struct DOMFacts: Sendable, Hashable, Codable {
    /// Text of the first title outside SVG.
    public var title: String?
    /// Attributes of the html element.
    public var htmlAttributes: [DOMAttribute] = []
    /// Attributes of the body element.
    public var bodyAttributes: [DOMAttribute] = []
    /// Every meta.
    public var metas: [DOMElement] = []
    /// Every base; the first live one with `href` counts.
    public var bases: [DOMElement] = []
    /// Every link.
    public var links: [DOMElement] = []
    /// Every script, with its text.
    public var scripts: [DOMElement] = []
    /// Every form.
    public var forms: [DOMElement] = []
    /// Every input, select, textarea and button.
    public var fields: [DOMElement] = []
    /// Every iframe and frame, for `src` and `srcdoc`.
    public var frames: [DOMElement] = []
    /// Every anchor and area with `href`.
    public var anchors: [DOMElement] = []
    /// Comments that contain a needle of the query.
    public var comments: [DOMText] = []
    /// Live text that contains a needle of the query, such as a script tag shown as text.
    public var texts: [DOMText] = []
    /// Elements whose `id` or `name` the query asked for.
    public var identified: [DOMElement] = []
    /// Number of elements in the tree.
    public var elementCount = 0
}

/// Why a page was kept from libxml2.
///
/// The limits keep parsing linear. Measured with libxml2 2.9.14: it compares each attribute with all before it in the
/// tag (100,000 of them take half a minute), and below depth 255 it drops what comes, so that its answers would be wrong.
public enum DOMRefusal: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The page has more bytes than are parsed.
    case tooLarge(byteCount: Int, limit: Int)
    /// One tag has too many attributes.
    case tooManyAttributes(count: Int, limit: Int)
    /// Elements are nested too deeply.
    case tooDeep(depth: Int, limit: Int)
    /// libxml2 made no tree of it: an empty page, or no memory.
    case noTree

    /// One line for people.
    public var description: String {
        switch self {
        case .tooLarge(let count, let limit): "the page has \(count) bytes; up to \(limit) are parsed"
        case .tooManyAttributes(let count, let limit): "a tag has \(count) attributes; up to \(limit) are parsed"
        case .tooDeep(let depth, let limit): "elements are nested \(depth) deep; up to \(limit) levels are parsed"
        case .noTree: "the page is empty"
        }
    }
}
