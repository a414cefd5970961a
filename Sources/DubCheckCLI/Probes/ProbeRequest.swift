import JSON

/// One line of a probe's input.
struct ProbeRequest {
    private let members: [JSONReader.Member]

    /// Reads a line.
    init(line: ArraySlice<UInt8>) throws(ProbeFailure) {
        do {
            members = try JSONReader.object(Array(line))
        } catch {
            throw ProbeFailure(message: "not a JSON object: \(error.message) (at byte \(error.offset + 1))")
        }
    }

    /// The id of the request, whatever it is, to be given back.
    var id: JSONValue {
        get throws(ProbeFailure) { try member("id") }
    }

    /// The text of a member.
    func text(_ key: String) throws(ProbeFailure) -> String {
        guard case .string(let text) = try member(key) else {
            throw ProbeFailure(message: "\"\(key)\" must be a text")
        }
        return text
    }

    private func member(_ key: String) throws(ProbeFailure) -> JSONValue {
        guard let member = members.last(where: { $0.key == key }) else {
            throw ProbeFailure(message: "\"\(key)\" is missing")
        }
        return member.value
    }
}
