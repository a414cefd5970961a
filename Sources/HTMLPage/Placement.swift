/// Where a script tag of the source ends up in the tree a browser builds.
public enum Placement: String, Sendable, Hashable, Codable, CaseIterable {
    /// Inside the live tree's head element.
    case head
    /// Elsewhere in the live tree, declarative shadow roots included.
    case body
    /// The text of the tag exists but makes no live element: template contents, comment, raw text, attribute value.
    case inert
    /// The parser dropped the tag: frameset documents, attributes of end tags, unfinished markup.
    case absent
}

/// A place in the source, as an editor shows it.
public struct SourcePosition: Sendable, Hashable, Codable {
    /// Line, from 1; LF, CRLF and a lone CR end a line.
    public var line: Int
    /// Column, from 1, counted in characters (Unicode scalars).
    public var column: Int
    /// Offset in bytes of the input.
    public var offset: Int

    /// Makes a position from its parts.
    public init(line: Int, column: Int, offset: Int) {
        self.line = line
        self.column = column
        self.offset = offset
    }
}

/// An attribute of a tag, as the tree has it.
public struct Attribute: Sendable, Hashable, Codable {
    /// The name, ASCII letters in lower case.
    public var name: String
    /// The value with character references decoded; empty when there is none.
    public var value: String
    /// Where the name begins.
    public var position: SourcePosition

    /// Makes an attribute from its parts.
    public init(name: String, value: String, position: SourcePosition) {
        self.name = name
        self.value = value
        self.position = position
    }
}

/// Why a script tag makes no live element.
public enum InertReason: Sendable, Hashable, Codable {
    /// It is part of a template's contents; the position is the template's.
    case template(position: SourcePosition)
    /// It is text of a comment, bogus ones (`<!x`, `<?x`) included.
    case comment(position: SourcePosition, isClosed: Bool)
    /// It is text of a CDATA section in SVG or MathML.
    case characterData(position: SourcePosition, isClosed: Bool)
    /// It is text of an element whose content is not markup: noscript, title, textarea, style, script, iframe and so on.
    case rawText(element: String, position: SourcePosition, isClosed: Bool)
    /// It is part of an attribute's value, such as `srcdoc` of an iframe; the position is the element's.
    case attributeValue(element: String, attribute: String, position: SourcePosition)
    /// Another start tag swallowed it as part of its name or its attributes' names; the position is that tag's.
    case insideTag(element: String, position: SourcePosition)
    /// The input ends inside the tag at the position: the script's own tag, or one with an unclosed quote that swallowed it.
    case unfinishedTag(element: String, position: SourcePosition)
    /// The document shows a frameset, which has no place for scripts.
    case frameset(position: SourcePosition)
}

/// A script tag of the source: where it is, what it says and what becomes of it.
public struct ScriptElement: Sendable, Hashable, Codable {
    /// Where it ends up in the tree.
    public var placement: Placement
    /// Where its `<` stands.
    public var position: SourcePosition
    /// Bytes of the input from start tag through end tag, or to where its text ends when there is no end tag.
    public var range: Range<Int>
    /// Bytes of the start tag alone.
    public var tagRange: Range<Int>
    /// Attributes in source order; of duplicates the first only.
    public var attributes: [Attribute]
    /// The text between the tags as written; empty when there is none.
    public var text: String
    /// The start tag ends with `/>`, which means nothing outside SVG.
    public var isSelfClosing: Bool
    /// An end tag was found.
    public var isClosed: Bool
    /// Why it is inert or absent; nil for live elements.
    public var inertBecause: InertReason?
    /// The source puts it between the head tag and the `</head>` tag as written, whatever the tree makes of it.
    ///
    /// Without a written head tag the range begins after the html tag; without `</head>` it ends at the body tag. When
    /// the source has neither `<head>` nor `</head>`, this is false.
    public var isInsideHeadTags: Bool
    /// It is live in a declarative shadow root, where `document.currentScript` is null.
    public var isInShadowRoot: Bool
    /// It is an SVG script, whose URL stands in `href` instead of `src`.
    public var isSVG: Bool
    /// It is an element called script in MathML, which nothing runs.
    public var isMathML: Bool

    /// The value of the attribute with this lower-case name, nil when there is no such attribute.
    public subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// A meta or base tag of the live tree.
public struct MetaElement: Sendable, Hashable, Codable {
    /// Head or body; absent when a frameset replaced the body.
    public var placement: Placement
    /// Where its `<` stands.
    public var position: SourcePosition
    /// Attributes in source order; of duplicates the first only.
    public var attributes: [Attribute]

    /// The value of the attribute with this lower-case name, nil when there is no such attribute.
    public subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// The token after which head could no longer grow.
public struct HeadCloser: Sendable, Hashable, Codable {
    /// What kind of token it was.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A start tag that does not belong in head.
        case element
        /// Text other than white space.
        case text
        /// `</body>`, `</html>` or `</br>`.
        case endTag
        /// A body tag: the normal end.
        case bodyTag
        /// A frameset tag.
        case framesetTag
        /// The end of the input.
        case endOfFile
    }

    /// The kind of token.
    public var kind: Kind
    /// The element's name in lower case, or the beginning of the text; empty at the end of the input.
    public var name: String
    /// Where the token begins.
    public var position: SourcePosition
    /// The source from there, on one line, at most 80 characters.
    public var excerpt: String
    /// Nothing in the source says that head was meant to go on: no `</head>` and no body tag comes later.
    public var isExpected: Bool
}

extension ScriptElement {
    /// An element that no source has, because code made it; its positions are line 0.
    public init(
        attributes: [(name: String, value: String)], placement: Placement, text: String = "",
        isInShadowRoot: Bool = false
    ) {
        let nowhere = SourcePosition(line: 0, column: 0, offset: .max)
        self.placement = placement
        position = nowhere
        range = 0..<0
        tagRange = 0..<0
        self.attributes = attributes.map { Attribute(name: $0.name, value: $0.value, position: nowhere) }
        self.text = text
        isSelfClosing = false
        isClosed = true
        inertBecause = nil
        isInsideHeadTags = false
        self.isInShadowRoot = isInShadowRoot
        isSVG = false
        isMathML = false
    }
}
