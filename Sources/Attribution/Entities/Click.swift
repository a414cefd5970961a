/// A recorded click (`dub-api.md`, 6.3).
public struct Click: Sendable, Hashable {
    /// What brought the visitor.
    public enum Trigger: String, Sendable, Hashable, CaseIterable {
        case link, qr, pageview, deeplink
    }

    /// Where the visitor was, as an edge network would tell it.
    public struct Place: Sendable, Hashable {
        /// Two letters, such as `NA`.
        public var continent: String
        /// Two letters, such as `US`.
        public var country: String
        /// The part of the country, such as `CA`.
        public var region: String
        /// The name of the city.
        public var city: String

        /// A place by its codes and its city's name.
        public init(continent: String, country: String, region: String, city: String) {
            self.continent = continent
            self.country = country
            self.region = region
            self.city = city
        }

        /// Where every visitor of a local harness is, unless the request says otherwise.
        public static let usual = Place(continent: "NA", country: "US", region: "CA", city: "San Francisco")
    }

    /// 16 letters and digits: the value of `dub_id`.
    public var id: String
    /// When it was made.
    public var timestamp: Timestamp
    /// The link that was clicked.
    public var linkID: String
    /// Where the visitor was sent, with all parameters; for a tracked page view, the page.
    public var url: String
    /// What brought the visitor.
    public var trigger: Trigger
    /// Where the visitor was.
    public var place: Place
    /// The address; empty when it is not known.
    public var address: String
    /// The user agent as sent.
    public var userAgent: String
    /// The referrer in full, or `(direct)`.
    public var refererURL: String

    /// A click.
    public init(
        id: String, timestamp: Timestamp, linkID: String, url: String, trigger: Trigger = .link, place: Place = .usual,
        address: String = "", userAgent: String = "", refererURL: String = "(direct)"
    ) {
        self.id = id
        self.timestamp = timestamp
        self.linkID = linkID
        self.url = url
        self.trigger = trigger
        self.place = place
        self.address = address
        self.userAgent = userAgent
        self.refererURL = refererURL
    }
}
