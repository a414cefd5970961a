package import Attribution

extension MemoryStore: CustomerTransaction {
    package func customer(id: String) -> Customer? { customers.first { $0.id == id } }

    package func customers(_ selection: CustomerSelection) -> [Customer] {
        let found = selected(selection)
        let isByID = selection.window.cursor != nil
        let sorted = found.sorted { one, other in
            let (first, second) = selection.isAscending ? (one, other) : (other, one)
            guard !isByID else { return first.id < second.id }
            return (Self.rank(first, selection.order), first.id) < (Self.rank(second, selection.order), second.id)
        }
        return selection.window.rows(of: sorted, id: \.id)
    }

    package func countCustomers(_ selection: CustomerSelection) -> Int { selected(selection).count }

    package func countCustomers(_ selection: CustomerSelection, by grouping: CustomerGrouping) -> [CustomerGroup] {
        let groups = Dictionary(grouping: selected(selection)) { grouping == .country ? $0.country : $0.linkID }
        return groups.map { CustomerGroup(value: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.value ?? "") < ($0.count, $1.value ?? "") }
    }

    package mutating func deleteCustomer(id: String) { customers.removeAll { $0.id == id } }

    private func selected(_ selection: CustomerSelection) -> [Customer] {
        customers.filter { customer in
            let isMatch =
                switch selection.match {
                case nil: true
                case .email(let email): customer.email == email
                case .externalID(let id): customer.externalID == id
                case .words(let words):
                    words.map { $0.lowercased() }.allSatisfy { word in
                        [customer.email, customer.name].contains { $0?.lowercased().contains(word) == true }
                    }
                }
            return isMatch && (selection.country == nil || customer.country == selection.country)
                && (selection.linkID == nil || customer.linkID == selection.linkID)
        }
    }

    private static func rank(_ customer: Customer, _ order: CustomerSelection.Order) -> Int64 {
        switch order {
        case .createdAt: customer.createdAt.milliseconds
        case .saleAmount: Int64(customer.saleAmount)
        case .firstSaleAt: customer.firstSaleAt?.milliseconds ?? .min
        case .subscriptionCanceledAt: customer.subscriptionCanceledAt?.milliseconds ?? .min
        }
    }
}
