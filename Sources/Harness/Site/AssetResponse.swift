internal import Hummingbird
internal import WebAssets

extension Response {
    /// Answers with a file: 304 when the client has it, compressed when the client can read that.
    ///
    /// `no-cache` lets a client keep the file but makes it ask each time: while one develops, a stale copy costs more
    /// than a question.
    static func asset(_ asset: WebAsset, to request: Request, headers extra: HTTPFields = [:]) -> Response {
        var headers: HTTPFields = [
            .cacheControl: "no-cache", .xContentTypeOptions: "nosniff", .vary: "Accept-Encoding",
        ]
        for field in extra { headers[field.name] = field.value }

        var bytes = asset.bytes
        var entityTag = "\"\(asset.fingerprint)\""
        if AcceptEncoding.takesGzip(request.headers[.acceptEncoding]), let gzipped = asset.gzipped {
            bytes = gzipped
            // Other bytes need another strong validator (RFC 9110 section 8.8.3.3).
            entityTag = "\"\(asset.fingerprint)-gzip\""
            headers[.contentEncoding] = "gzip"
        }
        headers[.eTag] = entityTag
        if let condition = request.headers[.ifNoneMatch], EntityTags.contain(entityTag, in: condition) {
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = asset.contentType
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// `Accept-Encoding`, RFC 9110 section 12.5.3.
enum AcceptEncoding {
    /// Whether gzip may be sent: named, or covered by `*`, with a weight that is not zero.
    static func takesGzip(_ header: String?) -> Bool {
        var any = false
        for range in header?.lowercased().split(separator: ",") ?? [] {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let coding = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if coding == "gzip" || coding == "x-gzip" { return weight > 0 }
            if coding == "*" { any = weight > 0 }
        }
        return any
    }
}

/// `If-None-Match`, RFC 9110 section 13.1.2.
enum EntityTags {
    /// Whether a tag is in the list, by weak comparison; `*` stands for every tag.
    static func contain(_ tag: String, in list: String) -> Bool {
        list.split(separator: ",").contains { candidate in
            let candidate = candidate.drop { $0 == " " || $0 == "\t" }
            let end = candidate.lastIndex { $0 != " " && $0 != "\t" }.map { candidate.index(after: $0) }
            let trimmed = candidate[..<(end ?? candidate.startIndex)]
            return trimmed == "*" || trimmed == tag || trimmed == "W/" + tag
        }
    }
}
