public import JSON
public import PageURL

/// The fields of a request's body, read one after the other; the first problem is the answer (`dub-api.md`, 3.2).
///
/// A null is a field that is not there: clients send both for "none".
public struct RequestFields: Sendable {
    private var members: JSONObject
    /// Whether everything is text: numbers and truth values are then read from it.
    private let isQuery: Bool

    /// The parameters of a query; of repeated names the last one counts.
    public init(query items: [QueryItem]) {
        members = JSONObject(items.map { ($0.name, .string($0.value)) })
        isQuery = true
    }

    /// The fields of a body.
    ///
    /// - Throws: 400 for what is no JSON, 422 for what is no object.
    public init(body: some Sequence<UInt8>) throws(APIError) {
        guard let value = try? JSONValue(json: body) else { throw APIError.notJSON }
        try self.init(value)
    }

    /// The fields of a value that is an object.
    ///
    /// - Throws: 422 for another value.
    public init(_ value: JSONValue) throws(APIError) {
        guard let members = value.object else {
            throw .invalid(.invalidType, nil, "Invalid input: expected object, received \(value.kind)")
        }
        self.members = members
        isQuery = false
    }

    /// The fields but for some.
    func without(_ names: some Sequence<String>) -> RequestFields {
        var rest = self
        for name in names { rest.members[name] = .none }
        return rest
    }

    /// Whether a field is there, also as null.
    func has(_ name: String) -> Bool { members[name] != nil }

    private subscript(name: String) -> JSONValue? {
        guard let value = members[name], !value.isNull else { return .none }
        return value
    }

    /// A text without the white space around it.
    ///
    /// - Parameters:
    ///   - most: how many characters it may have.
    ///   - least: how many it must have; `short` is what is said of one that has fewer.
    func text(
        _ name: String, most: Int? = nil, least: Int = 0, short: String? = nil
    ) throws(APIError) -> String? {
        guard let value = self[name] else { return nil }
        guard let raw = value.string else { throw mismatch(name, "string", value) }
        let text = raw.trimmingWhiteSpace
        // Lengths are counted as JavaScript counts them.
        if text.utf16.count < least {
            throw .invalid(
                .tooSmall, name, short ?? "Too small: expected string to have >=\(least) characters")
        }
        if let most, text.utf16.count > most {
            throw .invalid(.tooBig, name, "Too big: expected string to have <=\(most) characters")
        }
        return text
    }

    /// A text that must be there.
    func requiredText(
        _ name: String, most: Int? = nil, least: Int = 0, missing: String? = nil, short: String? = nil
    ) throws(APIError) -> String {
        guard let text = try text(name, most: most, least: least, short: short) else {
            throw absent(name, "string", missing)
        }
        return text
    }

