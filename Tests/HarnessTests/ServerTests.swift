import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import Testing

@testable import Harness

@Suite("A running harness")
struct ServerTests {
    @Test("takes a free port, says where it is, and answers there")
    func freePort() async throws {
        try await Harness.withServer(.test) { server in
            #expect(server.port > 0)
            #expect(server.url == "http://127.0.0.1:\(server.port)")
            #expect(server.readyLine == "dubcheck is ready at \(server.url)")
            #expect(server.authorityPEM == nil)
            let answer = try await get(server.url + "/_dubcheck/ready")
            #expect(answer.status == 200)
        }
    }

    @Test("lists samples under the port it has")
    func origin() async throws {
        let files = ["samples/ok.html": "", "samples/ok.json": #"{"finding": null, "title": "t", "about": "a"}"#]
        try await withWebRoot(files) { configuration in
            try await Harness.withServer(configuration) { server in
                let answer = try await get(server.url + "/samples.json")
                #expect(answer.text.contains("\"\(server.url)/samples/ok\""))
            }
        }
    }

    @Test("says so when the port is taken, and what to do")
    func portTaken() async throws {
        try await Harness.withServer(.test) { server in
            var second = HarnessConfiguration.test
            second.port = server.port
            let error = await #expect(throws: HarnessError.self) {
                try await Harness.withServer(second) { _ in Issue.record("it must not start") }
            }
            #expect(error?.kind == .portTaken)
            #expect(
                error?.message == """
                    port \(server.port) of 127.0.0.1 is taken by another program: \
                    choose another one with --port, or let one be chosen with --port 0
                    """)
        }
    }

    @Test(
        "says so when it cannot listen there",
        arguments: [
            ("192.0.2.1", 0, "no such address"), ("name.invalid", 0, "name.invalid"), ("127.0.0.1", 70_000, "65535"),
        ])
    func addressUnusable(host: String, port: Int, reason: String) async throws {
        var configuration = HarnessConfiguration.test
        configuration.host = host
        configuration.port = port
        let error = await #expect(throws: HarnessError.self) {
            try await Harness.withServer(configuration) { _ in Issue.record("it must not start") }
        }
        #expect(error?.kind == .addressUnusable)
        #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }

    @Test("listens on IPv6 too, with brackets in its URL")
    func version6() async throws {
        var configuration = HarnessConfiguration.test
        configuration.host = "::1"
        try await Harness.withServer(configuration) { server in
            #expect(server.url == "http://[::1]:\(server.port)")
            let answer = try await get(server.url + "/_dubcheck/health")
            #expect(answer.status == 200)
        }
    }

    @Test("passes on what its user throws, and stops")
    func userError() async throws {
        struct Broken: Error {}
        await #expect(throws: Broken.self) {
            try await Harness.withServer(.test) { _ in throw Broken() }
        }
    }

    @Test("refuses a strange Host with 421, as a page that rebinds its name would send it")
    func rebinding() async throws {
        try await Harness.withServer(.test) { server in
            let answer = try await get(server.url + "/dashboard", host: "evil.example:\(server.port)")
            #expect(answer.status == 421)
            #expect(answer.text.contains("--allow-host evil.example"))
            let own = try await get(server.url + "/dashboard", host: "app.localhost")
            #expect(own.status != 421)
            let sample = try await get(server.url + "/analytics/script.js", host: "www.dubcdn.com")
            #expect(sample.status == 200)
            let home = try await get(server.url + "/", host: "www.dubcdn.com")
            #expect(home.status == 421)
        }
    }

    @Test("answers for names it is told to")
    func allowHost() async throws {
        var configuration = HarnessConfiguration.test
        configuration.allowHosts = ["Dev.Example.com"]
        try await Harness.withServer(configuration) { server in
            let answer = try await get(server.url + "/_dubcheck/health", host: "dev.example.com")
            #expect(answer.status == 200)
        }
    }

    @Test("keeps the environment file as long as it runs")
    func environmentFile() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/serve-\(UUID().uuidString).env"
        var configuration = HarnessConfiguration.test
        configuration.environmentFile = path
        try await Harness.withServer(configuration) { server in
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let origin = server.httpOrigin
            #expect(text.hasPrefix("DUBCHECK_URL=\(origin)\nDUB_API_URL=\(origin)\nDUB_API_KEY=dub_"))
            #expect(text.contains("\nDUB_SHORT_DOMAIN=go.localhost\nSEGMENT_HOST=\(origin)\nSEGMENT_WRITE_KEY=wk_"))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("does not start when the environment file cannot be written")
    func environmentFileUnwritable() async throws {
        var configuration = HarnessConfiguration.test
        configuration.environmentFile = "/nonexistent/folder/env"
        let error = await #expect(throws: HarnessError.self) {
            try await Harness.withServer(configuration) { _ in Issue.record("it must not be called") }
        }
        #expect(error?.kind == .environmentFileUnusable)
    }

    @Test("stops although a client is in the middle of a request, and others keep their connections")
    func stops() async throws {
        let (half, idle) = try await Harness.withServer(.test) { server in
            let half = try await RawClient(port: server.port)
            try await half.send("GET /_dubcheck/health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc")
            let idle = try await RawClient(port: server.port)
            try await idle.send("GET /_dubcheck/health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            _ = try await idle.firstBytes()
            return (half, idle)
        }
        // Reaching this line is the point: the server has ended, and has closed both.
        _ = try await half.everything()
        _ = try await idle.everything()
    }

    @Test("ends when its task is cancelled before it is ready")
    func earlyCancellation() async throws {
        let harness = try Harness(.test)
        let running = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await harness.run { _ in }
        }
        try await running.value
    }

    @Test("runs until its task is cancelled, with its environment file")
    func cancellation() async throws {
        let (ready, readiness) = AsyncStream.makeStream(of: HarnessServer.self)
        let path = FileManager.default.temporaryDirectory.path + "/run-\(UUID().uuidString).env"
        var configuration = HarnessConfiguration.test
        configuration.environmentFile = path
        let harness = try Harness(configuration)
        let running = Task {
            try await harness.run { readiness.yield($0) }
        }
        let server = try #require(await ready.first { _ in true })
        let answer = try await get(server.url + "/_dubcheck/health")
        #expect(answer.status == 200)
        #expect(FileManager.default.fileExists(atPath: path))
        running.cancel()
        try await running.value
        #expect(!FileManager.default.fileExists(atPath: path))
        await #expect(throws: (any Error).self) { try await get(server.url + "/_dubcheck/health") }
    }
}

