/// One element on the stack of open elements: enough of it to apply the rules, no node.
struct OpenElement {
    /// Packed name (`TagTable.key`), which tells unknown elements apart.
    var key: UInt64
    /// Offset of the start tag's `<`.
    var offset: Int32
    /// `.unknown` for SVG and MathML elements too, so that no HTML rule takes them for its own.
    var tag: Tag
    var flags: Flags

    struct Flags: OptionSet {
        let rawValue: UInt16
        /// In the SVG or MathML namespace.
        static let foreign = Flags(rawValue: 1)
        static let svg = Flags(rawValue: 2)
        static let htmlIntegration = Flags(rawValue: 4)
        static let mathTextIntegration = Flags(rawValue: 8)
        static let special = Flags(rawValue: 16)
        static let scope = Flags(rawValue: 32)
        /// Already carries a declarative shadow root.
        static let hasShadow = Flags(rawValue: 64)
        /// A template whose contents are a live shadow root.
        static let liveTemplate = Flags(rawValue: 128)
        /// Its end tag only pops while it is the current node: no mode and no pointer changes.
        static let popsWhenCurrent = Flags(rawValue: 256)
    }
}

/// The stack of open elements, with a count for each name so that most searches end before they begin.
///
/// Searches are charged to a budget proportional to the input. No page that people write comes near it; a hostile one
/// that would make the searches quadratic runs out of it, and from then on nothing that lies deep is found.
struct OpenElements: ~Copyable {
    private(set) var elements: UnsafeMutablePointer<OpenElement>
    private(set) var count = 0
    private(set) var maximumDepth = 0
    private(set) var searchSteps = 0
    private let searchBudget: Int
    private var capacity = 256
    private let counts: UnsafeMutablePointer<Int32>

    init(searchBudget: Int) {
        elements = .allocate(capacity: capacity)
        counts = .allocate(capacity: 256)
        counts.initialize(repeating: 0, count: 256)
        self.searchBudget = searchBudget
    }

    deinit {
        elements.deallocate()
        counts.deallocate()
    }

    /// The current node; the caller knows that the stack is not empty.
    @inline(__always)
    var top: OpenElement { elements[count &- 1] }

    @inline(__always)
    func hasAny(_ tag: Tag) -> Bool { counts[Int(tag.rawValue)] != 0 }

    @inline(__always)
    mutating func push(_ element: OpenElement) {
        if count == capacity { grow() }
        elements[count] = element
        count &+= 1
        counts[Int(element.tag.rawValue)] &+= 1
        if count > maximumDepth { maximumDepth = count }
    }

    @inline(__always)
    mutating func pop() {
        count &-= 1
        counts[Int(elements[count].tag.rawValue)] &-= 1
    }

    mutating func pop(to index: Int) {
        while count > index { pop() }
    }

    mutating func mark(_ flag: OpenElement.Flags, at index: Int) {
        elements[index].flags.insert(flag)
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<OpenElement>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: elements, count: count)
        elements.deallocate()
        elements = larger
        capacity *= 2
    }

    /// Charges one step of a search; false when the budget is used up.
    @inline(__always)
    mutating func step() -> Bool {
        guard searchSteps < searchBudget else { return false }
        searchSteps &+= 1
        return true
    }

    /// Index of `tag` when it is in scope; `limit` names one more element that ends the scope (button, list item).
    @inline(__always)
    mutating func indexInScope(_ tag: Tag, limit: Tag? = nil, otherLimit: Tag? = nil) -> Int? {
        guard hasAny(tag) else { return nil }
        return search(tag, limit, otherLimit)
    }

    private mutating func search(_ tag: Tag, _ limit: Tag?, _ otherLimit: Tag?) -> Int? {
        var index = count
        while index > 0, step() {
            index -= 1
            let element = elements[index]
            if element.tag == tag { return index }
            if element.flags.contains(.scope) || element.tag == limit || element.tag == otherLimit { return nil }
        }
        return nil
    }

    /// Index of the topmost element among `tags` in table scope (html, table and template end it).
    mutating func indexInTableScope(_ tags: Tag...) -> Int? {
        guard tags.contains(where: { hasAny($0) }) else { return nil }
        var index = count
        while index > 0, step() {
            index -= 1
            let tag = elements[index].tag
            if tags.contains(tag) { return index }
            if tag == .html || tag == .table || tag == .template { return nil }
        }
        return nil
    }

    /// Pops down to one of `tags`, which stays.
    mutating func clear(to tags: Tag...) {
        while count > 1, !tags.contains(top.tag) { pop() }
    }

    /// Removes the element at `index` and, above it, what the adoption agency does not keep.
    mutating func adopt(at index: Int, table: TagTable) {
        var lastSpecial: Int?
        for candidate in (index + 1)..<max(count, index + 1) {
            _ = step()
            if elements[candidate].flags.contains(.special) { lastSpecial = candidate }
        }
        guard let lastSpecial else {
            pop(to: index)
            return
        }
        let above = (index + 1...lastSpecial).map { elements[$0] }
        pop(to: index)
        for element in above
        where element.flags.contains(.special) || table.traits[Int(element.tag.rawValue)].contains(.formatting) {
            push(element)
        }
    }
}
