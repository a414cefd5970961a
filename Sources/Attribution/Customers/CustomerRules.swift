/// A customer as an answer shows it.
public struct CustomerView: Sendable, Hashable {
    /// The customer.
    public var customer: Customer
    /// The link that brought them; nil where it is not asked for, or is not there.
    public var link: Link?

    /// A customer, with the link where that is shown.
    public init(_ customer: Customer, link: Link? = nil) {
        self.customer = customer
        self.link = link
    }
}

/// The number of some customers.
public enum CustomerCount: Sendable, Hashable {
    /// Of all together.
    case total(Int)
    /// Of each value, the largest first.
    case groups(CustomerGrouping, [CustomerGroup])
}

/// How customers are found and changed (`dub-api.md`, 16).
///
/// What a rule throws is only what the store throws; an error that the API documents is an outcome, and nothing has been
/// written then.
public struct CustomerRules: Sendable {
    /// The time of the request.
    public var now: Timestamp
    /// Makes ids.
    public var ids: IDMaker

    /// Rules for one request.
    public init(now: Timestamp, ids: IDMaker = IDMaker()) {
        self.now = now
        self.ids = ids
    }

    /// Lists customers.
    public func list(
        _ query: CustomerQuery, in store: some CustomerTransaction
    ) throws -> Outcome<[CustomerView]> {
        try Outcome {
            if let cursor = query.selection.window.cursor, try store.customer(id: cursor) == nil {
                throw Window.unknownCursor
            }
            return try store.customers(query.selection).map { try view($0, isExpanded: query.isExpanded, in: store) }
        }
    }

    /// Finds a customer by `cus_…`, or by `ext_` with the user's own id.
    public func find(
        _ id: String, isExpanded: Bool = false, in store: some CustomerTransaction
    ) throws -> Outcome<CustomerView> {
        try Outcome { try view(found(id, in: store), isExpanded: isExpanded, in: store) }
    }

    /// Changes a customer.
    public func update(
        _ id: String, _ change: CustomerChange, isExpanded: Bool = false, in store: inout some CustomerTransaction
    ) throws -> Outcome<CustomerView> {
        try Outcome {
            var customer = try found(id, in: store)
            if case .set(let externalID) = change.externalID, externalID != customer.externalID {
                try checkFree(externalID, in: store)
            }
            change.apply(to: &customer)
            // Nobody is without a name, as when they were new.
            if customer.name.nonEmpty == nil, customer.email.nonEmpty == nil { customer.name = ids.personName() }
            let changed = customer
            try store.update(customer: customer.id) { $0 = changed }
            return try view(customer, isExpanded: isExpanded, in: store)
        }
    }

    /// Takes a customer away, whose leads and sales stay, and answers with what it was.
    public func delete(_ id: String, in store: inout some CustomerTransaction) throws -> Outcome<Customer> {
        try Outcome {
            let customer = try found(id, in: store)
            try store.deleteCustomer(id: customer.id)
            return customer
        }
    }

    /// Makes a customer whom no link has brought.
    public func create(
        _ request: CustomerRequest, in store: inout some CustomerTransaction
    ) throws -> Outcome<CustomerView> {
        try Outcome {
            let person = request.person
            try checkFree(person.externalID, in: store)
            var customer = Customer(
                id: ids.sortable("cus_", at: now), externalID: person.externalID, createdAt: now)
            customer.name = person.name.nonEmpty ?? person.email.nonEmpty ?? ids.personName()
            customer.email = person.email.nonEmpty
            customer.avatar = person.avatar.nonEmpty
            customer.country = request.country
            customer.stripeCustomerID = request.stripeCustomerID
            try store.insert(customer)
            return CustomerView(customer)
        }
    }

    /// Counts customers.
    public func count(
        _ query: CustomerCountQuery, in store: some CustomerTransaction
    ) throws -> Outcome<CustomerCount> {
        guard let grouping = query.grouping else {
            return Outcome(.success(.total(try store.countCustomers(query.selection))))
        }
        return Outcome(.success(.groups(grouping, try store.countCustomers(query.selection, by: grouping))))
    }

    private func view(
        _ customer: Customer, isExpanded: Bool, in store: some CustomerTransaction
    ) throws -> CustomerView {
        guard isExpanded, let id = customer.linkID else { return CustomerView(customer) }
        return CustomerView(customer, link: try store.link(id: id))
    }

    private func found(_ id: String, in store: some CustomerTransaction) throws -> Customer {
        let customer =
            id.hasPrefix("ext_")
            ? try store.customer(externalID: id.withoutExternalPrefix) : try store.customer(id: id)
        guard let customer else {
            throw APIError(
                .notFound, "Customer not found. Give its id (cus_…), or your own id with ext_ in front.")
        }
        return customer
    }

    func checkFree(_ externalID: String, in store: some CustomerTransaction) throws {
        guard try store.customer(externalID: externalID) == nil else {
            throw APIError(.conflict, "A customer with this external ID already exists.")
        }
    }
}
