extension StoreTransaction {
    /// Takes everything away, as in a new file; only the journal's numbers go on.
    public mutating func deleteEverything() throws {
        for table in Schema.tables { try run("DELETE FROM \(table)", []) }
        try run("DELETE FROM word WHERE number > 0", [])
        cache?.forget()
        // Whoever follows the journal has a number of it, after which the next ones must come. The last entry stays, as
        // one of no event.
        try run("DELETE FROM journal WHERE number < (SELECT max(number) FROM journal)", [])
        try run("UPDATE journal SET moment = -1", [])
        recorded = []
    }
}
