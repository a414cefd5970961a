/// Why a script tag makes no live element, in offsets; `InertReason` is its public form.
enum InertCause {
    case template(start: Int)
    case comment(start: Int, isClosed: Bool)
    case characterData(start: Int, isClosed: Bool)
    case rawText(name: Range<Int>, start: Int, isClosed: Bool)
    case attributeValue(element: Range<Int>, attribute: Range<Int>, start: Int)
    case insideTag(name: Range<Int>, start: Int)
    case unfinishedTag(name: Range<Int>, start: Int)
    case frameset(start: Int)
}

/// A script tag as the scanner saw it.
struct ScriptRecord {
    var placement: Placement
    var tag: Range<Int>
    var end: Int
    var text: Range<Int>
    /// Indices in `ScanRecords.spans`.
    var attributes: Range<Int>
    var isSelfClosing: Bool
    var isClosed: Bool
    var cause: InertCause?
    var isInShadowRoot = false
    var isSVG = false
    var isMathML = false
}

/// A meta or base tag as the scanner saw it.
struct MetaRecord {
    var placement: Placement
    var start: Int
    var attributes: Range<Int>
}

/// The token that ended head.
struct CloserRecord {
    var kind: HeadCloser.Kind
    var start: Int
    var nameEnd: Int
}

/// What the scanner collects: offsets only, turned into values once the whole input has been read.
struct ScanRecords {
    /// More scripts than this are counted, not kept: no page has them, and memory stays bounded.
    static let maximumScripts = 50_000

    var spans: [AttributeSpan] = []
    var scripts: [ScriptRecord] = []
    var omittedScripts = 0
    var metas: [MetaRecord] = []
    var base: MetaRecord?
    var closer: CloserRecord?
    var htmlTag: Range<Int>?
    var headTag: Range<Int>?
    var headEndTag: Range<Int>?
    var bodyTag: Range<Int>?
    var hasFrameset = false
    /// Index of the first script after body opened.
    var firstInBody = 0

    /// Keeps a script and answers its index, nil beyond the limit.
    @discardableResult
    mutating func add(_ script: ScriptRecord) -> Int? {
        guard scripts.count < Self.maximumScripts else {
            omittedScripts += 1
            return nil
        }
        scripts.append(script)
        return scripts.count - 1
    }

    /// Sets where a script's text and the script itself end.
    mutating func finish(_ index: Int, text: Int, end: Int, isClosed: Bool) {
        let start = scripts[index].text.lowerBound
        scripts[index].text = start..<max(start, text)
        scripts[index].end = max(start, end)
        scripts[index].isClosed = isClosed
    }

    /// A frameset replaced the body: what was in it is gone from the tree.
    mutating func dropBody(by frameset: Int) {
        for index in firstInBody..<scripts.count {
            scripts[index].placement = .absent
            scripts[index].cause = .frameset(start: frameset)
        }
        for index in metas.indices where metas[index].placement == .body { metas[index].placement = .absent }
        if base?.placement == .body { base = nil }
    }
}
