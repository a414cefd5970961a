/// A script element as the live page has it.
public struct LiveScript: Sendable, Hashable, Codable {
    /// An attribute of a live element.
    public struct Attribute: Sendable, Hashable, Codable {
        /// The name in lower case.
        public var name: String
        /// The value.
        public var value: String

        /// An attribute from its parts.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// How an element got into the page.
    public enum Origin: String, Sendable, Hashable, Codable {
        /// It was in the HTML of the document.
        case html
        /// Google Tag Manager added it.
        case gtm
        /// Other code added it.
        case code
        /// Not known: nothing was requested for it, and the HTML is not at hand.
        case unknown
    }

    /// Attributes in order.
    public var attributes: [Attribute]
    /// An ancestor is the head element of the page.
    public var isInHead: Bool
    /// It is inside a shadow root.
    public var isInShadowRoot: Bool
    /// The `src` resolved by the browser; empty without one.
    public var url: String
    /// How it got into the page.
    public var origin: Origin
    /// URLs of the scripts whose code added it, the nearest first; empty when the parser made it.
    public var addedBy: [String]
    /// The text between the tags, at most 20,000 characters.
    public var text: String
    /// Own properties that code has set on the element (the npm package assigns `scriptProps` so).
    public var ownProperties: [String]

    /// A live script element.
    public init(
        attributes: [Attribute], isInHead: Bool, isInShadowRoot: Bool = false, url: String = "",
        origin: Origin = .unknown, addedBy: [String] = [], text: String = "", ownProperties: [String] = []
    ) {
        self.attributes = attributes
        self.isInHead = isInHead
        self.isInShadowRoot = isInShadowRoot
        self.url = url
        self.origin = origin
        self.addedBy = addedBy
        self.text = text
        self.ownProperties = ownProperties
    }

    /// The value of the attribute with this lower-case name.
    public subscript(name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}

/// `window._dubAnalytics` as the page has it (analytics-script, 5).
public struct LiveObject: Sendable, Hashable, Codable {
    /// What answers to the name.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// Nothing.
        case missing
        /// The script's object: `i` is `dub_id`, `c` has `get` and `set`.
        case script
        /// Something else: an element, an empty object, a stub of the page.
        case impostor
    }

    /// What answers to the name.
    public var kind: Kind
    /// What an impostor is, such as `HTMLDivElement`.
    public var description: String?
    /// The object's keys in order.
    public var keys: [String]
    /// `a`: the API host.
    public var apiHost: String?
    /// `d`: the refer domain.
    public var referDomain: String?
    /// `h`: the host name.
    public var host: String?
    /// `v`: the partner key found in the URL.
    public var partnerKey: String?
    /// `k`: the publishable key.
    public var publishableKey: String?
    /// `n`: the domains configuration, as JSON.
    public var domains: String?
    /// What the script's own reader says of `dub_id`.
    public var readerValue: String?
    /// Why the reader threw.
    public var readerError: String?
    /// Calls that wait in the queue: the names of their methods.
    public var queuedCalls: [String]
    /// `typeof window.dubAnalytics`, and whether it has `trackLead`.
    public var stub: String?
    /// `window.dubAnalytics.trackLead` is a function.
    public var hasTrackLead: Bool

    /// An object of the kind.
    public init(
        kind: Kind, description: String? = nil, keys: [String] = [], apiHost: String? = nil,
        referDomain: String? = nil, host: String? = nil, partnerKey: String? = nil, publishableKey: String? = nil,
        domains: String? = nil, readerValue: String? = nil, readerError: String? = nil, queuedCalls: [String] = [],
        stub: String? = nil, hasTrackLead: Bool = false
    ) {
        self.kind = kind
        self.description = description
        self.keys = keys
        self.apiHost = apiHost
        self.referDomain = referDomain
        self.host = host
        self.partnerKey = partnerKey
        self.publishableKey = publishableKey
        self.domains = domains
        self.readerValue = readerValue
        self.readerError = readerError
        self.queuedCalls = queuedCalls
        self.stub = stub
        self.hasTrackLead = hasTrackLead
    }
}
