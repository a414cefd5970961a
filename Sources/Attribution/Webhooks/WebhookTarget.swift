import PageURL

/// Where webhooks may be sent to.
public struct WebhookTarget: Sendable, Hashable {
    /// The URL as written.
    public let text: String
    /// The host as browsers print it.
    public let host: String

    /// A URL of http or https; nil for everything else.
    public init?(_ text: String) {
        guard let url = PageURL(text), ["http", "https"].contains(url.scheme), !url.host.isEmpty else { return nil }
        self.text = text
        host = url.host
    }

    /// Whether it is this machine itself, whatever name servers say: `localhost`, a name below it, or a loopback address.
    public var isHere: Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.first == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Why nothing is sent there.
    public var refusal: String {
        "This harness sends webhooks to this machine only (localhost and loopback addresses), so that test events reach "
            + "nobody else; '\(host)' is another host, which --allow-webhook \(host) allows"
    }
}
