/// Turns the scanner's offsets into values: strings decoded, positions resolved.
struct ValueBuilder {
    private let records: ScanRecords
    private let working: UnsafeBufferPointer<UInt8>
    private let encoding: TextEncoding
    private var offsets: OffsetTranslator
    private var resolver: PositionResolver
    /// Causes point back to where a comment or element began; many scripts share one.
    private var causePositions: [Int: SourcePosition] = [:]

    init(
        records: ScanRecords, working: UnsafeBufferPointer<UInt8>, source: UnsafeBufferPointer<UInt8>,
        encoding: TextEncoding, isTranscoded: Bool
    ) {
        self.records = records
        self.working = working
        self.encoding = isTranscoded ? .utf8 : encoding
        offsets = OffsetTranslator(
            working: working, markLength: encoding.markLength(of: source), isTranscoded: isTranscoded)
        resolver = PositionResolver(bytes: source, encoding: encoding)
    }

    mutating func values() -> ScanValues {
        resolveCauses()
        let marks = [records.htmlTag, records.headTag, records.headEndTag, records.bodyTag].map { range in
            range.map { position($0.lowerBound) }
        }
        var values = ScanValues(closer: closer())
        (values.htmlTag, values.headTag, values.headEndTag, values.bodyTag) = (marks[0], marks[1], marks[2], marks[3])
        values.metas = records.metas.map { meta($0) }
        values.base = records.base.map { meta($0) }
        values.scripts.reserveCapacity(records.scripts.count)
        for record in records.scripts { values.scripts.append(script(record)) }
        values.omittedScripts = records.omittedScripts
        values.hasFrameset = records.hasFrameset
        return values
    }

    // MARK: Elements

    private mutating func script(_ record: ScriptRecord) -> ScriptElement {
        let start = position(record.tag.lowerBound)
        let attributes = attributes(record.attributes)
        let tagEnd = offsets.translate(record.tag.upperBound)
        let end = offsets.translate(record.end)
        return ScriptElement(
            placement: record.placement, position: start, range: start.offset..<max(tagEnd, end),
            tagRange: start.offset..<tagEnd, attributes: attributes, text: text(record.text),
            isSelfClosing: record.isSelfClosing, isClosed: record.isClosed,
            inertBecause: record.cause.map { reason($0) }, isInsideHeadTags: isInsideHeadTags(record.tag.lowerBound),
            isInShadowRoot: record.isInShadowRoot, isSVG: record.isSVG, isMathML: record.isMathML)
    }

    private func isInsideHeadTags(_ offset: Int) -> Bool {
        guard records.headTag != nil || records.headEndTag != nil else { return false }
        let start = (records.headTag ?? records.htmlTag)?.upperBound ?? 0
        let limit = (records.headEndTag ?? records.bodyTag)?.lowerBound ?? working.count
        return offset >= start && offset < limit
    }

    private mutating func meta(_ record: MetaRecord) -> MetaElement {
        MetaElement(
            placement: record.placement, position: position(record.start), attributes: attributes(record.attributes))
    }

    private mutating func attributes(_ indices: Range<Int>) -> [Attribute] {
        var attributes: [Attribute] = []
        attributes.reserveCapacity(indices.count)
        var seen: Set<String> = []
        for index in indices {
            let span = records.spans[index]
            let name = name(span.name)
            // A set only where comparing all pairs would cost more.
            let isDuplicate =
                indices.count > 16 ? !seen.insert(name).inserted : attributes.contains { $0.name == name }
            if isDuplicate { continue }
            attributes.append(
                Attribute(name: name, value: value(span.value), position: position(span.name.lowerBound)))
        }
        return attributes
    }

    private mutating func closer() -> HeadCloser {
        let record = records.closer ?? CloserRecord(kind: .endOfFile, start: working.count, nameEnd: working.count)
        let name: String
        switch record.kind {
        case .text: name = String(excerpt(from: record.start, upToTag: true).prefix(40))
        case .endTag: name = self.name(min(record.start + 2, record.nameEnd)..<record.nameEnd)
        case .endOfFile: name = ""
        default: name = self.name(min(record.start + 1, record.nameEnd)..<record.nameEnd)
        }
        let intendedEnd = (records.headEndTag ?? records.bodyTag)?.lowerBound
        let isEarly = intendedEnd.map { record.start < $0 } ?? (records.headTag != nil && record.kind == .element)
        let isNormal = record.kind == .bodyTag || record.kind == .framesetTag || record.kind == .endOfFile
        return HeadCloser(
            kind: record.kind, name: name, position: position(record.start),
            excerpt: excerpt(from: record.start, upToTag: record.kind == .text), isExpected: isNormal || !isEarly)
    }

