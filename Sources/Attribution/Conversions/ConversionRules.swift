/// What leads and sales have in common: the workspace, the time, ids, and how faithful to be.
public struct ConversionRules: Sendable {
    /// The workspace that the API key belongs to.
    public var workspaceID: String
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker
    /// How currencies are converted.
    public var rates = ExchangeRates()
    /// Whether quirks of upstream that only get in the way are emulated too (`dub-api.md`, 11.2 step 5).
    public var isStrict = false

    /// Rules for one request.
    public init(workspaceID: String, now: Timestamp, ids: IDMaker = IDMaker()) {
        self.workspaceID = workspaceID
        self.now = now
        self.ids = ids
    }

    /// The click and its link, if a conversion may be attributed to them.
    ///
    /// - Parameter refusal: what is not tracked, for the message about a link that is switched off.
    func source(
        ofClick id: String, refusal: String, in store: some AttributionTransaction
    ) throws -> Result<(click: Click, link: Link), APIError> {
        guard let click = try store.click(id: id) else {
            return .failure(APIError(.notFound, "Click event not found for clickId: \(id)"))
        }
        guard let link = try store.link(id: click.linkID) else {
            return .failure(APIError(.notFound, "Link not found for clickId: \(id)"))
        }
        guard link.workspaceID == workspaceID else {
            return .failure(
                APIError(.notFound, "Link \(link.id) for clickId \(id) does not belong to the workspace"))
        }
        guard link.disabledAt == nil else {
            return .failure(
                APIError(.notFound, "Link \(link.id) for clickId \(id) is disabled, \(refusal) not tracked"))
        }
        return .success((click, link))
    }

    /// A customer whom a click has brought, not stored yet.
    func newCustomer(_ person: Person, from click: Click) -> Customer {
        var customer = Customer(
            id: ids.sortable("cus_", at: now), externalID: person.externalID, createdAt: now)
        customer.name = person.name.nonEmpty ?? person.email.nonEmpty ?? ids.personName()
        customer.email = person.email.nonEmpty
        customer.avatar = person.avatar.nonEmpty
        customer.country = click.place.country
        customer.linkID = click.linkID
        customer.clickID = click.id
        customer.clickedAt = click.timestamp
        return customer
    }
}

/// What a request says of the customer.
public struct Person: Sendable, Hashable {
    /// The id in the user's own system.
    public var externalID: String
    /// What they are called.
    public var name: String?
    /// Their mail address.
    public var email: String?
    /// The URL of their picture.
    public var avatar: String?

    /// A customer as a request names it.
    public init(externalID: String, name: String? = nil, email: String? = nil, avatar: String? = nil) {
        self.externalID = externalID
        self.name = name
        self.email = email
        self.avatar = avatar
    }
}

/// What came of a request: its answer or its error, and what the developer should know besides.
public struct Outcome<Answer: Sendable>: Sendable {
    /// What is answered.
    public var result: Result<Answer, APIError>
    /// What the answer does not say.
    public var notes: [Note]

    /// An outcome with what there is to say about it.
    public init(_ result: Result<Answer, APIError>, _ notes: [Note] = []) {
        self.result = result
        self.notes = notes
    }

    /// What a rule gives, or the API's error that it ends with.
    ///
    /// - Throws: every other error.
    init(_ rule: () throws -> Answer) throws {
        do {
            self.init(.success(try rule()))
        } catch let error as APIError {
            self.init(.failure(error))
        }
    }
}

extension String? {
    /// The text, unless it is missing or empty: clients send both for "none".
    var nonEmpty: String? {
        guard let self, !self.isEmpty else { return nil }
        return self
    }
}
