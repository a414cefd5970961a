import Foundation
import Testing

@testable import Harness

@Suite("The environment file")
struct EnvironmentFileTests {
    private static let path = FileManager.default.temporaryDirectory.path + "/environment-\(UUID().uuidString)"

    @Test(
        "gives a shell exactly the value",
        arguments: [
            "http://127.0.0.1:8787", "", "two words", "it's", #"a "quoted" word"#, "$HOME `id` \\ ! # ~",
            "a=b;c&d|e>f<g",
            "*?[x]", "''", "grüß €", "-n",
        ])
    func quoting(value: String) throws {
        let path = Self.path + UUID().uuidString
        let file = try EnvironmentFile.write([("DUBCHECK_VALUE", value), ("LAST", "x")], to: path)
        defer { file.remove() }

        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", #". "$0"; printf '%s|%s' "$DUBCHECK_VALUE" "$LAST""#, path]
        let output = Pipe()
        shell.standardOutput = output
        try shell.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        #expect(String(decoding: data, as: UTF8.self) == value + "|x")
    }

    @Test("leaves plain values bare, for readers that know no quotes")
    func bare() throws {
        let variables = [("DUBCHECK_URL", "http://[::1]:8787"), ("DUB_API_KEY", "dub_Ab1")]
        let text = try EnvironmentFile.contents(variables, path: "")
        #expect(text == "DUBCHECK_URL='http://[::1]:8787'\nDUB_API_KEY=dub_Ab1\n")
    }

    @Test(
        "refuses what would break its lines, and leaves nothing behind",
        arguments: [
            ("A", "one\ntwo"), ("A", "tab\t"), ("A", "nul\0"), ("A", "\u{7F}"), ("A B", "x"), ("1A", "x"), ("", "x"),
            ("A=", "x"), ("a", "x"),
        ])
    func refused(name: String, value: String) {
        let path = Self.path + "-refused"
        let error = #expect(throws: HarnessError.self) { try EnvironmentFile.write([(name, value)], to: path) }
        #expect(error?.kind == .environmentFileUnusable)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("is for its owner only, and replaces an older one whole")
    func permissions() throws {
        let path = Self.path + "-old"
        try Data("OLD=1\nMORE=2\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let file = try EnvironmentFile.write([("NEW", "1")], to: path)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "NEW=1\n")
        file.remove()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("that cannot be written is told with its path and the reason")
    func unwritable() {
        let error = #expect(throws: HarnessError.self) {
            try EnvironmentFile.write([("A", "1")], to: "/nonexistent/folder/env")
        }
        #expect(
            error?.message
                == "cannot write the environment file '/nonexistent/folder/env': No such file or directory")
    }
}
