/// What the rules of customers read and write besides (`dub-api.md`, 16).
public protocol CustomerTransaction: AttributionTransaction {
    /// The customer of the id.
    func customer(id: String) throws -> Customer?
    /// The customers of a selection, in its order.
    func customers(_ selection: CustomerSelection) throws -> [Customer]
    /// How many customers a selection has; its order and its window do not count.
    func countCustomers(_ selection: CustomerSelection) throws -> Int
    /// How many customers a selection has of each value: the largest groups first, equal ones by their values.
    ///
    /// Those without a value are a group whose value is nil. The selection's order and its window do not count.
    func countCustomers(_ selection: CustomerSelection, by grouping: CustomerGrouping) throws -> [CustomerGroup]
    /// Takes a customer away; the leads and sales stay.
    mutating func deleteCustomer(id: String) throws
}
