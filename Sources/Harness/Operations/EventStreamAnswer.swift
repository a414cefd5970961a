internal import Hummingbird

extension Response {
    /// An answer of server-sent events, which is not kept by anybody on its way.
    ///
    /// - Parameter body: writes the events; the answer ends when it returns.
    static func eventStream(_ body: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void) -> Response
    {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
            body: ResponseBody { writer in
                try await body(&writer)
                try await writer.finish(nil)
            })
    }
}
