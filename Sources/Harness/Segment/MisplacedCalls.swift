internal import HTTPTypes
internal import Hummingbird
internal import JSON
internal import Segment

/// Answers calls of the Tracking API below a path that nobody has configured: the Python SDK keeps the path of its host,
/// and its queue gives up at a 404 without a word (`segment.md`, 1.9 and trap 20).
struct MisplacedCalls: Sendable {
    let service: SegmentService

    /// What such a call is answered; nil for every other request.
    func answer(to request: Request) -> Response? {
        guard request.method == .post, let path = Self.extraPath(of: request.uri.path),
            path != service.behaviour.hostPath
        else { return nil }
        let message =
            "The Tracking API is at /v1, not at \(path)/v1: leave the path out of the host that the SDK is told, or "
            + "start the harness with --segment-path \(path)"
        service.workspace.say("segment: NOT RECORDED: a call to \(request.uri.path.prefix(200)). \(message)")
        return APIReply(
            ["success": false, "code": "not_found", "message": .string(message)], status: .notFound
        ).response
    }

    /// What is before `/v1/track` and the like; nil where nothing is, or it is another path.
    static func extraPath(of path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 3, parts[parts.count - 2] == "v1", let last = parts.last,
            Endpoint(name: String(last)) != nil
        else { return nil }
        return String(parts.dropLast(2).joined(separator: "/").prefix(200))
    }
}
