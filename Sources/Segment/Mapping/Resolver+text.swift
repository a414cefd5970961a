import JSON

/// `@template`, `@case`, `@replace` and `@json`.
extension Resolver {
    mutating func fill(_ template: Template, on payload: Resolved) throws(MappingError) -> String {
        var result = ""
        for part in template.parts {
            switch part {
            case .text(let text):
                try append(text, to: &result)
            case .placeholder(let path):
                guard let value = read(path, in: payload).output, value != .null else { continue }
                try append(JavaScriptText.text(of: value), to: &result)
            }
        }
        return template.hasSecondPass ? try fill(Template(afterFirstPass: result), on: payload) : result
    }

    private mutating func append(_ text: String, to result: inout String) throws(MappingError) {
        try allowance.spend(text.utf8.count)
        result += text
    }

    mutating func resolve(_ change: Instruction.CaseChange, on payload: Resolved) throws(MappingError) -> Resolved {
        let value = try resolve(change.value, on: payload)
        guard let text = value.text else { return value }
        try allowance.spend(text.utf8.count)
        switch change.operation {
        case "lower": return .json(.string(JavaScriptText.lowercased(text)))
        case "upper": return .json(.string(JavaScriptText.uppercased(text)))
        default: throw MappingError("operator key should have a value of \"lower\" or \"upper\"")
        }
    }

    mutating func resolve(
        _ replacement: Instruction.Replacement, on payload: Resolved
    ) throws(MappingError) -> Resolved {
        let value = try resolve(replacement.value, on: payload)
        guard case .json(let json) = value else { return .json("") }
        switch json {
        case .null, .array, .object: return .json("")
        case .string, .number, .bool: break
        }
        var text = Array(JavaScriptText.text(of: json).utf16)
        for pair in replacement.pairs {
            let literal = try LiteralReplacement(pair, of: replacement)
            text = try literal.apply(to: text, limit: allowance.left)
            try allowance.spend(text.count)
        }
        return .json(.string(String(decoding: text, as: UTF16.self)))
    }

    mutating func encode(_ value: Resolved) throws(MappingError) -> Resolved {
        guard let output = value.output else { return .missing }
        try allowance.spend(on: output)
        return .json(.string(JavaScriptText.json(of: output)))
    }

    mutating func decode(_ value: Resolved) throws(MappingError) -> Resolved {
        guard let text = value.text else { return value }
        try allowance.spend(text.utf8.count)
        switch JSONGrammar.verdict(on: text) {
        case .json: return (try? JSONValue(json: text.utf8)).map(Resolved.json) ?? value
        case .notJSON: return value
        case .tooDeep:
            throw MappingError("@json does not decode text nested deeper than \(JSONGrammar.maximumDepth) levels")
        }
    }
}
