import ArgumentParser
import Foundation
import Testing

@testable import DubCheckCLI

@Suite("Configuration")
struct ConfigurationTests {
    private let settings = [
        Setting("fail-on", default: "blocker"), Setting("header", .list, secret: .headerValue),
        Setting("insecure", .flag, default: "false"),
    ]

    private func configuration(
        _ arguments: [String] = [], environment: [String: String] = [:], file: String? = nil
    ) throws -> Configuration {
        let file = try file.map { try ConfigurationFile(path: "dubcheck.json", bytes: Array($0.utf8)) }
        return try Configuration(settings: settings, arguments: arguments, environment: environment, file: file)
    }

    @Test("the option wins over the environment, that over the file, that over the default")
    func precedence() throws {
        let file = "{\n  \"fail-on\": \"minor\"\n}"
        let environment = ["DUBCHECK_FAIL_ON": "major"]
        let all = try configuration(["--fail-on", "never"], environment: environment, file: file)
        #expect(all.entries[0].values == ["never"])
        #expect(all.entries[0].origin == .option)
        #expect(all.arguments.isEmpty)
        let two = try configuration(environment: environment, file: file)
        #expect(two.arguments == ["--fail-on=major"])
        #expect(two.entries[0].origin == .variable("DUBCHECK_FAIL_ON"))
        let one = try configuration(environment: ["DUBCHECK_FAIL_ON": ""], file: file)
        #expect(one.arguments == ["--fail-on=minor"])
        #expect(one.entries[0].origin == .file("dubcheck.json", line: 2))
        let none = try configuration()
        #expect(none.arguments.isEmpty)
        #expect(none.entries[0].origin == .fallback)
    }

