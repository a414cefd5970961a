/// The parts of the catalogue, as `failure-modes.md` numbers them.
public enum CatalogueSection: String, Sendable, Hashable, Codable, CaseIterable {
    /// C1: presence and markup.
    case presence
    /// C2: configuration.
    case configuration
    /// C3: loading and execution.
    case loading
    /// C4: cookie and click id.
    case cookie
    /// C5: delivery, caching, reachability.
    case delivery
    /// C6: Dub account and API answers.
    case account
    /// C7: about the verdict itself.
    case verdict

    /// The heading under which people find it.
    public var title: String {
        switch self {
        case .presence: "Presence and markup"
        case .configuration: "Configuration"
        case .loading: "Loading and execution"
        case .cookie: "Cookie and click id"
        case .delivery: "Delivery, caching, reachability"
        case .account: "Dub account and API answers"
        case .verdict: "About the verdict itself"
        }
    }

    /// Where the rules behind the section are written down.
    var help: String {
        switch self {
        case .presence, .configuration, .account, .verdict: "https://dub.co/docs/sdks/client-side/introduction"
        case .loading: "https://developer.mozilla.org/docs/Web/HTML/Reference/Elements/script"
        case .cookie: "https://developer.mozilla.org/docs/Web/HTTP/Guides/Cookies"
        case .delivery: "https://developer.mozilla.org/docs/Web/HTTP/Guides/Caching"
        }
    }
}
