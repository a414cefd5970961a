/// `web/samples/NAME.json` as it is written: what the site of a sample page answers, and what is to be found there.
struct Sidecar: Decodable {
    var finding: String?
    var title: String
    var about: String
    var way: String?
    var origin: String?
    var path: String?
    var status: Int?
    var headers: [String: HeaderValues]?
    var routes: [String: Answer]?
    var cases: [Case]?
    var options: [String]?
    var hosts: [String]?
    /// Answers of further hosts, by `host/path` or `host/path?query`.
    var elsewhere: [String: Answer]?
    /// What static mode comes to, where that is not what `finding` says.
    var staticMode: Difference?
    /// What browser mode comes to, where that is not what `finding` says.
    var browserMode: Difference?

    /// An answer of its own: one of `script` (a variant of the analytics script), `file` and `body`, or none.
    struct Answer: Decodable {
        var status: Int?
        var headers: [String: HeaderValues]?
        var script: String?
        var file: String?
        var body: String?
        /// Whether the request's query is added to `Location`.
        var keepQuery: Bool?
        /// Seconds until the answer is sent.
        var delay: Int?
    }

    /// How a mode's result differs from what the finding leads to, and why.
    struct Difference: Decodable, Equatable, Sendable {
        static let verdicts = ["pass", "warn", "fail", "inconclusive"]

        /// Nil where it follows from the finding.
        var verdict: String?
        /// The mode's own finding, or its lack of one; nil where it has the sample's.
        var finding: Finding?
        var why: String

        struct Finding: Equatable {
            var id: String?
        }
    }

    /// An answer under conditions.
    struct Case: Decodable {
        var when: Condition
        var answer: Answer
    }

    /// Conditions on a request, all of which must hold.
    struct Condition: Decodable, Equatable, Sendable {
        enum Query: String, Decodable {
            case none
            case any
        }

        var query: Query?
        var queryHas: String?
        var userAgentHas: String?
        var requestHeaderHas: [String: String]?
    }

    /// The values of a header: one, several in several lines, or `null` for a header that is not sent.
    struct HeaderValues: Decodable {
        var values: [String]
    }
}

extension Sidecar {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case finding, title, about, way, origin, path, status, headers, routes, cases, options, hosts, elsewhere
        case staticMode = "static"
        case browserMode = "browser"
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard container.contains(.finding) else {
            throw DecodingError.keyNotFound(
                CodingKeys.finding, .init(codingPath: decoder.codingPath, debugDescription: "finding"))
        }
        finding = try container.decodeIfPresent(String.self, forKey: .finding)
        title = try container.decode(String.self, forKey: .title)
        about = try container.decode(String.self, forKey: .about)
        way = try container.decodeIfPresent(String.self, forKey: .way)
        origin = try container.decodeIfPresent(String.self, forKey: .origin)
        path = try container.decodeIfPresent(String.self, forKey: .path)
        status = try container.decodeIfPresent(Int.self, forKey: .status)
        headers = try container.decodeIfPresent([String: HeaderValues].self, forKey: .headers)
        routes = try container.decodeIfPresent([String: Answer].self, forKey: .routes)
        cases = try container.decodeIfPresent([Case].self, forKey: .cases)
        options = try container.decodeIfPresent([String].self, forKey: .options)
        hosts = try container.decodeIfPresent([String].self, forKey: .hosts)
        elsewhere = try container.decodeIfPresent([String: Answer].self, forKey: .elsewhere)
        staticMode = try container.decodeIfPresent(Difference.self, forKey: .staticMode)
        browserMode = try container.decodeIfPresent(Difference.self, forKey: .browserMode)
    }
}

extension Sidecar.Answer {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case status, headers, script, file, body, keepQuery, delay
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        try self.init(lenientlyFrom: decoder)
    }

    /// Reads the keys of an answer among others.
    init(lenientlyFrom decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        status = try container.decodeIfPresent(Int.self, forKey: .status)
        headers = try container.decodeIfPresent([String: Sidecar.HeaderValues].self, forKey: .headers)
        script = try container.decodeIfPresent(String.self, forKey: .script)
        file = try container.decodeIfPresent(String.self, forKey: .file)
        body = try container.decodeIfPresent(String.self, forKey: .body)
        keepQuery = try container.decodeIfPresent(Bool.self, forKey: .keepQuery)
        delay = try container.decodeIfPresent(Int.self, forKey: .delay)
    }
}

extension Sidecar.Case {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case when, status, headers, script, file, body, keepQuery, delay
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        when = try decoder.container(keyedBy: CodingKeys.self).decode(Sidecar.Condition.self, forKey: .when)
        answer = try Sidecar.Answer(lenientlyFrom: decoder)
    }
}

extension Sidecar.Condition {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case query, queryHas, userAgentHas, requestHeaderHas
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        query = try container.decodeIfPresent(Query.self, forKey: .query)
        queryHas = try container.decodeIfPresent(String.self, forKey: .queryHas)
        userAgentHas = try container.decodeIfPresent(String.self, forKey: .userAgentHas)
        requestHeaderHas = try container.decodeIfPresent([String: String].self, forKey: .requestHeaderHas)
    }
}

extension Sidecar.Difference {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case verdict, finding, why
    }

    init(from decoder: any Decoder) throws {
        try decoder.refuseUnknownKeys(CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        verdict = try container.decodeIfPresent(String.self, forKey: .verdict)
        if container.contains(.finding) {
            finding = Finding(id: try container.decodeIfPresent(String.self, forKey: .finding))
        }
        why = try container.decode(String.self, forKey: .why)
    }
}

extension Sidecar.HeaderValues {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            values = []
        } else if let value = try? container.decode(String.self) {
            values = [value]
        } else {
            values = try container.decode([String].self)
        }
    }
}

extension Decoder {
    /// A misspelt key would silently change what a sample shows, so it is an error.
    fileprivate func refuseUnknownKeys<Keys: CodingKey & CaseIterable>(_: Keys.Type) throws {
        let known = Keys.allCases.map(\.stringValue)
        for key in try container(keyedBy: AnyKey.self).allKeys where !known.contains(key.stringValue) {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: codingPath,
                    debugDescription: "unknown key '\(key.stringValue)'; known are \(known.joined(separator: ", "))"))
        }
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
