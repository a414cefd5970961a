/// An IPv6 address, printed in its compressed form (URL Standard, section 3.5; RFC 5952).
struct IPv6Address: CustomStringConvertible {
    private var pieces: [UInt16] = []

    init?(_ bytes: ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let gap = text.firstRange(ofDoubleColon: ()) {
            let head = String(text[..<gap.lowerBound])
            let tail = String(text[gap.upperBound...])
            guard let left = Self.pieces(head, mayEndInIPv4: false), let right = Self.pieces(tail, mayEndInIPv4: true),
                left.count + right.count <= 7
            else { return nil }
            pieces = left + [UInt16](repeating: 0, count: 8 - left.count - right.count) + right
        } else {
            guard !text.isEmpty, let all = Self.pieces(text, mayEndInIPv4: true), all.count == 8 else { return nil }
            pieces = all
        }
    }

    var description: String {
        guard let zeros = longestZeroRun() else { return Self.text(pieces[...]) }
        return Self.text(pieces[..<zeros.lowerBound]) + "::" + Self.text(pieces[zeros.upperBound...])
    }

    private static func pieces(_ text: String, mayEndInIPv4: Bool) -> [UInt16]? {
        if text.isEmpty { return [] }
        var result: [UInt16] = []
        let groups = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            if mayEndInIPv4, index == groups.count - 1, group.contains(".") {
                guard let tail = dottedTail(group) else { return nil }
                result += tail
            } else {
                guard (1...4).contains(group.utf8.count), group.utf8.allSatisfy({ $0.hexDigitValue != nil }),
                    let piece = UInt16(group, radix: 16)
                else { return nil }
                result.append(piece)
            }
        }
        return result
    }

    /// `1.2.3.4` at the end: four plain decimal numbers without leading zeros.
    private static func dottedTail(_ text: Substring) -> [UInt16]? {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).compactMap { part -> UInt16? in
            guard part.utf8.allSatisfy(\.isASCIIDigit), part == "0" || !part.hasPrefix("0") else { return nil }
            return UInt16(part).flatMap { $0 <= 255 ? $0 : nil }
        }
        guard numbers.count == 4, text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 3 else { return nil }
        return [numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]]
    }

    private static func text(_ pieces: ArraySlice<UInt16>) -> String {
        pieces.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private func longestZeroRun() -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < 8 {
            guard pieces[start] == 0 else {
                start += 1
                continue
            }
            let end = pieces[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > max(1, best?.count ?? 0) { best = start..<end }
            start = end
        }
        return best
    }
}

extension String {
    /// Where `::` stands first.
    fileprivate func firstRange(ofDoubleColon: Void) -> Range<Index>? {
        guard let first = indices.first(where: { self[$0...].hasPrefix("::") }) else { return nil }
        return first..<index(first, offsetBy: 2)
    }
}
