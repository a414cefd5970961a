public import JSON

/// What the harness has of a journey, besides what was there before it.
public struct HarnessTrace: Sendable {
    /// A recorded lead.
    public struct Lead: Sendable, Hashable {
        /// The event's name.
        public var eventName: String
        /// The customer's id in the app.
        public var customer: String?
        /// The click it is of.
        public var clickID: String?

        /// A lead.
        public init(eventName: String, customer: String? = nil, clickID: String? = nil) {
            self.eventName = eventName
            self.customer = customer
            self.clickID = clickID
        }

        /// A row of `GET /events`.
        public init(row: JSONValue) {
            self.init(
                eventName: row["eventName"].string ?? "", customer: row["customer"]["externalId"].string,
                clickID: row["click"]["id"].string)
        }
    }

    /// A call to the tracking API that was answered with an error.
    public struct Refusal: Sendable, Hashable {
        /// The path.
        public var path: String
        /// The status of the answer.
        public var status: Int
        /// What it said.
        public var message: String
        /// The click id that was sent; nil when there was none, or it was not looked at.
        public var clickID: String?

        /// A refusal.
        public init(path: String = "/track/lead", status: Int, message: String, clickID: String? = nil) {
            self.path = path
            self.status = status
            self.message = message
            self.clickID = clickID
        }

        /// An entry of `/_dubcheck/chain`.
        public init(_ entry: JSONValue) {
            self.init(
                path: entry["path"].string ?? "", status: entry["status"].int ?? 0,
                message: entry["message"].string ?? "", clickID: entry["clickId"].string)
        }
    }

    /// The click is recorded.
    public var isClickRecorded = false
    /// The lead that was waited for.
    public var lead: Lead?
    /// All leads of the click.
    public var leads: [Lead] = []
    /// Leads of other clicks that came in meanwhile.
    public var otherLeads: [Lead] = []
    /// What the harness noted of the click, and of leads meanwhile.
    public var notes: [String] = []
    /// Calls that were refused meanwhile, the newest first.
    public var refusals: [Refusal] = []
    /// Events that came through Segment meanwhile, the newest last.
    public var deliveries: [SegmentEntry] = []

    /// Nothing yet.
    public init() {}

    /// How much longer the lead is waited for, now that something else has come in.
    ///
    /// Not long where it is this visitor's, longer where it may be somebody else's; nil while nothing has come.
    public var patience: Duration? {
        let isOwn =
            !leads.isEmpty || notes.contains(where: Self.isAboutLead)
            || deliveries.contains { $0.hasClickID && !$0.isUnderWay }
        if isOwn { return .seconds(3) }
        let isAnything = !otherLeads.isEmpty || !refusals.isEmpty || deliveries.contains { !$0.hasClickID }
        return isAnything ? .seconds(6) : nil
    }

    static func isAboutLead(_ note: String) -> Bool { isDuplicate(note) || isDeferred(note) }

    /// The note of a lead that was swallowed (`dub-api.md`, 11.2).
    static func isDuplicate(_ note: String) -> Bool { note.hasPrefix("duplicate:") }

    /// The note of a lead that only made the customer.
    static func isDeferred(_ note: String) -> Bool { note.hasPrefix("deferred:") }
}

/// An event in Segment's delivery log, as far as a journey needs it.
public struct SegmentEntry: Sendable, Hashable {
    /// Its number in the log.
    public var number = 0
    /// The event's name, or the type of the call.
    public var name = ""
    /// The worst that became of it: `success`, `rejected`, `filtered`, `discarded`, `failed`, ….
    public var outcome = "success"
    /// The click id of the journey is somewhere in it.
    public var hasClickID = false
    /// Why it went no further, most telling first.
    public var reasons: [String] = []
    /// What to do about it.
    public var cures: [String] = []

    /// An event that was delivered.
    public init() {}

    /// An entry of `/_dubcheck/deliveries`.
    public init(_ entry: JSONValue, clickID: String) {
        number = entry["number"].int ?? 0
        name = entry["event"].string ?? entry["type"].string ?? "?"
        outcome = entry["outcome"].string ?? ""
        hasClickID = entry["payload"].compact.contains(clickID)
        reasons = [entry["reason"].string].compactMap(\.self)
        for destination in entry["destinations"].array ?? [] {
            reasons += [destination["reason"].string].compactMap(\.self)
            for step in destination["steps"].array ?? [] where step["outcome"].string == outcome {
                reasons += [step["message"].string].compactMap(\.self)
                if outcome == "filtered" { reasons += [step["trigger"]["explanation"].string].compactMap(\.self) }
                for advice in step["advice"].array ?? [] {
                    reasons += [advice["message"].string].compactMap(\.self)
                    cures += (advice["cures"].array ?? []).compactMap { cure in
                        guard let command = cure["command"].string else { return cure["message"].string }
                        return "\(cure["message"].string ?? ""): \(command)"
                    }
                }
            }
        }
        var seen: Set<String> = []
        reasons = reasons.filter { seen.insert($0).inserted }
    }

    /// It may still be delivered.
    public var isUnderWay: Bool { outcome == "pending" || outcome == "retrying" }
}
