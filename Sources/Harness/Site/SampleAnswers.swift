internal import HTTPTypes
internal import Hummingbird
internal import ServiceLifecycle
internal import WebAssets

/// Sends what samples declare.
struct SampleAnswers: Sendable {
    let gallery: SampleGallery
    let scripts: ScriptLibrary

    /// Exactly what the sample declares: a header more would be another sample.
    func send(_ answer: Sample.Answer, to request: Request) async throws -> Response {
        if answer.delay > 0 {
            // A harness that is told to stop does not wait for it.
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(answer.delay)) }
        }
        var headers = answer.headers
        if answer.keepsQuery, let query = request.uri.query, let location = headers[.location] {
            headers[.location] = location + (location.contains("?") ? "&" : "?") + query
        }
        let bytes: [UInt8]? =
            switch answer.content {
            case .file(let path): gallery.file(path)?.bytes
            case .script(let variant): scripts.script(variant)?.bytes
            case .text(let text): Array(text.utf8)
            case .nothing: []
            }
        guard let bytes else { throw Refusal.broken("A file of this sample was removed from the web root.") }
        return Response(
            status: answer.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension SampleProblem {
    /// A sidecar that is being edited may be wrong for a while: the answer says where.
    static func answered<Value>(_ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch let problem as SampleProblem {
            throw Refusal.broken(problem.description)
        }
    }
}

/// What samples declare of further hosts: there, nothing else is answered.
struct ElsewhereAnswers: Sendable {
    let gallery: SampleGallery
    let answers: SampleAnswers

    /// What a sample declares for the request; nil where none declares anything for its host and path.
    ///
    /// - Throws: ``Refusal`` where only other queries are declared.
    func answer(_ host: String, to request: Request) throws -> Sample.Answer? {
        guard gallery.elsewhereHosts.contains(host) else { return nil }
        let path = request.uri.path
        guard gallery.elsewhere.contains(where: { $0.host == host && $0.path == path }) else { return nil }
        let answer = try SampleProblem.answered {
            try gallery.answerElsewhere(host: host, path: path, query: request.uri.query)
        }
        guard let answer else { throw Refusal.notFound(path) }
        return answer
    }
}
