/// The bytes the scanner reads: ASCII-compatible, followed by zero bytes.
///
/// Most pages are copied as they are. UTF-16 becomes UTF-8, and offsets are translated back.
struct WorkingCopy: ~Copyable {
    let base: UnsafeMutablePointer<UInt8>
    let count: Int
    let encoding: TextEncoding
    private let isTranscoded: Bool

    init(of bytes: [UInt8], encoding: TextEncoding) {
        self.encoding = encoding
        let transcoded: [UInt8]? =
            switch encoding.unitWidth {
            case .utf16: Array(bytes.withUnsafeBufferPointer { encoding.decode($0, isWholePage: true) }.utf8)
            default: encoding == .replacement ? Array("\u{FFFD}".utf8) : nil
            }
        let content = transcoded ?? bytes
        isTranscoded = transcoded != nil
        count = content.count
        base = .allocate(capacity: count + ByteSearch.padding)
        content.withUnsafeBufferPointer {
            if let source = $0.baseAddress { base.initialize(from: source, count: count) }
        }
        (base + count).initialize(repeating: 0, count: ByteSearch.padding)
    }

    deinit { base.deallocate() }

    /// Scans the copy and turns what was found into values.
    func scan(source: [UInt8]) -> ScanValues {
        var scanner = Scanner(base: base, count: count)
        let markLength = source.withUnsafeBufferPointer { encoding.markLength(of: $0) }
        scanner.run(from: isTranscoded ? 0 : markLength)
        return source.withUnsafeBufferPointer { buffer in
            var builder = ValueBuilder(
                records: scanner.records, working: UnsafeBufferPointer(start: base, count: count), source: buffer,
                encoding: encoding, isTranscoded: isTranscoded)
            var values = builder.values()
            values.maximumDepth = scanner.stack.maximumDepth
            values.maximumAttributes = scanner.maximumAttributes
            values.hasDoctype = !scanner.isQuirky
            values.searchSteps = scanner.stack.searchSteps
            return values
        }
    }
}

/// Everything `HeadScan` shows, while it is being put together.
struct ScanValues {
    var scripts: [ScriptElement] = []
    var omittedScripts = 0
    var closer: HeadCloser
    var htmlTag: SourcePosition?
    var headTag: SourcePosition?
    var headEndTag: SourcePosition?
    var bodyTag: SourcePosition?
    var metas: [MetaElement] = []
    var base: MetaElement?
    var maximumDepth = 0
    var maximumAttributes = 0
    var hasFrameset = false
    var hasDoctype = false
    var searchSteps = 0
}
