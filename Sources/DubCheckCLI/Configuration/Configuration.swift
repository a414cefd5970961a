import ArgumentParser

/// What a command is run with and where each value came from: option, environment, file, default, in this order.
///
/// Values of environment and file become arguments before those of the command line, so that they are read, checked
/// and explained by the same declarations.
struct Configuration: Sendable {
    /// Where a value came from.
    enum Origin: Sendable, Hashable {
        case option
        case variable(String)
        case file(String, line: Int)
        case fallback

        /// How `--print-config` names it.
        func description(of setting: Setting) -> String {
            place ?? (self == .option ? "--\(setting.name)" : "default")
        }

        /// The variable or the line of the file; nil for the command line and defaults.
        var place: String? {
            switch self {
            case .option, .fallback: nil
            case .variable(let name): name
            case .file(let path, let line): "\(path), line \(line)"
            }
        }
    }

    /// One setting's effective value.
    struct Entry: Sendable, Hashable {
        var setting: Setting
        var values: [String]
        var origin: Origin

        /// The value as arguments; those of the command line are there already, defaults the parser knows.
        var arguments: [String] {
            guard origin.place != nil else { return [] }
            switch setting.kind {
            case .flag: return ["--" + (values == ["true"] ? "" : "no-") + setting.name]
            case .value, .list: return values.map { "--\(setting.name)=\($0)" }
            }
        }
    }

    private(set) var entries: [Entry] = []
    /// What should be said, but stops nothing.
    private(set) var warnings: [String] = []

    /// What to put before the arguments of the command line.
    var arguments: [String] {
        entries.flatMap(\.arguments)
    }

    /// The settings with their effective values and where each came from, secrets masked.
    var table: String {
        let rows = entries.map { entry in
            let values = entry.values.map(entry.setting.shown).joined(separator: " | ")
            return (entry.setting.name, values.isEmpty ? "-" : values, entry.origin.description(of: entry.setting))
        }
        let widths = (rows.map(\.0.count).max() ?? 0, min(48, rows.map(\.1.count).max() ?? 0))
        return rows.map { name, value, origin in
            let gaps = (max(0, widths.0 - name.count) + 2, max(0, widths.1 - value.count) + 2)
            return name + String(repeating: " ", count: gaps.0) + value + String(repeating: " ", count: gaps.1) + origin
                + "\n"
        }.joined()
    }

    /// The configuration of a command, with the file that the options, the environment or the working directory name.
    static func load(
        for command: any ConfigurableCommand.Type, arguments: [String], context: Context
    ) throws(CommandFailure) -> Configuration {
        let named = value(of: "config", in: arguments) ?? context.environment["DUBCHECK_CONFIG"].nonEmpty
        let file: ConfigurationFile?
        let usual = context.fileExists("dubcheck.json") ? "dubcheck.json" : nil
        if let path = named ?? usual {
            file = try ConfigurationFile(path: path, bytes: context.readFile(path))
        } else {
            file = nil
        }
        return try Configuration(
            settings: command.settings + Setting.common, arguments: arguments, environment: context.environment,
            file: file)
    }

    /// The effective values of the settings.
    init(
        settings: [Setting], arguments: [String], environment: [String: String], file: ConfigurationFile?
    ) throws(CommandFailure) {
        for setting in settings {
            let given = Self.values(of: setting, in: arguments)
            if !given.isEmpty {
                entries.append(Entry(setting: setting, values: given, origin: .option))
            } else if let text = environment[setting.variable].nonEmpty {
                let values = try Self.values(of: setting, inVariable: text)
                entries.append(Entry(setting: setting, values: values, origin: .variable(setting.variable)))
            } else if let file, let entry = try file.entry(for: setting) {
                entries.append(entry)
            } else {
                entries.append(Entry(setting: setting, values: setting.fallback, origin: .fallback))
            }
        }
        warnings = file?.warnings ?? []
    }

    /// A flag's word as the parser's answer: true or false.
    static func flag(_ text: String) -> String? {
        switch text.lowercased() {
        case "true", "1", "yes", "on": "true"
        case "false", "0", "no", "off": "false"
        default: nil
        }
    }

    /// A list has one value a line in its variable, because values may contain any other character.
    private static func values(of setting: Setting, inVariable text: String) throws(CommandFailure) -> [String] {
        switch setting.kind {
        case .value: return [text]
        case .list: return text.split(whereSeparator: \.isNewline).map(String.init)
        case .flag:
            guard let flag = flag(text) else {
                throw .usage("\(setting.variable): '\(text)' is neither true nor false")
            }
            return [flag]
        }
    }

    /// The values on the command line, up to a `--`; of a flag the last word counts.
    private static func values(of setting: Setting, in arguments: [String]) -> [String] {
        var values: [String] = []
        var rest = arguments.prefix { $0 != "--" }
        while let argument = rest.popFirst() {
            if setting.kind == .flag {
                if argument == "--\(setting.name)" { values = ["true"] }
                if argument == "--no-\(setting.name)" { values = ["false"] }
            } else if argument == "--\(setting.name)" {
                values.append(rest.popFirst() ?? "")
            } else if argument.hasPrefix("--\(setting.name)=") {
                values.append(String(argument.dropFirst(setting.name.count + 3)))
            }
        }
        return setting.kind == .value ? values.suffix(1) : values
    }

    private static func value(of name: String, in arguments: [String]) -> String? {
        values(of: Setting(name), in: arguments).last
    }
}

extension String? {
    /// The text, if there is any.
    fileprivate var nonEmpty: String? {
        self?.isEmpty == false ? self : nil
    }
}
