internal import Foundation
internal import Hummingbird

/// What a client would rather have, as far as the harness makes a difference.
enum MediaRange {
    case html
    case json
    case any

    /// Browsers name HTML in `Accept`; programs that want JSON name it; the rest (curl: `*/*`) name neither.
    static func preferred(of request: Request) -> MediaRange {
        let accept = request.headers[.accept]?.lowercased() ?? ""
        if accept.contains("text/html") { return .html }
        return accept.contains("application/json") ? .json : .any
    }
}

extension Response {
    /// An answer that no cache may use again without asking, of a type that no browser may guess at.
    static func document(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-cache", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        document(text, type: "text/plain; charset=utf-8", status: status)
    }

    static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        document(text, type: "text/html; charset=utf-8", status: status)
    }

    /// Readable JSON with sorted keys, so that the same answer has the same bytes.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        let type = "application/json; charset=utf-8"
        guard let data = try? encoder.encode(value) else {
            return document(#"{"error": {"code": "internal_error"}}"#, type: type, status: .internalServerError)
        }
        return document(String(decoding: data, as: UTF8.self) + "\n", type: type, status: status)
    }
}
