internal import Hummingbird

/// An answer to a request that is not served: it knows its status, a word for programs and a sentence for people.
struct Refusal: Error {
    var status: HTTPResponse.Status
    var code: String
    var message: String
    var headers: HTTPFields = [:]
}

extension Refusal {
    static let malformedHost = Refusal(
        status: .badRequest, code: "bad_host", message: "The request needs exactly one well-formed Host header.")

    static func unknownHost(_ host: String) -> Refusal {
        let shown = host.prefix(255)
        return Refusal(
            status: .misdirectedRequest, code: "unknown_host",
            message: """
                This is dubcheck's local harness. It answers to localhost and loopback addresses only, so that no other \
                site can read it through a visitor's browser (DNS rebinding); '\(shown)' is not among its names. \
                If that name is yours, start it with --allow-host \(shown)
                """)
    }

    static func samplesOnly(_ host: String) -> Refusal {
        Refusal(
            status: .misdirectedRequest, code: "samples_only",
            message: """
                '\(host.prefix(255))' is a host name of sample pages: under it there is only what samples declare, \
                at most /samples, /analytics/script*.js and /signup. Use http://localhost for everything else.
                """)
    }

    static func targetTooLong(limit: Int) -> Refusal {
        Refusal(
            status: .uriTooLong, code: "uri_too_long", message: "The URL is longer than \(limit) bytes.")
    }

    static var fieldsTooLarge: Refusal {
        Refusal(
            status: .requestHeaderFieldsTooLarge, code: "header_too_large",
            message: """
                The head of the request is too large: a field has more than \(RequestHeadLimits.field >> 10) kB, all of \
                them together have more than \(RequestHeadLimits.list >> 10) kB, or there are more than \
                \(RequestHeadLimits.count) of them.
                """)
    }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) -> Refusal {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        return Refusal(
            status: .methodNotAllowed, code: "method_not_allowed",
            message: "\(method.rawValue) is not possible here: use \(names).", headers: [.allow: names])
    }

    static func bodyTooLarge(limit: Int) -> Refusal {
        Refusal(
            status: .contentTooLarge, code: "bad_request", message: "The body is larger than \(limit >> 20) MB.")
    }

    static func notFound(_ path: String) -> Refusal {
        Refusal(status: .notFound, code: "not_found", message: "There is nothing at \(path).")
    }

    static func badRequest(_ message: String) -> Refusal {
        Refusal(status: .badRequest, code: "bad_request", message: message)
    }

    static func broken(_ message: String) -> Refusal {
        Refusal(status: .internalServerError, code: "internal_error", message: message)
    }
}
