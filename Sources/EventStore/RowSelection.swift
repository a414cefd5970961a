import Attribution

/// Rows of one table, chosen and put in order as a list of the API wants them.
struct RowSelection {
    /// The table; its rows have a text `id`.
    let table: String
    /// What must hold, `AND` between.
    private var conditions: [String] = []
    /// The values of the conditions' places.
    private(set) var arguments: [any Argument] = []

    init(from table: String) {
        self.table = table
    }

    mutating func add(_ condition: String, _ values: [any Argument] = []) {
        conditions.append(condition)
        arguments += values
    }

    /// Adds that a column has one of some values; none has, if there are none.
    mutating func add(_ column: String, in values: [String]) {
        add("\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))", values)
    }

    /// The conditions as a clause, or nothing.
    var clause: String { conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))" }
}

extension StoreTransaction {
    /// The rows of a selection that are in a window.
    ///
    /// - Parameters:
    ///   - order: the column that they are sorted by, and by ids where it is the same; with a cursor, by ids alone.
    ///   - isAscending: whether the smallest come first.
    func rows<Value>(
        of selection: RowSelection, _ columns: String, orderedBy order: String, isAscending: Bool, _ window: Window,
        _ read: (Columns) throws -> Value
    ) throws -> [Value] {
        let query = "SELECT \(columns) FROM \(selection.table)\(selection.clause)"
        let direction = isAscending ? "ASC" : "DESC"
        let sorted = "\(query) ORDER BY \(order) \(direction), id \(direction)"
        switch window {
        case .all: return try all(composed: sorted, selection.arguments, read)
        case .page(let number, let size):
            return try all(
                composed: "\(sorted) LIMIT ? OFFSET ?", selection.arguments + [size, (number - 1) * size], read)
        case .after(let id, let size):
            return try rows(of: selection, columns, beyond: id, isAscending: isAscending, size, read)
        case .before(let id, let size):
            return try rows(of: selection, columns, beyond: id, isAscending: !isAscending, size, read).reversed()
        }
    }

    /// How many rows a selection has.
    func count(_ selection: RowSelection) throws -> Int {
        let query = "SELECT count(*) FROM \(selection.table)\(selection.clause)"
        return try all(composed: query, selection.arguments) { $0[0] as Int }.first ?? 0
    }

    /// How many rows a selection has of each value: the largest groups first, equal ones by their values.
    func counts(_ selection: RowSelection, by column: String) throws -> [(value: String?, count: Int)] {
        let query = "SELECT \(column), count(*) FROM \(selection.table)\(selection.clause) GROUP BY 1"
        let groups = try all(composed: query, selection.arguments) { ($0[0] as String?, $0[1] as Int) }
        return groups.sorted { ($1.1, $0.0 ?? "") < ($0.1, $1.0 ?? "") }.map { (value: $0.0, count: $0.1) }
    }

    /// The rows that follow the one of an id in the order of ids; none, if it is not among them.
    private func rows<Value>(
        of selection: RowSelection, _ columns: String, beyond id: String, isAscending: Bool, _ size: Int,
        _ read: (Columns) throws -> Value
    ) throws -> [Value] {
        var (cursor, rest) = (selection, selection)
        cursor.add("id = ?", [id])
        guard try count(cursor) > 0 else { return [] }
        rest.add("id \(isAscending ? ">" : "<") ?", [id])
        let query = "SELECT \(columns) FROM \(rest.table)\(rest.clause) ORDER BY id"
        return try all(composed: "\(query) \(isAscending ? "ASC" : "DESC") LIMIT ?", rest.arguments + [size], read)
    }
}
