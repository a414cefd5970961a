extension CookieForecast {
    /// Why the browser refuses the cookie, or keeps it otherwise than a site would expect.
    public struct Reason: Hashable, Sendable, Codable {
        /// The id of the catalogue's finding.
        public let findingID: String
        /// True when no cookie with this click id is kept.
        public let isRefusal: Bool
        /// One sentence with the actual values.
        public let detail: String
        /// What to do in this very case; nil where the catalogue's own advice says it all.
        public let fix: String?

        /// A reason from its parts.
        public init(_ findingID: String, isRefusal: Bool, _ detail: String, fix: String? = nil) {
            self.findingID = findingID
            self.isRefusal = isRefusal
            self.detail = detail
            self.fix = fix
        }

        static func refusal(_ findingID: String, _ detail: String, fix: String? = nil) -> Reason {
            Reason(findingID, isRefusal: true, detail, fix: fix)
        }

        static func change(_ findingID: String, _ detail: String, fix: String? = nil) -> Reason {
            Reason(findingID, isRefusal: false, detail, fix: fix)
        }
    }
}
