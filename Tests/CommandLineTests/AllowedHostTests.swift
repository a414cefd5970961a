import Testing

@testable import DubCheckCLI

@Suite("Hosts that options allow")
struct AllowedHostTests {
    @Test(
        "A host is kept as browsers print it",
        arguments: [
            ("Acme.TEST", "acme.test"), ("any", "any"), ("10.0.0.7", "10.0.0.7"), ("0x7f.1", "127.0.0.1"),
            ("[::2]", "[::2]"), ("[0:0::2]", "[::2]"), ("bücher.example", "xn--bcher-kva.example"),
        ])
    func printed(_ argument: String, _ host: String) throws {
        #expect(try AllowedHost.read(argument) == host)
    }

    @Test(
        "What is more than a host, or none, is refused",
        arguments: [
            "", "http://acme.test", "acme.test:80", "acme.test/", "acme.test/a", "a@acme.test", "acme.test?a", "a b",
            "acme.test#a", "::2", "*.acme.test/..",
        ])
    func refused(_ argument: String) {
        #expect(throws: (any Error).self) { try AllowedHost.read(argument) }
    }
}
