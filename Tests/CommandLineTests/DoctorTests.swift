import Foundation
import Harness
import JSON
import Testing

@testable import DubCheckCLI

@Suite("Looking at the machine", .timeLimit(.minutes(1)))
struct DoctorTests {
    /// What `doctor` says without a browser, as JSON, by the names of what it looked at.
    private func report(_ arguments: String..., environment: [String: String] = [:]) async throws
        -> (status: CommandStatus, ready: Bool?, checks: [String: JSONValue])
    {
        let test = TestContext(environment: environment)
        let words = ["doctor", "--format", "json", "--browser", "/nonexistent/chromium"] + arguments
        let status = await CommandRunner(context: test.context).run(words)
        let json = try JSONValue(json: test.output.text.utf8)
        let checks = json["checks"].array ?? []
        return (
            status, json["ready"].bool,
            Dictionary(checks.map { ($0["name"].string ?? "", $0) }) { first, _ in first }
        )
    }

    private func examination(port: Int = 0, file: String = "/nonexistent/a.sqlite") -> HarnessExamination {
        HarnessExamination(host: "127.0.0.1", port: port, file: file, context: TestContext().context)
    }

    @Test("A browser that is missing ends with exit code 2, and everything else is looked at all the same")
    func noBrowser() async throws {
        try await withFolder([:]) { folder in
            let (status, ready, checks) = try await report("--port", "0", "--data", "\(folder)/a/b.sqlite")
            #expect(status == .usage && ready == false)
            #expect(checks["browser"]?["state"] == "missing")
            let message = checks["browser"]?["message"].string
            #expect(message?.contains("install the Debian package chromium-headless-shell") == true)
            for name in ["libxml2", "port", "data"] { #expect(checks[name]?["state"] == "ok", "\(name)") }
            let version = try #require(checks["libxml2"]?["message"].string)
            #expect(try /[0-9]+\.[0-9]+\.[0-9]+/.wholeMatch(in: version) != nil, "\(version)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("A driver is not needed: where there is none that runs, it says who needs one and what to install")
    func driver() async throws {
        try await withFolder([:]) { folder in
            func driver(_ program: String) throws -> Examination {
                let home = "\(folder)\(program)"
                try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(
                    atPath: "\(home)/chromedriver", withDestinationPath: program)
                let context = TestContext(environment: ["PATH": "/nonexistent:\(home)"]).context
                return BrowserExamination(sandbox: true, context: context).driverIsThere()
            }
            let works = try driver("/bin/echo")
            #expect(works.state == .ok && works.message.hasSuffix(", \(folder)/bin/echo/chromedriver"))
            let fails = try driver("/bin/false")
            #expect(fails.state == .optional && fails.message.contains("does not run"))
            let none = BrowserExamination(sandbox: true, context: TestContext().context).driverIsThere()
            #expect(none.state == .optional && none.message.contains("chromium-driver"))
        }
    }

    @Test("A port that a harness has is fine; one that another program has is not, and it says what to do")
    func ports() async throws {
        try await Harness.withServer(HarnessConfiguration(port: 0)) { server in
            let own = await examination(port: server.port).portIsFree()
            #expect(own.state == .ok && own.message.contains("a harness runs at \(server.url)"))
        }
        let socket = try ListeningSocket()
        let other = await examination(port: socket.port).portIsFree()
        #expect(other.state == .missing && other.message.contains("choose another one with --port"))
    }

    @Test("The place of the data must be one that can be written to")
    func data() async throws {
        try await withFolder(["file": "", "data.sqlite": "x"]) { folder in
            for (file, state) in [
                ("\(folder)/data.sqlite", Examination.State.ok), ("\(folder)/new.sqlite", .ok),
                ("\(folder)/a/b/new.sqlite", .ok), (folder, .missing), ("\(folder)/file/new.sqlite", .missing),
                ("/proc/none/new.sqlite", .missing),
            ] {
                let found = examination(file: file).dataCanBeWritten()
                #expect(found.state == state, "\(file): \(found.message)")
                if state == .missing { #expect(found.message.contains("--data FILE")) }
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.sorted() == ["data.sqlite", "file"])
        }
    }

    @Test("People get a line for each")
    func text() async throws {
        let test = TestContext(environment: ["HOME": "/nonexistent"])
        _ = await test.run("doctor", "--browser", "/nonexistent/chromium", "--port", "0", "--color", "never")
        let lines = test.output.text.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.first?.hasPrefix("✗ browser   no browser found") == true)
        #expect(lines.contains { $0.hasPrefix("✓ libxml2   ") } && lines.contains { $0.hasPrefix("– driver    ") })
    }
}

extension HarnessConfiguration {
    fileprivate init(port: Int) {
        self.init { _, _ in "pass" }
        self.port = port
    }
}

/// A port of this machine that is taken by somebody who says nothing.
private final class ListeningSocket {
    let port: Int
    private let descriptor: CInt

    init() throws {
        descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 1) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileReadUnknown) }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }
}
