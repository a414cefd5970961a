import CLibXML2

/// One walk over a libxml2 tree in document order, without recursion: depth is the page's choice, not ours.
struct DOMWalk {
    private static let maximumText = 4_000

    private let query: DOMQuery
    private(set) var facts = DOMFacts()
    /// Ancestors among head, and among the elements whose contents are no elements in a browser.
    private var headDepth = 0
    private var inertDepth = 0

    init(query: DOMQuery) {
        self.query = query
    }

    mutating func run(over document: htmlDocPtr) {
        let root = UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
        var current = root.pointee.children
        while let node = current {
            visit(node)
            if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
                enter(node)
                current = child
                continue
            }
            var last = node
            current = last.pointee.next
            while current == nil, let parent = last.pointee.parent, parent != root {
                leave(parent)
                last = parent
                current = last.pointee.next
            }
        }
    }

    private mutating func enter(_ node: xmlNodePtr) {
        let tag = Self.tag(of: node)
        if tag == .head { headDepth += 1 }
        if Self.isInertContainer(tag) { inertDepth += 1 }
    }

    private mutating func leave(_ node: xmlNodePtr) {
        let tag = Self.tag(of: node)
        if tag == .head { headDepth -= 1 }
        if Self.isInertContainer(tag) { inertDepth -= 1 }
    }

    /// With scripting on, what these contain is text, or belongs to no document.
    private static func isInertContainer(_ tag: Tag) -> Bool {
        switch tag {
        case .noscript, .template, .textarea, .title, .iframe, .noembed, .noframes, .xmp: true
        default: false
        }
    }

    // MARK: Nodes

    private mutating func visit(_ node: xmlNodePtr) {
        switch node.pointee.type {
        case XML_ELEMENT_NODE: visitElement(node)
        case XML_COMMENT_NODE:
            if let text = text(of: node, containing: query.commentNeedles) { facts.comments.append(text) }
        case XML_TEXT_NODE where inertDepth == 0:
            if let text = text(of: node, containing: query.textNeedles) { facts.texts.append(text) }
        default: break
        }
    }

    private mutating func visitElement(_ node: xmlNodePtr) {
        facts.elementCount += 1
        switch Self.tag(of: node) {
        case .html: if facts.htmlAttributes.isEmpty { facts.htmlAttributes = Self.attributes(of: node) }
        case .body: if facts.bodyAttributes.isEmpty { facts.bodyAttributes = Self.attributes(of: node) }
        case .meta: facts.metas.append(element(node))
        case .base: facts.bases.append(element(node))
        case .link: facts.links.append(element(node))
        case .script: facts.scripts.append(element(node, withText: true))
        case .form: facts.forms.append(element(node))
        case .input, .select, .textarea, .button: facts.fields.append(element(node))
        case .iframe, .frame: facts.frames.append(element(node))
        case .a, .area:
            if xmlHasProp(node, "href") != nil { facts.anchors.append(element(node, withText: true)) }
        case .title:
            if facts.title == nil, inertDepth == 0 { facts.title = Self.firstText(in: node) }
        default: break
        }
        if !query.ids.isEmpty, node.pointee.properties != nil, isAskedFor(node) {
            facts.identified.append(element(node))
        }
    }

    private func isAskedFor(_ node: xmlNodePtr) -> Bool {
        var property = node.pointee.properties
        while let attribute = property {
            if xmlStrEqual(attribute.pointee.name, "id") == 1 || xmlStrEqual(attribute.pointee.name, "name") == 1,
                query.ids.contains(Self.value(of: attribute))
            {
                return true
            }
            property = attribute.pointee.next
        }
        return false
    }

    private func element(_ node: xmlNodePtr, withText: Bool = false) -> DOMElement {
        DOMElement(
            name: Self.string(node.pointee.name).lowercased(), line: Self.line(of: node),
            attributes: Self.attributes(of: node), isInHead: headDepth > 0,
            isInert: inertDepth > 0, text: withText ? Self.firstText(in: node) : "")
    }

    private func text(of node: xmlNodePtr, containing needles: [String]) -> DOMText? {
        guard let content = node.pointee.content, needles.contains(where: { Self.contains(content, $0) })
        else { return nil }
        return DOMText(
            text: String(Self.string(content).prefix(Self.maximumText)), line: Self.line(of: node),
            isInHead: headDepth > 0, isInert: inertDepth > 0)
    }

    // MARK: C values

    private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }

    private static func tag(of node: xmlNodePtr) -> Tag {
        guard let name = node.pointee.name else { return .unknown }
        var key: UInt64 = 0
        var length = 0
        while name[length] != 0 {
            key = TagTable.extend(key, with: name[length], at: length)
            length += 1
        }
        return TagTable.shared.tag(key: key, length: length)
    }

    /// Whether a text contains the needle, ASCII case aside.
    ///
    /// Needles begin with `<` more often than not, and few texts
    /// have one: the C library finds that out fastest.
    private static func contains(_ text: UnsafePointer<xmlChar>, _ needle: String) -> Bool {
        if needle.hasPrefix("<"), xmlStrchr(text, 0x3C) == nil { return false }
        return xmlStrcasestr(text, needle) != nil
    }

    private static func line(of node: xmlNodePtr) -> Int? {
        let line = Int(node.pointee.line)
        return line > 0 && line < 65_535 ? line : nil
    }

    /// The text that comes first in an element; a script has no other content.
    private static func firstText(in node: xmlNodePtr) -> String {
        guard let child = node.pointee.children,
            child.pointee.type == XML_TEXT_NODE || child.pointee.type == XML_CDATA_SECTION_NODE
        else { return "" }
        return String(string(child.pointee.content).prefix(maximumText))
    }

    private static func attributes(of node: xmlNodePtr) -> [DOMAttribute] {
        var attributes: [DOMAttribute] = []
        var property = node.pointee.properties
        while let attribute = property {
            attributes.append(
                DOMAttribute(name: string(attribute.pointee.name).lowercased(), value: value(of: attribute)))
            property = attribute.pointee.next
        }
        return attributes
    }

    /// The HTML parser has replaced references already, so a value is text nodes only, nearly always one.
    private static func value(of attribute: xmlAttrPtr) -> String {
        var value = ""
        var child = attribute.pointee.children
        while let node = child {
            value += string(node.pointee.content)
            child = node.pointee.next
        }
        return value
    }
}
