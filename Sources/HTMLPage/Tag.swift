/// The element names that tree construction treats in a way of their own (WHATWG HTML, section 13.2.6).
///
/// Every other name is `.unknown`: an ordinary element, told apart by its packed key only.
enum Tag: UInt8, CaseIterable {
    case unknown
    case a, address, annotationXML, applet, area, article, aside
    case b, base, basefont, bgsound, big, blockquote, body, br, button
    case caption, center, code, col, colgroup
    case dd, desc, details, dialog, dir, div, dl, dt
    case em, embed
    case fieldset, figcaption, figure, font, footer, foreignObject, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, image, img, input
    case keygen
    case li, link, listing
    case main, malignmark, marquee, math, menu, meta, mglyph, mi, mn, mo, ms, mtext
    case nav, nobr, noembed, noframes, noscript
    case object, ol, optgroup, option
    case p, param, plaintext, pre
    case rb, rp, rt, rtc, ruby
    case s, script, search, section, select, small, source, span, strike, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, title, tr, track, tt
    case u, ul
    case `var`
    case wbr
    case xmp

    /// The name in lower case, as the tokenizer packs it.
    var name: String {
        switch self {
        case .annotationXML: "annotation-xml"
        case .foreignObject: "foreignobject"
        default: String(describing: self)
        }
    }
}

/// What the "in body" rules do with a start tag.
enum BodyStart: UInt8 {
    /// Pushed; also what formatting elements amount to here.
    case ordinary
    /// Closes an open `p` in button scope, then pushed.
    case block
    /// Never pushed.
    case void
    /// Never pushed, and a frameset can no longer come.
    case voidVisible
    /// Has rules of its own.
    case special
    /// Ignored: parts of tables, frames and document structure in the wrong place.
    case ignored
}

/// What the "in body" rules do with an end tag.
enum BodyEnd: UInt8 {
    /// "Any other end tag".
    case ordinary
    /// Pops up to the element when it is in scope.
    case block
    /// The adoption agency.
    case formatting
    /// Has rules of its own.
    case special
}

/// Facts about a tag that several rules ask for, as a set of bits.
struct TagTraits: OptionSet {
    let rawValue: UInt16

    /// Category "special": stops the search of "any other end tag".
    static let special = TagTraits(rawValue: 1 << 0)
    static let formatting = TagTraits(rawValue: 1 << 1)
    /// Ends "in scope" searches.
    static let scope = TagTraits(rawValue: 1 << 2)
    /// Leaves foreign content.
    static let breakout = TagTraits(rawValue: 1 << 3)
    /// caption, col, colgroup, tbody, td, tfoot, th, thead, tr: handled by the table modes.
    static let tablePart = TagTraits(rawValue: 1 << 4)
    /// Handled by the "in head" rules wherever it stands.
    static let headContent = TagTraits(rawValue: 1 << 5)
    /// Its attributes decide something or are reported.
    static let attributes = TagTraits(rawValue: 1 << 6)
    /// May carry a declarative shadow root (DOM Standard, "attach a shadow root").
    static let shadowHost = TagTraits(rawValue: 1 << 7)
    static let heading = TagTraits(rawValue: 1 << 8)
    /// SVG or MathML element on which the content turns to HTML again.
    static let integration = TagTraits(rawValue: 1 << 9)
}

extension Tag {
    private static let blocks: [Tag] = [
        .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset, .figcaption,
        .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section, .summary, .ul,
    ]
    private static let headings: [Tag] = [.h1, .h2, .h3, .h4, .h5, .h6]
    private static let formatting: [Tag] = [
        .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
    ]
    private static let tableParts: [Tag] = [.caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]
    private static let headContent: [Tag] = [
        .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title,
    ]
    private static let otherSpecial: [Tag] = [
        .applet, .area, .body, .br, .button, .dd, .dt, .embed, .form, .frame, .frameset, .head, .hr, .html, .iframe,
        .img, .input, .keygen, .li, .listing, .marquee, .noembed, .noscript, .object, .param, .plaintext, .pre,
        .select, .source, .table, .textarea, .track, .wbr, .xmp,
    ]
    private static let scopeLimits: [Tag] = [
        .applet, .caption, .html, .marquee, .object, .select, .table, .td, .template, .th,
    ]
    private static let breakouts: [Tag] = [
        .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .head, .hr, .i, .img, .li,
        .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table,
        .tt, .u, .ul, .var,
    ]
    private static let shadowHosts: [Tag] = [
        .article, .aside, .blockquote, .body, .div, .footer, .header, .main, .nav, .p, .section, .span,
    ]
    private static let integrationPoints: [Tag] = [
        .annotationXML, .desc, .foreignObject, .mi, .mn, .mo, .ms, .mtext, .title,
    ]

    /// The traits, worked out once per name when the lookup table is built.
    var traits: TagTraits {
        var traits: TagTraits = []
        func mark(_ trait: TagTraits, _ lists: [Tag]...) {
            if lists.contains(where: { $0.contains(self) }) { traits.insert(trait) }
        }
        mark(
            .special, Self.blocks.filter { $0 != .dialog }, Self.headings, Self.tableParts, Self.headContent,
            Self.otherSpecial)
        mark(.formatting, Self.formatting)
        mark(.scope, Self.scopeLimits)
        mark(.breakout, Self.breakouts, Self.headings)
        mark(.tablePart, Self.tableParts)
        mark(.headContent, Self.headContent)
        mark(.attributes, [.script, .meta, .base, .template, .annotationXML, .font])
        mark(.shadowHost, Self.shadowHosts, Self.headings)
        mark(.heading, Self.headings)
        mark(.integration, Self.integrationPoints)
        return traits
    }

    /// What the stack of open elements notes about an HTML element of this name.
    var elementFlags: OpenElement.Flags {
        var flags: OpenElement.Flags = []
        if traits.contains(.special) { flags.insert(.special) }
        if traits.contains(.scope) { flags.insert(.scope) }
        let changesMode: [Tag] = [.body, .br, .form, .frameset, .head, .html, .table, .template]
        if !changesMode.contains(self), !Self.tableParts.contains(self) { flags.insert(.popsWhenCurrent) }
        return flags
    }

    /// The "in body" rule for a start tag of this name.
    var bodyStart: BodyStart {
        switch self {
        case .area, .br, .embed, .img, .image, .keygen, .wbr: return .voidVisible
        case .param, .source, .track: return .void
        case .frame, .head, .html: return .ignored
        case .applet, .body, .button, .dd, .dt, .form, .frameset, .hr, .iframe, .input, .li, .listing, .marquee, .math,
            .noembed, .noscript, .object, .optgroup, .option, .plaintext, .pre, .rb, .rp, .rt, .rtc, .select, .svg,
            .table, .textarea, .xmp, .a, .nobr:
            return .special
        default:
            if Self.headContent.contains(self) || Self.headings.contains(self) { return .special }
            if Self.tableParts.contains(self) { return .special }
            return Self.blocks.contains(self) ? .block : .ordinary
        }
    }

    /// The "in body" rule for an end tag of this name.
    var bodyEnd: BodyEnd {
        switch self {
        case .p, .li, .template, .body, .html, .br, .form, .table: return .special
        case .applet, .button, .dd, .dt, .listing, .marquee, .object, .pre, .select: return .block
        default:
            if Self.formatting.contains(self) { return .formatting }
            if Self.headings.contains(self) || Self.tableParts.contains(self) { return .special }
            return Self.blocks.contains(self) ? .block : .ordinary
        }
    }
}
