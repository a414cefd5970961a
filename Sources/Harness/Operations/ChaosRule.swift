internal import JSON

/// What shall go wrong, for which requests and how often.
public struct ChaosRule: Sendable, Hashable {
    /// The path, where a `*` at the end stands for whatever follows.
    public var path: String
    /// The method; nil for any.
    public var method: String?
    /// The status that is answered in place of the real answer.
    public var status: Int?
    /// How many milliseconds pass before anything is answered.
    public var delay = 0
    /// Whether the connection is closed without an answer.
    public var drops = false
    /// How likely it is that the rule applies: 0 to 1.
    public var probability = 1.0
    /// How many requests it applies to; nil for all.
    public var times: Int?

    /// A rule as `--chaos` takes it: a path, then `method=POST`, `status=429`, `delay=200`, `drop`, `probability=0.2` and
    /// `times=3` in any order, all with commas between.
    ///
    /// - Throws: ``Problem``, for what is no rule.
    public init(_ text: String) throws(Problem) {
        let parts = text.split(separator: ",").map(String.init)
        guard let path = parts.first, path.hasPrefix("/") else {
            throw Problem("a rule starts with a path, as /track/lead")
        }
        self.path = path
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            try set(pair.first ?? "", pair.count == 2 ? pair[1] : nil)
        }
        try check()
    }

    /// A rule as the API takes it.
    init(_ fields: JSONValue) throws(Problem) {
        guard let path = fields["path"].string, path.hasPrefix("/") else {
            throw Problem("a rule needs a path, as /track/lead")
        }
        self.path = path
        for member in fields.object ?? [:] where member.key != "path" && !member.value.isNull {
            let value = member.value.string ?? member.value.compact
            if member.key == "drop" {
                drops = value == "true"
            } else {
                try set(member.key, value)
            }
        }
        try check()
    }

    private mutating func set(_ name: String, _ value: String?) throws(Problem) {
        switch (name, value) {
        case ("method", let value?): method = value.uppercased()
        case ("status", let value?): status = try Self.number(name, value)
        case ("delay", let value?): delay = try Self.number(name, value)
        case ("probability", let value?):
            guard let number = Double(value) else { throw Problem("probability=\(value) is no number") }
            probability = number
        case ("times", let value?): times = try Self.number(name, value)
        case ("drop", nil): drops = true
        default:
            throw Problem("'\(name)' is not known; known are method, status, delay (ms), drop, probability and times")
        }
    }

    private func check() throws(Problem) {
        if let status, !(200...599).contains(status) { throw Problem("status=\(status): statuses go from 200 to 599") }
        if !(0...60_000).contains(delay) { throw Problem("delay=\(delay): delays go from 0 to 60000 ms") }
        if !(0...1).contains(probability) { throw Problem("probability=\(probability): it goes from 0 to 1") }
        if let times, times < 1 { throw Problem("times=\(times): a rule applies at least once") }
        if status == nil, delay == 0, !drops {
            throw Problem("the rule does nothing: give it a status, a delay or drop")
        }
    }

    private static func number(_ name: String, _ value: String) throws(Problem) -> Int {
        guard let number = Int(value) else { throw Problem("\(name)=\(value) is no whole number") }
        return number
    }

    /// Whether a request is one of those it is for.
    func covers(method: String, path: String) -> Bool {
        guard self.method == nil || self.method == method else { return false }
        return self.path.hasSuffix("*") ? path.hasPrefix(self.path.dropLast()) : path == self.path
    }

    /// The rule as the API shows it.
    var json: JSONValue {
        [
            "path": .string(path), "method": .optional(method), "status": status.map(JSONValue.integer) ?? .null,
            "delay": .integer(delay), "drop": .bool(drops), "probability": .number(probability),
            "times": times.map(JSONValue.integer) ?? .null,
        ]
    }

    /// Why something is no rule.
    public struct Problem: Error, Sendable, Hashable, CustomStringConvertible {
        /// What is wrong.
        public var description: String

        init(_ description: String) {
            self.description = description
        }
    }
}
