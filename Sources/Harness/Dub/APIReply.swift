internal import Attribution
internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import NIOCore

extension HTTPField.Name {
    static let dubcheckNote = HTTPField.Name("X-Dubcheck-Note").unsafelyNamed
}

extension HTTPField.Name? {
    /// A name that is written in this room and known to be well formed.
    var unsafelyNamed: HTTPField.Name {
        guard let self else { preconditionFailure("a header field's name is not well formed") }
        return self
    }
}

/// An answer of the Dub API.
struct APIReply: Sendable {
    /// The HTTP status.
    var status = HTTPResponse.Status.ok
    /// The body.
    var body: JSONValue
    /// What the developer should know besides.
    var notes: [Note] = []

    /// An outcome as an answer; what went wrong is in Dub's envelope (`dub-api.md`, 3.1).
    init(_ outcome: Outcome<JSONValue>, status: HTTPResponse.Status = .ok) {
        notes = outcome.notes
        switch outcome.result {
        case .success(let body):
            self.body = body
            self.status = status
        case .failure(let error):
            body = error.envelope
            self.status = HTTPResponse.Status(code: error.code.status)
        }
    }

    /// A body as an answer.
    init(_ body: JSONValue, status: HTTPResponse.Status = .ok) {
        self.body = body
        self.status = status
    }

    /// An error as an answer.
    init(_ error: APIError) {
        self.init(Outcome(.failure(error)))
    }

    /// A refusal of the harness's own in Dub's envelope.
    init(_ refusal: Refusal) {
        self.init(APIError(.badRequest, refusal.message).envelope, status: refusal.status)
    }

    /// The answer that is made, or in its place the error that is thrown, in Dub's envelope.
    static func answer(_ make: () async throws -> Response) async throws -> Response {
        do {
            return try await make()
        } catch let error as APIError {
            return APIReply(error).response
        } catch let refusal as Refusal {
            return APIReply(refusal).response
        }
    }

    /// Notes as the value of a header.
    static func headerText(_ notes: [Note]) -> String {
        notes.map(\.description).joined(separator: " | ").headerSafe
    }

    /// The answer as it is sent.
    var response: Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if !notes.isEmpty { headers[.dubcheckNote] = Self.headerText(notes) }
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body.compactBytes)))
    }
}

extension APIError {
    /// The error in Dub's envelope.
    var envelope: JSONValue {
        [
            "error": [
                "code": .string(code.rawValue), "message": .string(message), "doc_url": .string(code.documentation),
            ]
        ]
    }
}

extension String {
    /// The text as a header's value: ASCII, without anything that could end the line (RFC 9110, section 5.5).
    fileprivate var headerSafe: String {
        String(String.UnicodeScalarView(unicodeScalars.map { (" "..."~").contains($0) ? $0 : "?" }))
    }
}