@Suite("The connection")
struct ConnectionTests {
    @Test("speaks https and plain http on one port, with a certificate for every name of a sample")
    func both() async throws {
        let files = [
            "samples/ok.html": "a sample", "analytics/base.js": "base()\n",
            "samples/ok.json": #"{"finding": null, "title": "t", "about": "a", "origin": "https://shop.acme.test"}"#,
        ]
        try await withWebRoot(files) { configuration in
            var configuration = configuration
            configuration.tls = true
            // All addresses, for one that the certificate does not name.
            configuration.host = "0.0.0.0"
            configuration.allowHosts = ["dev.example.com"]
            try await Harness.withServer(configuration) { server in
                #expect(server.url == "https://127.0.0.1:\(server.port)")
                #expect(server.httpOrigin == "http://127.0.0.1:\(server.port)")
                let pem = try #require(server.authorityPEM)
                let roots = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
                let trusting = Client.configuration(trusting: roots)
                let plain = try await get(server.httpOrigin + "/_dubcheck/health")
                #expect(plain.status == 200)
                try await handshake(address: "127.0.0.1", port: server.port, name: nil, trusting: roots)
                for name in [
                    "localhost", "go.localhost", "dev.example.com", "shop.acme.test", "www.dubcdn.com", "dubcdn.com",
                ] {
                    try await handshake(port: server.port, name: name, trusting: roots)
                }
                for (name, roots) in [("other.acme.test", roots), (nil, roots), ("localhost", [])] {
                    await #expect(throws: (any Error).self, "\(name ?? "127.0.0.2")") {
                        try await handshake(port: server.port, name: name, trusting: roots)
                    }
                }
                let secure = try await get("https://localhost:\(server.port)/_dubcheck/health", with: trusting)
                #expect(secure.status == 200)
                for host in ["www.dubcdn.com", "dubcdn.com"] {
                    let answer = try await get("https://\(host):\(server.port)/analytics/script.js", with: trusting)
                    #expect(answer.text == "base()\n", "\(host)")
                }
                let page = try await get("https://shop.acme.test:\(server.port)/samples/ok", with: trusting)
                #expect(page.text == "a sample")
            }
        }
    }

    @Test("is closed without a word when a client speaks TLS and it is off; others are answered")
    func refusedTLS() async throws {
        try await Harness.withServer(.test) { server in
            let client = try await RawClient(port: server.port)
            try await client.send("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}")
            #expect(try await client.everything().isEmpty)
            let answer = try await get(server.url + "/_dubcheck/health")
            #expect(answer.status == 200)
        }
    }

    @Test(
        "with nonsense on it is answered with 400, 414 or 431 or closed, and others are answered",
        arguments: [
            "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + String(repeating: "x", count: 100_000) + "\r\n\r\n",
            "POST /track/click HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "GET / HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X: y\r\n", count: 1_000) + "\r\n",
            "GET /" + String(repeating: "x", count: 200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
        ])
    func nonsense(request: String) async throws {
        try await Harness.withServer(.test) { server in
            let client = try await RawClient(port: server.port)
            // The server may close before it has read all of it.
            try? await client.send(request.replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n"))
            let refusal = String(decoding: (try? await client.everything()) ?? [], as: UTF8.self)
            let statuses = ["400", "414", "431"]
            #expect(
                refusal.isEmpty || statuses.contains { refusal.hasPrefix("HTTP/1.1 \($0) ") },
                "\(refusal.prefix(200))")
            let answer = try await get(server.url + "/_dubcheck/health")
            #expect(answer.status == 200)
        }
    }
}
