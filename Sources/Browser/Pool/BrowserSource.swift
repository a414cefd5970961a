/// Where a ``BrowserPool`` gets its browser from.
public enum BrowserSource: Sendable {
    /// It is started here.
    case launch(BrowserOptions)
    /// It is somebody else's; of the options, what has to do with starting one does not apply.
    case endpoint(BrowserEndpoint, BrowserOptions)

    var options: BrowserOptions {
        switch self {
        case .launch(let options), .endpoint(_, let options): options
        }
    }

    /// Whether a second browser can be had while the first still has pages open: a remote place may have one only.
    var allowsRenewal: Bool {
        if case .launch = self { true } else { false }
    }

    func open(among registry: RunningBrowsers) async throws(BrowserError) -> Browser {
        switch self {
        case .launch(let options): try await .launch(options, among: registry)
        case .endpoint(let endpoint, let options): try await .connect(to: endpoint, options: options, among: registry)
        }
    }
}
