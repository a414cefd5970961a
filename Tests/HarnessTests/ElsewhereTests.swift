import NIOHTTP1
import NIOSSL
import Testing

@testable import Harness

@Suite("Further hosts of samples")
struct ElsewhereTests {
    private static let files = [
        "samples/shop.html": "shop", "samples/other.html": "other",
        "samples/shop.json": """
        {
          "finding": null, "title": "t", "about": "a", "origin": "https://www.acme.test",
          "routes": {"x.js": {"body": "x()"}, "never.js": {"body": "", "delay": 600}},
          "elsewhere": {
            "tags.example.com/t.js": {"body": "t()"},
            "tags.example.com/t.js?id=A%201&v": {"body": "a()"},
            "www.acme.test/sw.js": {"body": "sw()"},
            "tags.example.com/": {"status": 302, "keepQuery": true, "headers": {"Location": "https://www.acme.test/"}}
          }
        }
        """,
        "samples/other.json": """
        {
          "finding": null, "title": "t", "about": "a",
          "elsewhere": {"tags.example.com/t.js?id=B": {"body": "b()"}, "cdn.example.com/c.js?id=C": {"body": "c()"}}
        }
        """,
    ]

    private func withShop(_ body: (HarnessServer) async throws -> Void) async throws {
        try await withWebRoot(Self.files) { try await Harness.withServer($0, body) }
    }

    @Test("are answered by the declared address that fits best, whatever else the query has")
    func answers() async throws {
        try await withShop { server in
            for (host, uri, text) in [
                ("tags.example.com", "/t.js", "t()"), ("TAGS.example.com:443", "/t.js?id=A", "t()"),
                ("tags.example.com", "/t.js?v=&id=A+1", "a()"), ("tags.example.com", "/t.js?x=1&id=A%201&v=", "a()"),
                ("tags.example.com", "/t.js?id=B", "b()"), ("cdn.example.com", "/c.js?id=C", "c()"),
                ("www.acme.test", "/sw.js", "sw()"), ("www.acme.test", "/samples/shop/x.js", "x()"),
            ] {
                let answer = try await get(server.url + uri, host: host)
                #expect(answer.status == 200, "\(host)\(uri)")
                #expect(answer.text == text)
                #expect(answer.headers["Content-Type"] == ["application/javascript; charset=utf-8"])
            }
        }
    }

    @Test("have no page of the harness, also where it has one at that path")
    func refusals() async throws {
        try await withShop { server in
            for path in [
                "/u.js", "/samples", "/samples/shop", "/analytics/script.js", "/dashboard", "/signup", "/T.js",
            ] {
                let answer = try await get(server.url + path, host: "tags.example.com")
                #expect(answer.status == 421, "\(path)")
            }
            // The address is declared, with a query that is not this one's.
            let other = try await get(server.url + "/c.js?id=D", host: "cdn.example.com")
            #expect(other.status == 404)
            // Nobody declared it at a loopback name.
            let local = try await get(server.url + "/t.js")
            #expect(local.status == 404)
        }
    }

    @Test("are in the certificate")
    func certificate() async throws {
        try await withWebRoot(Self.files) { configuration in
            var configuration = configuration
            configuration.tls = true
            // All addresses, for one that the certificate does not name.
            configuration.host = "0.0.0.0"
            try await Harness.withServer(configuration) { server in
                let pem = try #require(server.authorityPEM)
                let roots = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
                try await handshake(port: server.port, name: "cdn.example.com", trusting: roots)
                await #expect(throws: (any Error).self) {
                    try await handshake(port: server.port, name: "cdn2.example.com", trusting: roots)
                }
            }
        }
    }

    @Test("An answer that takes forever does not keep the harness from stopping", .timeLimit(.minutes(1)))
    func stopping() async throws {
        try await withShop { server in
            let client = try await RawClient(port: server.port)
            try await client.send("GET /samples/shop/never.js HTTP/1.1\r\nHost: localhost\r\n\r\n")
            try await Task.sleep(for: .milliseconds(300))
        }
    }
}
