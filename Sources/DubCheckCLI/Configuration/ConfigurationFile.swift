import JSON

/// A `dubcheck.json`: one object whose keys are the names of options.
///
/// A key may also be written in camel case (`failOn` for `fail-on`). An option that takes no value is true or false, one
/// that can be repeated takes a list, one that takes JSON an object. Keys of other commands are fine; unknown ones are
/// warned about.
struct ConfigurationFile: Sendable {
    private struct Member {
        var key: String
        var value: JSONValue
        var line: Int
    }

    let path: String
    private let members: [Member]

    /// Reads a file's bytes.
    ///
    /// - Throws: A usage error with file and line when they are no JSON object.
    init(path: String, bytes: [UInt8]) throws(CommandFailure) {
        self.path = path
        do {
            members = try JSONReader.object(bytes).map { member in
                Member(
                    key: Self.kebabCase(member.key), value: member.value,
                    line: JSONReader.line(of: member.offset, in: bytes))
            }
        } catch {
            throw .usage("\(path), line \(JSONReader.line(of: error.offset, in: bytes)): \(error.message)")
        }
    }

    /// Keys that no command knows.
    var warnings: [String] {
        let known = DubCheckTool.settings.map(\.name)
        return members.filter { !known.contains($0.key) && $0.key != "$schema" }.map { member in
            let near = Suggestion.nearest(to: member.key, in: known).first.map { "; did you mean '\($0)'?" } ?? ""
            return "\(path), line \(member.line): no option is called '\(member.key)'\(near)"
        }
    }

    /// What the file says of a setting; nil when nothing, or null.
    func entry(for setting: Setting) throws(CommandFailure) -> Configuration.Entry? {
        guard setting.name != "config", let member = members.last(where: { $0.key == setting.name }) else { return nil }
        let nodes: [JSONValue]
        switch member.value {
        case .null: return nil
        case .array(let elements) where setting.kind == .list: nodes = elements
        default: nodes = [member.value]
        }
        var values: [String] = []
        for node in nodes {
            guard let text = Self.text(of: node, for: setting) else {
                throw .usage("\(path), line \(member.line): '\(member.key)' must be \(Self.expected(setting))")
            }
            values.append(text)
        }
        guard !values.isEmpty else { return nil }
        return Configuration.Entry(setting: setting, values: values, origin: .file(path, line: member.line))
    }

    private static func text(of node: JSONValue, for setting: Setting) -> String? {
        switch (node, setting.kind) {
        case (.object, .value) where setting.takesJSON: node.compact
        case (.bool(let value), .flag): value ? "true" : "false"
        case (.string(let text), .flag): Configuration.flag(text)
        case (.string(let text), _): text
        case (.number, .value), (.number, .list): node.compact
        default: nil
        }
    }

    private static func expected(_ setting: Setting) -> String {
        switch setting.kind {
        case .flag: "true or false"
        case .value where setting.takesJSON: "an object"
        case .value: "a text or a number"
        case .list: "a text or a list of texts"
        }
    }

    private static func kebabCase(_ key: String) -> String {
        key.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}
