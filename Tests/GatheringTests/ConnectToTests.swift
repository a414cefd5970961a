import Gathering
import Testing

@Suite("--connect-to")
struct ConnectToTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rules: [String]
        var asked: ConnectTo.Endpoint
        var connected: ConnectTo.Endpoint
        var testDescription: String { "\(rules) \(asked)" }

        init(_ rules: [String], _ host: String, _ port: Int, _ connectHost: String, _ connectPort: Int) {
            self.rules = rules
            asked = .init(host: host, port: port)
            connected = .init(host: connectHost, port: connectPort)
        }
    }

    @Test(
        "The first rule that matches decides where a connection goes, empty parts match or keep anything",
        arguments: [
            Case(["acme.test:443:127.0.0.1:8443"], "acme.test", 443, "127.0.0.1", 8443),
            Case(["acme.test:443:127.0.0.1:8443"], "acme.test", 80, "acme.test", 80),
            Case(["acme.test:443:127.0.0.1:8443"], "www.acme.test", 443, "www.acme.test", 443),
            Case(["ACME.test:443:127.0.0.1:8443"], "acme.test", 443, "127.0.0.1", 8443),
            Case(["::127.0.0.1:8443"], "any.example", 80, "127.0.0.1", 8443),
            Case(["acme.test:::8443"], "acme.test", 443, "acme.test", 8443),
            Case(["acme.test::localhost:"], "acme.test", 81, "localhost", 81),
            Case([":443::8443"], "other.test", 443, "other.test", 8443),
            Case([":::"], "other.test", 443, "other.test", 443),
            Case(["acme.test:443:[::1]:8443"], "acme.test", 443, "::1", 8443),
            Case(["[::1]:443:acme.test:8443"], "::1", 443, "acme.test", 8443),
            Case(["a.test:::1", "::b.test:2"], "a.test", 9, "a.test", 1),
            Case(["a.test:::1", "::b.test:2"], "c.test", 9, "b.test", 2),
        ])
    func resolves(_ example: Case) throws {
        let rules = try example.rules.map { try ConnectTo($0) }
        #expect(ConnectTo.resolve(example.asked, by: rules) == example.connected)
    }

    @Test(
        "What is no rule is refused with a usage error that repeats it",
        arguments: [
            "", "acme.test", "acme.test:443", "acme.test:443:127.0.0.1", "a:1:b:2:c", "acme.test:https:127.0.0.1:1",
            "acme.test:443:127.0.0.1:0", "acme.test:443:127.0.0.1:65536", "acme.test:443:127.0.0.1:+80", "[::1:80:b:2",
            "::1:80:b:2",
        ])
    func refuses(_ text: String) {
        let error = #expect(throws: GatheringError.self) { try ConnectTo(text) }
        #expect(error?.category == .usage)
        #expect(error?.message.hasPrefix("--connect-to \(text): ") == true)
    }

    @Test("A rule is written as it was read", arguments: ["acme.test:443:[::1]:8443", ":::", "[fe80::1]::b.test:2"])
    func description(_ text: String) throws {
        #expect(try ConnectTo(text).description == text)
    }
}
