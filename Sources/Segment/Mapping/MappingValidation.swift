import JSON

/// Checks a mapping before it runs and collects all that is wrong with it (segment.md 3.4).
///
/// Lists and the shape of an `@arrayPath` are not looked into.
struct MappingValidation {
    private(set) var problems: [String] = []

    /// Checks a part of a mapping, found under these keys.
    mutating func check(_ part: JSONValue, at keys: [String] = []) {
        guard case .object(let members) = part else { return }
        guard let directive = DirectiveName.written(in: part) else {
            for member in members { check(member.value, at: keys + [member.key]) }
            return
        }
        let isAlone = members.allSatisfy { $0.key == directive.key || $0.key == DirectiveName.metadataKey }
        guard isAlone else {
            return report("should only have one @-prefixed key but it has \(members.count) keys", at: keys)
        }
        guard let name = DirectiveName(rawValue: directive.key) else {
            return report("has an invalid directive: \(directive.key)", at: keys)
        }
        check(directive.value, of: name, at: keys + [directive.key])
    }

    private mutating func check(_ argument: JSONValue, of directive: DirectiveName, at keys: [String]) {
        switch directive {
        case .path, .template: checkText(argument, at: keys)
        case .literal, .excludeWhenNull: check(argument, at: keys)
        case .liquid: break  // The compiler refuses it.
        case .arrayPath:
            guard let items = argument.array else { return report(wrongKind: "an array", argument, at: keys) }
            checkText(items.first, at: keys)
        case .condition, .changeCase, .replace, .merge, .transform, .flatten, .json:
            guard case .object(let options) = argument, DirectiveName.written(in: argument) == nil else {
                return report(wrongKind: "an object", argument, at: keys)
            }
            checkOptions(options, of: directive, at: keys)
        }
    }

    private mutating func checkOptions(_ options: JSONObject, of directive: DirectiveName, at keys: [String]) {
        switch directive {
        case .condition:
            for key in ["exists", "blank", "then", "else"] {
                checkOption(key, of: options, at: keys) { $0.check($1, at: $2) }
            }
        case .changeCase:
            checkOption("operator", of: options, at: keys) { $0.checkString($1, at: $2) }
            checkOption("value", of: options, at: keys) { $0.checkText($1, at: $2) }
        case .replace:
            checkRequired("pattern", of: options, at: keys) { $0.checkString($1, lengths: 1...10, at: $2) }
            checkOption("replacement", of: options, at: keys) { $0.checkString($1, lengths: 0...10, at: $2) }
            checkRequired("value", of: options, at: keys) { $0.checkText($1, at: $2) }
            checkOption("ignorecase", of: options, at: keys) { $0.checkBoolean($1, at: $2) }
            checkOption("global", of: options, at: keys) { $0.checkBoolean($1, at: $2) }
        case .merge:
            checkRequired("objects", of: options, at: keys) { $0.checkEntries($1, at: $2) }
            checkOption("direction", of: options, at: keys) { $0.checkChoice($1, of: ["left", "right"], at: $2) }
        case .transform:
            checkRequired("apply", of: options, at: keys) { $0.checkObject($1, at: $2) }
            checkRequired("mapping", of: options, at: keys) { $0.checkObject($1, at: $2) }
        case .flatten:
            checkRequired("value", of: options, at: keys) { $0.check($1, at: $2) }
            checkOption("separator", of: options, at: keys) { $0.checkString($1, at: $2) }
        case .json:
            checkRequired("value", of: options, at: keys) { $0.check($1, at: $2) }
            checkRequired("mode", of: options, at: keys) { $0.checkChoice($1, of: ["encode", "decode"], at: $2) }
        case .path, .template, .literal, .excludeWhenNull, .liquid, .arrayPath: break
        }
    }
}

extension MappingValidation {
    private typealias Check = (inout Self, JSONValue, [String]) -> Void

    private mutating func checkOption(_ key: String, of options: JSONObject, at keys: [String], with check: Check) {
        if let value = options[key] { check(&self, value, keys + [key]) }
    }

    private mutating func checkRequired(_ key: String, of options: JSONObject, at keys: [String], with check: Check) {
        guard let value = options[key] else { return report("should have field \"\(key)\" but it doesn't", at: keys) }
        check(&self, value, keys + [key])
    }

    private mutating func checkText(_ part: JSONValue?, at keys: [String]) {
        if let part, DirectiveName.written(in: part) != nil { return check(part, at: keys) }
        guard case .string = part else { return report(wrongKind: "a string or a mapping directive", part, at: keys) }
    }

    private mutating func checkObject(_ part: JSONValue, at keys: [String]) {
        guard case .object = part else { return report(wrongKind: "a object or a mapping directive", part, at: keys) }
        check(part, at: keys)
    }

    /// The entries of a merge do not know where they stand: paths begin anew.
    private mutating func checkEntries(_ part: JSONValue, at keys: [String]) {
        guard case .array(let entries) = part else { return report(wrongKind: "an array", part, at: keys) }
        for entry in entries { checkObject(entry, at: []) }
    }

    private mutating func checkBoolean(_ part: JSONValue, at keys: [String]) {
        guard case .bool = part else { return report(wrongKind: "a boolean", part, at: keys) }
    }

    private mutating func checkString(_ part: JSONValue, at keys: [String]) {
        guard case .string = part else { return report(wrongKind: "a string", part, at: keys) }
    }

    private mutating func checkString(_ part: JSONValue, lengths: ClosedRange<Int>, at keys: [String]) {
        guard case .string(let text) = part else { return report(wrongKind: "a string", part, at: keys) }
        let length = text.utf16.count
        if length < lengths.lowerBound {
            report("should be a string of length \(lengths.lowerBound) or greater", at: keys)
        } else if length > lengths.upperBound {
            report("should be a string of length \(lengths.upperBound) or less", at: keys)
        }
    }

    private mutating func checkChoice(_ part: JSONValue, of choices: [String], at keys: [String]) {
        guard case .string(let text) = part else { return report(wrongKind: "a string", part, at: keys) }
        guard choices.contains(JavaScriptText.lowercased(text)) else {
            let names = choices.joined(separator: ", ")
            return report("should be one of \(names) but it is \(JavaScriptText.json(of: part))", at: keys)
        }
    }

    private mutating func report(wrongKind expected: String, _ part: JSONValue?, at keys: [String]) {
        report(MappingPlace.isWrongKind(expected, part), at: keys)
    }

    private mutating func report(_ problem: String, at keys: [String]) {
        problems.append("\(MappingPlace.text(of: keys)) \(problem).")
    }
}
