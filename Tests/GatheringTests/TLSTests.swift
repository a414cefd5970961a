import Evidence
import Gathering
import PageURL
import Testing

@Suite("TLS")
struct TLSTests {
    @Test("With --insecure a self-signed site is read, under the right name and Host on another port")
    func insecure() async throws {
        try await TestSite.serve(certificate: TestCertificate.selfSigned) { _ in
            .html(TestPage.withTag)
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.connectTo = [try ConnectTo("acme.test:443:127.0.0.1:\(site.port)")]
            options.insecure = true
            let evidence = try await gather("https://acme.test/", options)
            #expect(evidence.failure == nil)
            #expect(evidence.page?.url?.href == "https://acme.test/?dub_id=probe1")
            #expect(site.requests.map { $0["host"] } == ["acme.test"])
            #expect(site.serverNames == ["acme.test"])
        }
    }

    @Test("A port in the URL stays in the Host field when the connection goes elsewhere")
    func hostWithPort() async throws {
        try await TestSite.serve(certificate: TestCertificate.selfSigned) { _ in
            .html(TestPage.withTag)
        } during: { site in
            var options = try GatheringOptions.to(site)
            options.insecure = true
            _ = try await gather("https://acme.test:8443/", options)
            #expect(site.requests.map { $0["host"] } == ["acme.test:8443"])
        }
    }

    @Test(
        "Without it the failure says what is wrong with the certificate",
        arguments: [
            (false, "the certificate is not trusted: it is self-signed, or its authority is unknown here"),
            (true, "the certificate expired on 2021-01-01"),
        ])
    func refused(_ isExpired: Bool, _ message: String) async throws {
        let certificate = isExpired ? TestCertificate.expired : TestCertificate.selfSigned
        try await TestSite.serve(certificate: certificate) { _ in
            .html(TestPage.withTag)
        } during: { site in
            let evidence = try await gather("https://acme.test/", try .to(site))
            #expect(evidence.failure?.kind == .tls)
            #expect(evidence.failure?.message == message)
            #expect(site.requests.isEmpty)
        }
    }

    @Test("A port that does not speak TLS is a TLS failure that says so")
    func plain() async throws {
        try await TestSite.serve(raw: "HTTP/1.1 400 Bad Request\r\n\r\n") { site in
            let evidence = try await gather("https://acme.test/", try .to(site))
            #expect(evidence.failure?.kind == .tls)
            #expect(evidence.failure?.message == "the server does not speak TLS on this port")
        }
    }
}
