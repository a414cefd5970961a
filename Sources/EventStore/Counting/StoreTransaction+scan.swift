import Attribution

extension StoreTransaction {
    /// Goes through events one after the other, in the order in which they lie.
    ///
    /// - Parameters:
    ///   - columns: what is read of each, as SQL.
    ///   - body: is given the row, and the amount of a sale or 0.
    func scan(
        _ condition: EventCondition, _ kind: EventKind, _ columns: [String], _ body: (Columns, Int) throws -> Void
    ) throws {
        let extra = [kind == .sales ? "e.amount" : nil, condition.metadata.isEmpty ? nil : "e.metadata"]
        let list = (columns + extra.compactMap { $0 }).joined(separator: ", ")
        let rows = try prepared(
            composed: "SELECT \(list) FROM \(condition.source) WHERE \(condition.condition)", condition.arguments)
        defer { rows.end() }
        let amountIndex = columns.count
        let metadataIndex = columns.count + (kind == .sales ? 1 : 0)
        while let row = try rows.next() {
            guard condition.admits(row[metadataIndex]) else { continue }
            try body(row, kind == .sales ? row[amountIndex] : 0)
        }
    }

    /// Counts by columns of numbers.
    func counts(
        _ condition: EventCondition, _ kind: EventKind, _ columns: [String]
    ) throws -> [(numbers: [Int64], count: Count)] {
        guard columns.count > 1 else {
            let counts = try countsOfOne(condition, kind, columns[0])
            return counts.enumerated().filter { $0.element.events > 0 }.map { ([Int64($0.offset)], $0.element) }
        }
        // Several numbers of words fit into one: there are not more than two million words.
        let size = (try number("SELECT max(number) + 1 FROM word WHERE ?", true)) ?? 1
        var counts: [Int64: Count] = [:]
        try scan(condition, kind, columns) { row, amount in
            var key: Int64 = 0
            for index in columns.indices { key = key &* size &+ row[index] }
            counts[key, default: Count()].add(amount)
        }
        return counts.map { key, count in
            var rest = key
            let numbers = columns.map { _ in
                defer { rest /= size }
                return rest % size
            }
            return (numbers.reversed(), count)
        }
    }

    /// Counts by one column of numbers, which are small: by their place in a list.
    private func countsOfOne(_ condition: EventCondition, _ kind: EventKind, _ column: String) throws -> [Count] {
        var counts: [Count] = []
        try scan(condition, kind, [column]) { row, amount in
            let number: Int = row[0]
            if number >= counts.count {
                let further = max(64, number + 1 + number / 2 - counts.count)
                counts.append(contentsOf: repeatElement(Count(), count: further))
            }
            counts[number].add(amount)
        }
        return counts
    }
}
