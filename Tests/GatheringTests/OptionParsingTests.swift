import Gathering
import Testing

@Suite("Options as they are written")
struct OptionParsingTests {
    @Test(
        "A header is a name, a colon and a value",
        arguments: [
            ("X-Preview: secret", "X-Preview", "secret"), ("a:b:c", "a", "b:c"), ("X-Empty:", "X-Empty", ""),
            ("  Accept : text/html ", "Accept", "text/html"),
        ])
    func header(_ text: String, _ name: String, _ value: String) throws {
        #expect(try GatheringOptions.NamedValue(header: text) == .init(name: name, value: value))
    }

    @Test("A header that could not be sent is refused", arguments: ["X-Preview", ": x", "X Y: z", "X: a\r\nY: b", ""])
    func badHeader(_ text: String) {
        let error = #expect(throws: GatheringError.self) { try GatheringOptions.NamedValue(header: text) }
        #expect(error?.category == .usage)
    }

    @Test(
        "A cookie is a name, = and a value",
        arguments: [("a=b", "a", "b"), ("a=b=c", "a", "b=c"), ("a=", "a", ""), (" a = b ", "a", "b")])
    func cookie(_ text: String, _ name: String, _ value: String) throws {
        #expect(try GatheringOptions.NamedValue(cookie: text) == .init(name: name, value: value))
    }

    @Test("A cookie that would be something else is refused", arguments: ["a", "=b", "a=1; b=2", "a=\n", ""])
    func badCookie(_ text: String) {
        #expect(throws: GatheringError.self) { try GatheringOptions.NamedValue(cookie: text) }
    }

    @Test("The password may have colons; without one the message does not repeat the text")
    func basicAuth() throws {
        #expect(try GatheringOptions.BasicAuth("ada:a:b") == .init(user: "ada", password: "a:b"))
        let error = #expect(throws: GatheringError.self) { try GatheringOptions.BasicAuth("hunter2") }
        #expect(error?.message.contains("hunter2") == false)
    }
}