    /// `true` or `false`.
    func flag(_ name: String) throws(APIError) -> Bool? {
        guard let value = self[name] else { return nil }
        if let flag = value.bool { return flag }
        guard isQuery else { throw mismatch(name, "boolean", value) }
        switch value {
        case "true": return true
        case "false": return false
        default: throw .invalid(.invalidValue, name, #"Invalid option: expected one of "true"|"false""#)
        }
    }

    /// A whole number, which may be written with a fraction of zero.
    ///
    /// - Parameters:
    ///   - tooSmall: what is said of a number below `least`, where the API has words of its own.
    ///   - tooBig: what is said of one above `most`.
    func integer(
        _ name: String, from least: Int, to most: Int? = nil, tooSmall: String? = nil, tooBig: String? = nil
    ) throws(APIError) -> Int? {
        guard let value = self[name] else { return nil }
        guard let number = value.number ?? number(inQuery: value) else { throw mismatch(name, "number", value) }
        guard let integer = Int(exactly: number) else {
            throw .invalid(.invalidType, name, "Invalid input: expected int, received number")
        }
        if number < Double(least) {
            throw .invalid(.tooSmall, name, tooSmall ?? "Too small: expected number to be >=\(least)")
        }
        if let most, integer > most {
            throw .invalid(.tooBig, name, tooBig ?? "Too big: expected number to be <=\(most)")
        }
        return integer
    }

    private func number(inQuery value: JSONValue) -> Double? {
        isQuery ? value.string.flatMap(Double.init) : nil
    }

    /// One of some words.
    func choice(_ name: String, of words: [String]) throws(APIError) -> String? {
        guard let value = self[name] else { return nil }
        guard let word = value.string, words.contains(word) else {
            let list = words.map { "\"\($0)\"" }.joined(separator: "|")
            throw .invalid(.invalidValue, name, "Invalid option: expected one of \(list)")
        }
        return word
    }

    /// A mail address.
    func email(_ name: String, most: Int) throws(APIError) -> String? {
        guard let text = try text(name, most: most) else { return nil }
        guard text.isEmpty || text.isMailAddress else { throw .invalid(.invalidFormat, name, "Invalid email address") }
        return text
    }

    /// An object, as JSON text.
    func metadata(_ name: String = "metadata") throws(APIError) -> String? {
        guard let value = self[name] else { return nil }
        guard value.object != nil else { throw mismatch(name, "record", value) }
        let text = value.compact
        guard text.utf16.count <= 10_000 else {
            throw .invalid(.custom, name, "Metadata must be less than 10,000 characters when stringified")
        }
        return text
    }

    /// Several texts: a list, or one text with commas between.
    ///
    /// Empty ones are dropped. Nil when the field is not there.
    func list(_ name: String) throws(APIError) -> [String]? {
        guard let value = self[name] else { return nil }
        if let text = value.string {
            return text.split(separator: ",").map { String($0).trimmingWhiteSpace }.filter { !$0.isEmpty }
        }
        guard let elements = value.array else { throw mismatch(name, "array", value) }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else { throw mismatch(name, "string", element) }
            if !text.isEmpty { texts.append(text) }
        }
        return texts
    }

    /// A text that may be missing; an empty one counts as missing.
    public func optionalText(_ name: String) throws(APIError) -> String? { try text(name).nonEmpty }

    /// A truth value that may be missing.
    public func flagValue(_ name: String) throws(APIError) -> Bool? { try flag(name) }

    /// A whole number that may be missing.
    public func wholeNumber(_ name: String, _ range: ClosedRange<Int>) throws(APIError) -> Int? {
        try integer(name, from: range.lowerBound, to: range.upperBound)
    }

    /// The value of a field as it is; nil when it is null or not there.
    func value(_ name: String) -> JSONValue? { self[name] }

    /// What is said of a field that must be there and is not.
    func absent(_ name: String, _ expected: String, _ text: String? = nil) -> APIError {
        .invalid(.invalidType, name, text ?? "Invalid input: expected \(expected), received \(received(name))")
    }

    private func received(_ name: String) -> String {
        members[name].map(\.kind) ?? "undefined"
    }

    private func mismatch(_ name: String, _ expected: String, _ value: JSONValue) -> APIError {
        .invalid(.invalidType, name, "Invalid input: expected \(expected), received \(value.kind)")
    }
}

extension JSONValue {
    /// What JavaScript would call the value's type.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension String {
    /// Without the white space around it.
    var trimmingWhiteSpace: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// A name of letters, digits and some marks, and a domain of at least two labels.
    fileprivate var isMailAddress: Bool {
        let parts = split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let name = parts.first, let domain = parts.last, !name.isEmpty else { return false }
        let isName =
            !name.hasPrefix(".") && !name.hasSuffix(".") && !name.contains("..")
            && name.utf8.allSatisfy { $0.isLetterOrDigit || "_'+-.".utf8.contains($0) }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let isDomain =
            labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
            }
        return isName && isDomain && (labels.last?.count ?? 0) >= 2
    }
}

extension UInt8 {
    /// A letter or digit of ASCII.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
