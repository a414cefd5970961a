/// A short link (`dub-api.md`, 8.1).
public struct Link: Sendable, Hashable {
    /// `link_` and 25 characters.
    public var id: String
    /// The short domain, in lower case and without a port.
    public var domain: String
    /// The path on the short domain.
    public var key: LinkKey
    /// Where it leads; empty for a root link that leads nowhere.
    public var url: String
    /// The workspace it belongs to.
    public var workspaceID: String
    /// Whether its visitors get a click id.
    public var tracksConversions = false
    /// Whether it is put away; it still redirects.
    public var isArchived = false
    /// Whether search engines may index it.
    public var isIndexed = false
    /// The id it has in the user's own system, without `ext_`.
    public var externalID: String?
    /// The user's own customer it was made for.
    public var tenantID: String?
    /// When it stops to lead to `url`.
    public var expiresAt: Timestamp?
    /// Where it leads after that.
    public var expiredURL: String?
    /// When it was switched off.
    public var disabledAt: Timestamp?
    /// What visitors must know.
    public var password: String?
    /// Notes of the workspace.
    public var comments: String?
    /// The folder it lies in.
    public var folderID: String?
    /// The tags it has, in their order.
    public var tagIDs: [String] = []
    /// What is rarely set.
    public var extras = Extras()
    /// What is counted of it.
    public var counters = Counters()
    /// When it was made.
    public var createdAt: Timestamp
    /// When it was last changed.
    public var updatedAt: Timestamp

    /// What is rarely set of a link, and mostly only kept and shown (`dub-api.md`, 8.1).
    public struct Extras: Sendable, Hashable, Codable {
        /// A destination among several, for tests of which one works better.
        public struct Variant: Sendable, Hashable, Codable {
            /// Where it leads.
            public var url: String
            /// How many of a hundred visitors it gets.
            public var percentage: Int

            /// A destination and its share.
            public init(url: String, percentage: Int) {
                self.url = url
                self.percentage = percentage
            }
        }

        /// What previews show.
        public var title, description, image, video: String?
        /// Where visitors on these systems are led.
        public var ios, android: String?
        /// Where visitors from these countries are led, by the country's two letters.
        public var geo: [String: String]?
        /// Whether previews show `title`, `description` and `image` in place of the destination's own.
        public var isProxied = false
        /// Whether the destination is shown in a frame, under the short link's address.
        public var isCloaked = false
        /// Whether its statistics are for everybody.
        public var hasPublicStats = false
        /// The partner program, and the partner, it is for.
        public var programID, partnerID: String?
        /// The destinations under test.
        public var variants: [Variant]?
        /// When the test began and ended.
        public var testStartedAt, testCompletedAt: Timestamp?
        /// The webhooks it is told to, where they are not for all links.
        public var webhookIDs: [String] = []

        /// Nothing set.
        public init() {}
    }

    /// What is counted of a link (`dub-api.md`, 6.2).
    public struct Counters: Sendable, Hashable {
        /// Recorded clicks.
        public var clicks = 0
        /// Leads, each with its quantity.
        public var leads = 0
        /// First sales of a customer.
        public var conversions = 0
        /// Sales above zero.
        public var sales = 0
        /// Their sum in cents of US dollars.
        public var saleAmount = 0
        /// The last recorded click.
        public var lastClicked: Timestamp?

        /// What is counted; nothing yet, if nothing is given.
        public init(
            clicks: Int = 0, leads: Int = 0, conversions: Int = 0, sales: Int = 0, saleAmount: Int = 0,
            lastClicked: Timestamp? = nil
        ) {
            self.clicks = clicks
            self.leads = leads
            self.conversions = conversions
            self.sales = sales
            self.saleAmount = saleAmount
            self.lastClicked = lastClicked
        }

        /// Adds what else was counted.
        public static func += (counters: inout Counters, further: Counters) {
            counters.clicks += further.clicks
            counters.leads += further.leads
            counters.conversions += further.conversions
            counters.sales += further.sales
            counters.saleAmount += further.saleAmount
            if let last = further.lastClicked { counters.lastClicked = max(counters.lastClicked ?? last, last) }
        }
    }

    /// A link as it is when new.
    public init(id: String, domain: String, key: LinkKey, url: String, workspaceID: String, createdAt: Timestamp) {
        self.id = id
        self.domain = domain
        self.key = key
        self.url = url
        self.workspaceID = workspaceID
        self.createdAt = createdAt
        updatedAt = createdAt
    }

    /// Where it opens (`dub-api.md`, 5.2).
    public var shortLink: String {
        key == .root ? "https://\(domain)" : "https://\(domain)/\(key.text)"
    }

    /// Whether it is a partner's, in a partner program.
    public var isOfPartner: Bool { extras.programID != nil && extras.partnerID != nil }

    /// Whether its visitors are told apart by a click id in the destination (`dub-api.md`, 7.3).
    public var needsClickID: Bool { tracksConversions || isOfPartner }
}
