/// Answers the page's calls to the tracking API in its place, so that a verification never creates an event.
struct TrackingStandIn: Sendable {
    /// The click id that a click or a visit gets.
    let clickID: String

    /// The URLs to stop, for the interceptor.
    static let urls = ["*/track/*"]

    /// The answer to a request; nil for what is no call to the API.
    ///
    /// Only what would create something is answered: `POST …/track/…`, and the preflight a browser sends before it.
    func answer(_ request: InterceptedRequest) -> InterceptedResponse? {
        guard NetworkRecord.isTrackingCall(request.url) else { return nil }
        var fields = [(name: "Access-Control-Allow-Origin", value: request.headers["origin"] ?? "*")]
        switch request.method {
        case "OPTIONS":
            guard request.headers["access-control-request-method"] == "POST" else { return nil }
            let asked = request.headers["access-control-request-headers"] ?? "content-type, authorization"
            fields += [
                ("Access-Control-Allow-Methods", "POST, OPTIONS"), ("Access-Control-Allow-Headers", asked),
                ("Access-Control-Allow-Credentials", "true"),
            ]
            return .fulfill(status: 204, headers: fields, body: [])
        case "POST":
            fields.append(("Access-Control-Allow-Credentials", "true"))
            return .text(body(for: request.url), type: "application/json", headers: fields)
        default: return nil
        }
    }

    private func body(for url: String) -> String {
        let path = url.prefix { $0 != "?" && $0 != "#" }
        if path.contains("/track/lead") || path.contains("/track/sale") {
            return #"{"click":{"id":"\#(clickID)"},"customer":null}"#
        }
        return #"{"clickId":"\#(clickID)"}"#
    }
}
