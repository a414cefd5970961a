internal import Attribution

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

    /// Where to open the dashboard: by the name `localhost` where that is the harness, since cookies know names and no
    /// ports, and so a page of an app on localhost shares its `dub_id` with the dashboard's sign-up page.
    public let dashboardURL: String

    /// The certificate of the authority that signed for https, in PEM form, for clients that verify; nil without https.
    public let authorityPEM: String?

    /// One line for people that says where the harness is.
    public var readyLine: String { "dubcheck is ready at \(url)" }

    /// What somebody at the keyboard needs to begin: keys, a link to click, pages to look at; over several lines.
    public var greeting: String {
        """
          key           \(secretKey)
          for pages     \(publishableKey ?? "none")
          for Segment   \(segmentWriteKey)
          click         http://\(shortDomain):\(port)/demo
          sign-up page  \(url)/signup
          sample pages  \(url)/samples
        Ctrl-C stops.
        """
    }

    /// The key of servers.
    public let secretKey: String

    /// The key of pages; nil where somebody has taken it away.
    public let publishableKey: String?

    /// The key with which SDKs of Segment send events here.
    public let segmentWriteKey: String

    /// The short domain that links get which name no other.
    public let shortDomain: String

    /// What an app under test needs to know (`cli.md` 4.2), as far as the harness has it.
    public var environment: [(name: String, value: String)] {
        [
            ("DUBCHECK_URL", httpOrigin), ("DUB_API_URL", httpOrigin), ("DUB_API_KEY", secretKey),
            ("DUB_PUBLISHABLE_KEY", publishableKey ?? ""), ("DUB_SHORT_DOMAIN", shortDomain),
            ("SEGMENT_HOST", httpOrigin), ("SEGMENT_WRITE_KEY", segmentWriteKey),
        ]
    }

    init(address: HarnessAddress, certificate: ServerCertificate?, service: WorkspaceService) {
        let workspace = service.workspace
        secretKey = workspace.secretKey.text
        publishableKey = workspace.publishableKey?.text
        shortDomain = service.domains.first?.slug ?? ""
        segmentWriteKey = SegmentService.writeKey(of: workspace)
        host = address.hostInURL
        port = address.port
        httpOrigin = address.httpOrigin
        url = certificate == nil ? address.httpOrigin : address.httpsOrigin
        dashboardURL = address.localOrigin + HarnessPath.dashboard
        authorityPEM = certificate?.authorityPEM
    }
}
