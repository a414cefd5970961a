import JSON

/// Talks JSON with a running harness; what goes wrong becomes one clear line.
struct HarnessClient: Sendable {
    let place: HarnessPlace
    let connection: any HarnessConnection

    /// The client of the harness that options, environment or the last start name.
    init(_ options: HarnessOptions, in context: Context) throws(CommandFailure) {
        place = try HarnessPlace(url: options.url, key: options.key, in: context)
        connection = context.connect(place)
    }

    /// The client of a harness that is known.
    init(place: HarnessPlace, in context: Context) {
        self.place = place
        connection = context.connect(place)
    }

    func get(_ path: String, _ query: KeyValuePairs<String, String> = [:], timeout: Int = 30) async throws -> JSONValue
    {
        try await send(HarnessRequest(path: path + Self.query(query), timeout: timeout))
    }

    func send(_ method: String, _ path: String, _ body: JSONValue) async throws -> JSONValue {
        try await send(HarnessRequest(method: method, path: path, body: body))
    }

    /// The event that fits, as soon as it is there; nil when none has come in so many seconds.
    func wait(_ query: KeyValuePairs<String, String>, seconds: Int) async throws -> JSONValue? {
        let path = "/_dubcheck/wait" + Self.query(query) + "&timeout=\(seconds)"
        let request = HarnessRequest(path: path, timeout: seconds + 30)
        let answer = try await connection.answer(request)
        guard answer.status != 408 else { return .none }
        return try value(of: answer, to: request)
    }

    private func send(_ request: HarnessRequest) async throws -> JSONValue {
        try value(of: try await connection.answer(request), to: request)
    }

    private func value(of answer: HarnessAnswer, to request: HarnessRequest) throws(CommandFailure) -> JSONValue {
        let json = try? JSONValue(json: answer.body)
        guard (200..<300).contains(answer.status) else { throw failure(answer.status, json, request) }
        guard let json else { throw CommandFailure.usage("\(place.url) is no harness: \(request.path) is not JSON") }
        return json
    }

    /// The events of a stream of server-sent events, as they come in; returns when the harness ends it.
    func events(_ path: String, _ take: (ServerSentEvent) throws -> Void) async throws {
        let request = HarnessRequest(path: path, timeout: 365 * 24 * 3_600)
        var reader = ServerSentEventReader()
        let answer = try await connection.stream(request) { bytes in
            for event in reader.read(bytes) { try take(event) }
        }
        guard answer.status == 200 else { throw failure(answer.status, try? JSONValue(json: answer.body), request) }
    }

    private func failure(_ status: Int, _ json: JSONValue?, _ request: HarnessRequest) -> CommandFailure {
        let message = json?["error"]["message"].string
        switch status {
        case 401, 403:
            guard place.key != nil else {
                return .usage(
                    "the harness at \(place.url) wants its key: give --key or DUB_API_KEY; 'dubcheck serve' shows it")
            }
            return .usage("the harness at \(place.url) does not take the key of \(place.keyOrigin)")
        case 404 where message == nil:
            return .usage("\(place.url) has no \(request.path.prefix { $0 != "?" }): is it a harness of this version?")
        case 500...:
            return CommandFailure(
                status: .internalError,
                message: "the harness has failed (status \(status))"
                    + (message.map { ": \($0)" } ?? "; its own output says why"))
        default:
            return .usage(message ?? "the harness has answered \(request.path) with status \(status)")
        }
    }

    private static func query(_ items: KeyValuePairs<String, String>) -> String {
        guard !items.isEmpty else { return "" }
        return "?" + items.map { "\(escaped($0.key))=\(escaped($0.value))" }.joined(separator: "&")
    }

    /// A part of a path or a query, with everything escaped that could mean something there.
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-_.~".unicodeScalars.contains(scalar) {
                result.unicodeScalars.append(scalar)
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count < 2 ? "0" : "") + hex
            }
        }
        return result
    }
}
