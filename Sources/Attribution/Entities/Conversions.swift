/// A lead: a customer did something that counts, after a click (`dub-api.md`, 6.1 and 11).
public struct Lead: Sendable, Hashable {
    /// 16 letters and digits.
    public var id: String
    /// Its name, as given.
    public var eventName: String
    /// Who did it.
    public var customerID: String
    /// The click it goes back to.
    public var clickID: String
    /// The link that gets the credit.
    public var linkID: String
    /// What was sent along, as JSON text.
    public var metadata: String?
    /// When it was tracked.
    public var timestamp: Timestamp

    /// A lead.
    public init(
        id: String, eventName: String, customerID: String, clickID: String, linkID: String, metadata: String? = nil,
        timestamp: Timestamp
    ) {
        self.id = id
        self.eventName = eventName
        self.customerID = customerID
        self.clickID = clickID
        self.linkID = linkID
        self.metadata = metadata
        self.timestamp = timestamp
    }
}

/// A sale to a customer (`dub-api.md`, 6.1 and 12).
public struct Sale: Sendable, Hashable {
    /// 16 letters and digits.
    public var id: String
    /// Its name, as given.
    public var eventName: String
    /// Who bought.
    public var customerID: String
    /// The click of the lead it belongs to.
    public var clickID: String
    /// The link of the lead it belongs to.
    public var linkID: String
    /// What was paid, after conversion.
    public var price: Money
    /// Who was paid through.
    public var paymentProcessor: String
    /// The invoice, if there is one.
    public var invoiceID: String?
    /// What was sent along, as JSON text.
    public var metadata: String?
    /// Whether it is the customer's first on this link.
    public var isFirst: Bool
    /// When it was tracked.
    public var timestamp: Timestamp

    /// A sale.
    public init(
        id: String, eventName: String, customerID: String, clickID: String, linkID: String, price: Money,
        paymentProcessor: String, invoiceID: String? = nil, metadata: String? = nil, isFirst: Bool, timestamp: Timestamp
    ) {
        self.id = id
        self.eventName = eventName
        self.customerID = customerID
        self.clickID = clickID
        self.linkID = linkID
        self.price = price
        self.paymentProcessor = paymentProcessor
        self.invoiceID = invoiceID
        self.metadata = metadata
        self.isFirst = isFirst
        self.timestamp = timestamp
    }
}

/// Who a lead or sale is of (`dub-api.md`, 16.1).
public struct Customer: Sendable, Hashable {
    /// `cus_` and 25 characters.
    public var id: String
    /// The id in the user's own system; unique in the workspace.
    public var externalID: String
    /// What they are called; never empty for one whom a lead has made.
    public var name: String?
    /// Their mail address.
    public var email: String?
    /// The URL of their picture.
    public var avatar: String?
    /// Their id at Stripe.
    public var stripeCustomerID: String?
    /// The country of the click that brought them.
    public var country: String?
    /// The link that brought them.
    public var linkID: String?
    /// The click that brought them.
    public var clickID: String?
    /// When that was.
    public var clickedAt: Timestamp?
    /// Sales above zero.
    public var sales = 0
    /// Their sum in cents of US dollars.
    public var saleAmount = 0
    /// When they bought something for the first time.
    public var firstSaleAt: Timestamp?
    /// When they ended their subscription.
    public var subscriptionCanceledAt: Timestamp?
    /// When they became a customer.
    public var createdAt: Timestamp

    /// A customer who has bought nothing yet.
    public init(id: String, externalID: String, createdAt: Timestamp) {
        self.id = id
        self.externalID = externalID
        self.createdAt = createdAt
    }
}
