/// A query for customers, read and validated (`dub-api.md`, 16.2).
public struct CustomerQuery: Sendable, Hashable {
    /// Which customers.
    public var selection = CustomerSelection()
    /// Whether they are shown with the link that brought them.
    public var isExpanded = false

    /// A query for all customers.
    public init() {}

    /// A query for a list.
    ///
    /// - Throws: 422 for the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        try self.init(filters: fields)
        let order = try fields.choice("sortBy", of: CustomerSelection.Order.allCases.map(\.rawValue))
        selection.order = order.flatMap(CustomerSelection.Order.init) ?? .createdAt
        selection.isAscending = try fields.choice("sortOrder", of: ["asc", "desc"]) == "asc"
        selection.window = try Window(fields, isByCreation: selection.order == .createdAt)
        isExpanded = try fields.isExpanded
    }

    /// A query for a number, which has neither order nor pages.
    ///
    /// The mail address wins over the external id, and that over a search.
    ///
    /// - Throws: 422 for the first problem.
    public init(filters fields: RequestFields) throws(APIError) {
        if let email = try fields.text("email").nonEmpty {
            selection.match = .email(email)
        } else if let id = try fields.text("externalId").nonEmpty {
            selection.match = .externalID(id)
        } else if let text = try fields.text("search").nonEmpty {
            selection.match =
                text.contains("@") ? .email(text) : .words(text.split(whereSeparator: \.isWhitespace).map(String.init))
        }
        selection.country = try fields.text("country").nonEmpty
        selection.linkID = try fields.text("linkId").nonEmpty
    }
}

/// A query for the number of customers (`dub-api.md`, 16.2).
public struct CustomerCountQuery: Sendable, Hashable {
    /// Which customers.
    public var selection: CustomerSelection
    /// What they are counted by; nil for all together.
    public var grouping: CustomerGrouping?

    /// What a query asks for.
    ///
    /// - Throws: 422 for the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        selection = try CustomerQuery(filters: fields).selection
        grouping = try fields.choice("groupBy", of: CustomerGrouping.allCases.map(\.rawValue))
            .flatMap(CustomerGrouping.init)
    }
}

/// A request to make a customer, read and validated (`dub-api.md`, 16.2).
public struct CustomerRequest: Sendable, Hashable {
    /// Who it is.
    public var person: Person
    /// Where they live.
    public var country: String
    /// Their id at Stripe.
    public var stripeCustomerID: String?

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        person = Person(
            externalID: try fields.requiredText("externalId", most: 100, least: 1, missing: "externalId is required"),
            name: try fields.text("name", most: 100), email: try fields.email("email", most: 100),
            avatar: try fields.text("avatar"))
        country = try fields.requiredText("country", least: 1, missing: "country is required")
        stripeCustomerID = try fields.text("stripeCustomerId").nonEmpty
    }
}

/// A request to change a customer: only the fields that it has count, and null clears them (`dub-api.md`, 16.2).
///
/// A country is accepted and ignored, as upstream does.
public struct CustomerChange: Sendable, Hashable {
    /// The id in the user's own system.
    public var externalID = Change<String>.keep
    /// What they are called, their mail address, the URL of their picture, and their id at Stripe.
    public var name = Change<String?>.keep, email = Change<String?>.keep, avatar = Change<String?>.keep,
        stripeCustomerID = Change<String?>.keep
    /// When they ended their subscription.
    public var subscriptionCanceledAt = Change<Timestamp?>.keep

    /// Nothing changes.
    public init() {}

    /// A request's body.
    ///
    /// - Throws: what the API answers to the first problem.
    public init(_ fields: RequestFields) throws(APIError) {
        func text(_ name: String) throws(APIError) -> String? { try fields.text(name).nonEmpty }
        externalID = try fields.change(required: "externalId") { (name) throws(APIError) in
            let text = try fields.text(name, most: 100, least: 1)
            // All of the others can be taken away.
            if text == nil, fields.has(name) { throw fields.absent(name, "string") }
            return text
        }
        name = try fields.change("name") { (name) throws(APIError) in try fields.text(name, most: 100).nonEmpty }
        email = try fields.change("email") { (name) throws(APIError) in try fields.email(name, most: 100).nonEmpty }
        avatar = try fields.change("avatar", text)
        stripeCustomerID = try fields.change("stripeCustomerId", text)
        subscriptionCanceledAt = try fields.change("subscriptionCanceledAt") { (name) throws(APIError) in
            try fields.time(name)
        }
    }

    func apply(to customer: inout Customer) {
        customer.externalID = externalID.applied(to: customer.externalID)
        customer.name = name.applied(to: customer.name)
        customer.email = email.applied(to: customer.email)
        customer.avatar = avatar.applied(to: customer.avatar)
        customer.stripeCustomerID = stripeCustomerID.applied(to: customer.stripeCustomerID)
        customer.subscriptionCanceledAt = subscriptionCanceledAt.applied(to: customer.subscriptionCanceledAt)
    }
}

extension RequestFields {
    /// Whether a query asks for the link that brought a customer.
    public var isExpanded: Bool {
        get throws(APIError) { try flag("includeExpandedFields") ?? false }
    }
}
