/// A harness that is running and answers.
public struct HarnessServer: Sendable {
    /// The host it listens on, as it stands in a URL.
    public let host: String

    /// The port it listens on.
    public let port: Int

    /// Where to open it: https when that is on, else http.
    public let url: String

    /// The origin for plain http, which answers in any case and needs no trust in a certificate.
    public let httpOrigin: String

    /// The certificate of the authority that signed for https, in PEM form, for clients that verify; nil without https.
    public let authorityPEM: String?

    /// One line for people that says where the harness is.
    public var readyLine: String { "dubcheck is ready at \(url)" }

    /// What an app under test needs to know (`cli.md` 4.2), as far as the harness has it.
    public var environment: [(name: String, value: String)] {
        [("DUBCHECK_URL", httpOrigin)]
    }

    init(address: HarnessAddress, certificate: ServerCertificate?) {
        host = address.hostInURL
        port = address.port
        httpOrigin = address.httpOrigin
        url = certificate == nil ? address.httpOrigin : address.httpsOrigin
        authorityPEM = certificate?.authorityPEM
    }
}
