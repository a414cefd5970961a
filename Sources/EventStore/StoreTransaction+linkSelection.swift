public import Attribution

extension StoreTransaction: LinkTransaction {
    /// The links of a selection, in its order.
    public func links(_ selection: LinkSelection) throws -> [Link] {
        try rows(
            of: RowSelection(selection), LinkColumn.list, orderedBy: selection.order.rawValue, isAscending: false,
            selection.window
        ) { try Link(row: $0) }
    }

    /// How many links a selection has; its order and its window do not count.
    public func countLinks(_ selection: LinkSelection) throws -> Int {
        try count(RowSelection(selection))
    }

    /// How many links a selection has of each value: the largest groups first, equal ones by their values.
    ///
    /// A link with several tags counts in each of them, and one without any in none. Links without a folder are a group
    /// whose value is nil. The selection's order and its window do not count.
    public func countLinks(_ selection: LinkSelection, by grouping: LinkGrouping) throws -> [LinkGroup] {
        let groups =
            switch grouping {
            case .domain: try counts(RowSelection(selection), by: "domain")
            case .folderID: try counts(RowSelection(selection), by: "folderID")
            case .tagID:
                try counts(
                    RowSelection(selection, from: "link JOIN linkTag ON linkTag.link = link.number"),
                    by: "linkTag.tagID")
            }
        return groups.map { LinkGroup(value: $0.value, count: $0.count) }
    }
}

extension RowSelection {
    fileprivate init(_ selection: LinkSelection, from table: String = "link") {
        self.init(from: table)
        add("workspaceID = ?", [selection.workspaceID])
        if let domain = selection.domain { add("domain = ?", [domain]) }
        if let tenantID = selection.tenantID { add("tenantID = ?", [tenantID]) }
        if let tagIDs = selection.tagIDs {
            let places = tagIDs.map { _ in "?" }.joined(separator: ", ")
            add("number IN (SELECT link FROM linkTag WHERE tagID IN (\(places)))", tagIDs)
        }
        if selection.isTagged { add("tagIDs IS NOT NULL") }
        switch selection.place {
        case .anywhere: break
        case .unsorted: add("folderID IS NULL")
        case .folder(let id): add("folderID = ?", [id])
        }
        if !selection.includesArchived { add("NOT isArchived") }
        if let text = selection.search?.lowercased(), let short = selection.searchInShortLinks {
            // Short links are of ASCII, whose letter case SQLite knows itself.
            let shortLink = "'https://' || domain || iif(foldedKey = '_root', '', '/' || foldedKey)"
            add("(instr(\(SQLFunction.lowercase)(url), ?) > 0 OR instr(lower(\(shortLink)), ?) > 0)", [text, short])
        }
    }
}