    @Test("a list is replaced as a whole, one value a line in the environment")
    func lists() throws {
        let file = #"{"header": ["A: 1", "B: 2"]}"#
        #expect(try configuration(file: file).arguments == ["--header=A: 1", "--header=B: 2"])
        let environment = ["DUBCHECK_HEADER": "C: 3, x\nD: 4\n"]
        #expect(
            try configuration(environment: environment, file: file).arguments == ["--header=C: 3, x", "--header=D: 4"])
        #expect(try configuration(["--header=E: 5"], environment: environment, file: file).arguments.isEmpty)
    }

    @Test("a flag can be switched on and off at every level")
    func flags() throws {
        #expect(try configuration(file: #"{"insecure": true}"#).arguments == ["--insecure"])
        let off = try configuration(environment: ["DUBCHECK_INSECURE": "0"], file: #"{"insecure": true}"#)
        #expect(off.arguments == ["--no-insecure"])
        #expect(try configuration(["--no-insecure"], file: #"{"insecure": true}"#).arguments.isEmpty)
        #expect(throws: CommandFailure.self) { try configuration(environment: ["DUBCHECK_INSECURE": "maybe"]) }
    }

    @Test("what follows a double dash is no option")
    func doubleDash() throws {
        #expect(try configuration(["--", "--fail-on=never"]).entries[0].origin == .fallback)
    }

    @Test("keys may be in camel case, and unknown ones are named with their line")
    func keys() throws {
        #expect(try configuration(file: #"{"failOn": "minor"}"#).arguments == ["--fail-on=minor"])
        let warnings = try configuration(file: "{\"port\": 1,\n\"fail-no\": \"minor\"}").warnings
        #expect(warnings == ["dubcheck.json, line 2: no option is called 'fail-no'; did you mean 'fail-on'?"])
    }

    @Test(
        "a broken file is named with its line",
        arguments: [
            ("{\n\"a\": 1,\n}", "dubcheck.json, line 3: expected a key in double quotes"),
            ("[1]", "dubcheck.json, line 1: expected an object: { … }"),
            ("{\"a\": \n1 \"b\"", "dubcheck.json, line 2: expected a comma or '}'"),
            ("{\"insecure\": \n\"x\"}", "dubcheck.json, line 1: 'insecure' must be true or false"),
            ("{\n\n\"fail-on\": [\"minor\"]}", "dubcheck.json, line 3: 'fail-on' must be a text or a number"),
        ])
    func broken(file: String, message: String) {
        #expect(throws: CommandFailure.usage(message)) { try configuration(file: file) }
    }

    @Test(
        "secrets are masked",
        arguments: [
            (Setting("basic-auth", secret: .after(":")), "ada:geheim", "ada:••••"),
            (Setting("cookie", .list, secret: .after("=")), "session=geheim", "session=••••"),
            (Setting("header", .list, secret: .headerValue), "Authorization: geheim", "Authorization:••••"),
            (Setting("header", .list, secret: .headerValue), "X-Token: geheim", "X-Token:••••"),
            (Setting("header", .list, secret: .headerValue), "Accept-Language: de", "Accept-Language: de"),
            (Setting("basic-auth", secret: .after(":")), "geheim", "••••"),
        ])
    func secrets(setting: Setting, value: String, shown: String) {
        #expect(setting.shown(value) == shown)
    }

    @Test(
        "every option of every configurable command has a setting of the same kind and default, and none is left over")
    func completeness() throws {
        let commands = DubCheckTool.configuration.subcommands.compactMap { $0 as? any ConfigurableCommand.Type }
        #expect(commands.count >= 4)
        for command in commands {
            let declared = try DeclaredOption.all(of: command)
            let settings = command.settings + Setting.common
            #expect(Set(settings.map(\.name)) == Set(declared.map(\.name)), "\(command)")
            for option in declared {
                let setting = try #require(settings.first { $0.name == option.name })
                #expect(setting.kind == option.kind, "\(option.name)")
                if let fallback = option.fallback { #expect(setting.fallback == [fallback], "\(option.name)") }
            }
        }
    }

    @Test("commands of segment are set up as to where the harness is and how they answer; what to change is only typed")
    func segmentCommands() throws {
        for command in SegmentCommand.configuration.subcommands {
            let configurable = try #require(command as? any ConfigurableCommand.Type)
            let declared = try DeclaredOption.all(of: configurable)
            #expect(configurable.settings.map(\.name) == ["format", "url", "key"])
            for setting in configurable.settings {
                let option = try #require(declared.first { $0.name == setting.name }, "\(command) \(setting.name)")
                #expect(setting.kind == option.kind)
                if let fallback = option.fallback { #expect(setting.fallback == [fallback]) }
            }
        }
    }

    @Test(
        "Segment's destinations are an object in the file; what is wrong in it names line and path",
        arguments: [
            (#"{"destinations": [{"name": "A"}, {"enabled": 1}]}"#, "--segment: destinations[1].enabled must be true"),
            (
                #"{"destinations": [{"subscriptions": [{"partnerAction": "lead", "subscribe": "event = \"E\""}]}]}"#,
                #"--segment: destinations[0].subscriptions[0].partnerAction must be "trackLead" or"#
            ),
            ("{}", "--segment: must be an object with a list"), ("5", "--segment: must be an object with a list"),
            ("[]", "'segment' must be an object"), ("true", "'segment' must be an object"),
        ])
    func badSegment(value: String, message: String) async throws {
        try await withFolder(["dubcheck.json": "{\n\"port\": 0,\n\"segment\": \(value)}"]) { folder in
            for command in [["serve", "--ephemeral"], ["run", "--", "true"]] {
                let test = TestContext(environment: ["HOME": folder], folder: folder)
                #expect(await CommandRunner(context: test.context).run(command) == .usage)
                #expect(test.diagnostics.text.hasPrefix("dubcheck: dubcheck.json, line 3: \(message)"))
            }
        }
    }

    @Test("Segment's destinations of the file are those of the harness, which says so; their keys are not shown")
    func segment() async throws {
        let text = #"{"segment": {"destinations": [{"name": "Mine", "apiKey": "dub_geheim", "subscriptions": []}]}}"#
        try await withFolder(["dubcheck.json": text]) { folder in
            let shown = TestContext(folder: folder)
            #expect(await shown.run("serve", "--print-config") == .passed)
            let masked = #"{"destinations":[{"name":"Mine","apiKey":"••••","subscriptions":[]}]}"#
            #expect(shown.output.text.contains(masked))
            let test = TestContext(environment: ["HOME": folder, "PATH": "/usr/bin:/bin"], folder: folder)
            #expect(await test.run("run", "--", "true") == .passed)
            #expect(
                test.diagnostics.text
                    == "dubcheck: segment: destination 'Mine' was made as configured: on, 0 subscriptions\n")
        }
    }

    @Test("--print-config shows values, origins and no secret")
    func printConfig() async throws {
        try await withFolder(["dubcheck.json": #"{"timeout": 5, "cookie": "s=geheim"}"#]) { folder in
            let test = TestContext(environment: ["DUBCHECK_FAIL_ON": "major"], folder: folder)
            let status = await test.run("verify", "--print-config", "--basic-auth", "ada:geheim", "--insecure")
            #expect(status == .passed)
            let rows = test.output.text.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }
            let shown = Dictionary(
                uniqueKeysWithValues: rows.map { row in
                    (String(row[0]), row[1].split(separator: " ").joined(separator: " "))
                })
            #expect(shown["timeout"] == "5 dubcheck.json, line 1")
            #expect(shown["fail-on"] == "major DUBCHECK_FAIL_ON")
            #expect(shown["insecure"] == "true --insecure")
            #expect(shown["mode"] == "auto default")
            #expect(shown["cookie"] == "s=•••• dubcheck.json, line 1")
            #expect(!test.output.text.contains("geheim"))
        }
    }
}

/// An option as the argument parser knows it.
private struct DeclaredOption {
    var name: String
    var kind: Setting.Kind
    var fallback: String?

    /// The options of a command without those that cannot be configured.
    static func all(of command: any ParsableCommand.Type) throws -> [DeclaredOption] {
        let dump = try JSONSerialization.jsonObject(with: Data(command._dumpHelp().utf8)) as? [String: Any]
        let arguments = (dump?["command"] as? [String: Any])?["arguments"] as? [[String: Any]] ?? []
        return arguments.compactMap { argument in
            let names = (argument["names"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
            guard let name = names.first(where: { !$0.hasPrefix("no-") }), argument["kind"] as? String != "positional",
                !["help", "h", "version", "print-config"].contains(name)
            else { return nil }
            guard argument["kind"] as? String == "option" else {
                let isOn = argument["defaultValue"] as? String == "--\(name)"
                return DeclaredOption(name: name, kind: .flag, fallback: isOn ? "true" : "false")
            }
            let isRepeating = argument["isRepeating"] as? Bool == true
            return DeclaredOption(
                name: name, kind: isRepeating ? .list : .value, fallback: argument["defaultValue"] as? String)
        }
    }
}
