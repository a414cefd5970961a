public import Attribution

extension StoreTransaction: CustomerTransaction {
    /// The customers of a selection, in its order.
    public func customers(_ selection: CustomerSelection) throws -> [Customer] {
        try rows(
            of: RowSelection(selection), CustomerColumn.list, orderedBy: selection.order.rawValue,
            isAscending: selection.isAscending, selection.window
        ) { try Customer(row: $0) }
    }

    /// How many customers a selection has; its order and its window do not count.
    public func countCustomers(_ selection: CustomerSelection) throws -> Int {
        try count(RowSelection(selection))
    }

    /// How many customers a selection has of each value: the largest groups first, equal ones by their values.
    ///
    /// Those without a value are a group whose value is nil. The selection's order and its window do not count.
    public func countCustomers(
        _ selection: CustomerSelection, by grouping: CustomerGrouping
    ) throws -> [CustomerGroup] {
        let column: CustomerColumn =
            switch grouping {
            case .country: .country
            case .linkID: .linkID
            }
        return try counts(RowSelection(selection), by: "\(column)").map {
            CustomerGroup(value: $0.value, count: $0.count)
        }
    }

    /// Takes a customer away; the leads and sales stay.
    public mutating func deleteCustomer(id: String) throws {
        try run("DELETE FROM customer WHERE id = ?", [id])
    }
}

extension RowSelection {
    fileprivate init(_ selection: CustomerSelection) {
        self.init(from: "customer")
        switch selection.match {
        case nil: break
        case .email(let email): add("email = ?", [email])
        case .externalID(let id): add("externalID = ?", [id])
        case .words(let words):
            for word in words.map({ $0.lowercased() }) {
                let columns = ["email", "name"].map { "instr(\(SQLFunction.lowercase)(\($0)), ?) > 0" }
                add("(\(columns.joined(separator: " OR ")))", [word, word])
            }
        }
        if let country = selection.country { add("country = ?", [country]) }
        if let linkID = selection.linkID { add("linkID = ?", [linkID]) }
    }
}
