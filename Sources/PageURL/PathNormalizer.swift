/// Path segments of a hierarchical URL: dot segments resolved, bytes percent-encoded (URL Standard, "path state").
enum PathNormalizer {
    /// The path with a leading slash; `\` counts as `/`.
    static func normalize(_ path: some Collection<UInt8>) -> String {
        var segments = Array(path).split(omittingEmptySubsequences: false, whereSeparator: \.isSlash)
        if path.first?.isSlash == true { segments.removeFirst() }
        var kept: [String] = []
        for (index, segment) in segments.enumerated() {
            let isLast = index == segments.count - 1
            switch dots(segment) {
            case 2:
                if !kept.isEmpty { kept.removeLast() }
                if isLast { kept.append("") }
            case 1:
                if isLast { kept.append("") }
            default:
                kept.append(PercentEncoding.encode(segment, PercentEncoding.path))
            }
        }
        return "/" + kept.joined(separator: "/")
    }

    /// 1 for `.`, 2 for `..`, each dot also written as `%2e`; 0 for any other segment.
    private static func dots(_ segment: ArraySlice<UInt8>) -> Int {
        guard segment.count <= 6, let first = segment.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "%")
        else { return 0 }
        switch String(decoding: segment, as: UTF8.self).lowercased() {
        case ".", "%2e": return 1
        case "..", ".%2e", "%2e.", "%2e%2e": return 2
        default: return 0
        }
    }
}