    /// At most 80 characters of the source on one line, with an ellipsis where it is cut, up to the next tag or through the tag that begins here.
    private func excerpt(from start: Int, upToTag: Bool) -> String {
        var end = start
        let limit = min(start + 320, working.count)
        while end < limit {
            if upToTag, end > start, working[end] == 0x3C { break }
            end += 1
            if !upToTag, working[end - 1] == 0x3E { break }
        }
        let line = text(start..<end).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 80 ? line.prefix(79) + "…" : line
    }

    // MARK: Positions

    private mutating func position(_ offset: Int) -> SourcePosition {
        resolver.position(at: offsets.translate(offset))
    }

    /// Resolves where causes begin in one ascending pass of its own.
    private mutating func resolveCauses() {
        var starts = Set(records.scripts.compactMap { $0.cause?.start }).sorted()
        if let last = starts.last, last > working.count { starts.removeLast() }
        for start in starts { causePositions[start] = position(start) }
    }

    private mutating func reason(_ cause: InertCause) -> InertReason {
        let position = causePositions[cause.start] ?? position(cause.start)
        switch cause {
        case .template: return .template(position: position)
        case .comment(_, let isClosed): return .comment(position: position, isClosed: isClosed)
        case .characterData(_, let isClosed): return .characterData(position: position, isClosed: isClosed)
        case .rawText(let element, _, let isClosed):
            return .rawText(element: name(element), position: position, isClosed: isClosed)
        case .attributeValue(let element, let attribute, _):
            return .attributeValue(element: name(element), attribute: name(attribute), position: position)
        case .insideTag(let element, _): return .insideTag(element: name(element), position: position)
        case .unfinishedTag(let element, _): return .unfinishedTag(element: name(element), position: position)
        case .frameset: return .frameset(position: position)
        }
    }

    // MARK: Strings

    private func text(_ range: Range<Int>) -> String {
        encoding.decode(UnsafeBufferPointer(rebasing: working[range]))
    }

    /// ASCII letters in lower case, NUL as U+FFFD.
    private func name(_ range: Range<Int>) -> String {
        let slice = UnsafeBufferPointer(rebasing: working[range])
        guard slice.contains(where: { ($0 >= 0x41 && $0 <= 0x5A) || $0 == 0 || $0 >= 0x80 }) else {
            return String(decoding: slice, as: UTF8.self)
        }
        return String(
            String.UnicodeScalarView(
                encoding.decode(slice).unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0: "\u{FFFD}"
                    case 0x41...0x5A: UnicodeScalar(UInt8(scalar.value) | 0x20)
                    default: scalar
                    }
                }))
    }

    private func value(_ range: Range<Int>) -> String {
        let slice = UnsafeBufferPointer(rebasing: working[range])
        let needsWork = slice.contains { $0 == 0x26 || $0 == 0x0D || $0 == 0 }
        let text = encoding.decode(slice)
        return needsWork ? CharacterReferences.decodeAttribute(text) : text
    }
}

extension InertCause {
    fileprivate var start: Int {
        switch self {
        case .template(let start), .comment(let start, _), .characterData(let start, _), .rawText(_, let start, _),
            .attributeValue(_, _, let start), .insideTag(_, let start), .unfinishedTag(_, let start),
            .frameset(let start):
            start
        }
    }
}

/// Translates offsets of the working copy into offsets of the input.
struct OffsetTranslator {
    private let working: UnsafeBufferPointer<UInt8>
    private let markLength: Int
    private let isTranscoded: Bool
    private var offset = 0
    private var units = 0

    init(working: UnsafeBufferPointer<UInt8>, markLength: Int, isTranscoded: Bool) {
        self.working = working
        self.markLength = markLength
        self.isTranscoded = isTranscoded
    }

    /// Counts UTF-16 units: one for each lead byte, two for those of four-byte sequences.
    mutating func translate(_ target: Int) -> Int {
        guard isTranscoded else { return target }
        if target < offset { (offset, units) = (0, 0) }
        while offset < min(target, working.count) {
            let byte = working[offset]
            units += byte & 0xC0 == 0x80 ? 0 : (byte >= 0xF0 ? 2 : 1)
            offset += 1
        }
        return markLength + 2 * units
    }
}
